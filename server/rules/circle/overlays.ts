import type { Ms } from "../ids.ts";
import { shiftedMiddle } from "./formats/shifted-middle.ts";
import { overlayRefusal } from "./overlay-words.ts";
import {
  type Changes,
  type Due,
  type Events,
  type Rules,
  type Ruling,
  allow,
  led,
  refuse,
  seated,
  tasked,
  unless,
} from "./rule.ts";
import type { Circle, Overlay } from "./state.ts";
import { OWN_SILENCE_MOST_MS, SILENCE_MOST_MS } from "./times.ts";

/** An overlay lies over people who are together, before, during or after the meeting. */
const notTogether = (circle: Circle) =>
  (circle.phase === "scheduled" || circle.phase === "ended") && "wrong-phase";

export const overlayRules: Rules<
  "pause" | "resume" | "start-silence" | "end-silence" | "start-lockdown" | "release-lockdown"
> = {
  pause: led((circle, { by, reason }) =>
    unless([notTogether(circle), overlayRefusal(circle)], () =>
      allow({ type: "paused", by, reason }),
    ),
  ),
  resume: led((circle, { by }) =>
    circle.overlay.kind === "paused" ? allow({ type: "resumed", by }) : refuse("not-paused"),
  ),
  "start-silence": seated((circle, { by, at, lengthMs }, me) => {
    const holder = circle.floor.kind === "held" && circle.floor.by === by;
    const most = me.role === "member" ? OWN_SILENCE_MOST_MS : SILENCE_MOST_MS;
    return unless(
      [
        me.role === "member" && !holder && "not-a-facilitator",
        notTogether(circle),
        overlayRefusal(circle),
        !(lengthMs > 0 && lengthMs <= most) && "time-limit-reached",
      ],
      () => allow({ type: "silence-started", by, until: at + lengthMs }),
    );
  }),
  "end-silence": seated((circle, { by }, me) => {
    const { overlay } = circle;
    if (overlay.kind !== "silence") return refuse("not-in-silence");
    return me.role === "member" && overlay.by !== by
      ? refuse("not-a-facilitator")
      : allow({ type: "silence-ended", by });
  }),
  "start-lockdown": tasked("greeter", (circle, { by, reason }) =>
    unless([notTogether(circle), circle.overlay.kind === "lockdown" && "in-lockdown"], () =>
      allow({ type: "lockdown-started", by, reason }),
    ),
  ),
  "release-lockdown": led((circle, { by }): Ruling =>
    circle.overlay.kind === "lockdown"
      ? allow({ type: "lockdown-released", by })
      : refuse("not-in-lockdown"),
  ),
};

/** A silence ends by itself. */
export function overlaysDue({ overlay }: Circle): readonly Due[] {
  return overlay.kind === "silence"
    ? [{ at: overlay.until, events: () => [{ type: "silence-ended", by: null }] }]
    : [];
}

const overlaid = (circle: Circle, overlay: Overlay): Circle => ({ ...circle, overlay });

/** The overlay is gone; an offer that stood under it goes on where it was. */
function lifted(circle: Circle, at: Ms): Circle {
  const { overlay, floor } = circle;
  if (overlay.kind === "none" || overlay.kind === "no-facilitator") return circle;
  const stood = at - overlay.since;
  const moved = floor.kind === "offered" ? { ...floor, since: floor.since + stood } : floor;
  return { ...shiftedMiddle(circle, stood), overlay: { kind: "none" }, floor: moved };
}

function lockedDown(circle: Circle, { by, reason, at }: Events["lockdown-started"]): Circle {
  const { overlay, doorLocked } = circle;
  if (overlay.kind === "lockdown") return circle;
  const over: Overlay = overlay.kind === "no-facilitator" ? { kind: "none" } : overlay;
  return {
    ...circle,
    overlay: { kind: "lockdown", by, reason, since: at, doorWasLocked: doorLocked, over },
    doorLocked: true,
  };
}

/** Back to exactly what was: a pause is a pause again, a silence has as long to go as before. */
function released(circle: Circle, at: Ms): Circle {
  const { overlay } = circle;
  if (overlay.kind !== "lockdown") return circle;
  const { over, doorWasLocked, since } = overlay;
  const open = { ...circle, doorLocked: doorWasLocked };
  if (over.kind === "none") return lifted(open, at);
  return overlaid(
    open,
    over.kind === "silence" ? { ...over, until: over.until + at - since } : over,
  );
}

export const overlayChanges: Changes<
  | "paused"
  | "resumed"
  | "silence-started"
  | "silence-ended"
  | "lockdown-started"
  | "lockdown-released"
> = {
  paused: (circle, { by, reason, at }) =>
    overlaid(circle, { kind: "paused", by, reason, since: at }),
  resumed: (circle, { at }) => (circle.overlay.kind === "paused" ? lifted(circle, at) : circle),
  "silence-started": (circle, { by, until, at }) =>
    overlaid(circle, { kind: "silence", by, since: at, until }),
  "silence-ended": (circle, { at }) =>
    circle.overlay.kind === "silence" ? lifted(circle, at) : circle,
  "lockdown-started": lockedDown,
  "lockdown-released": (circle, { at }) => released(circle, at),
};
