import { overlayRefusal } from "./overlay-words.ts";
import { type Changes, type Rules, allow, led, refuse, seated, tasked, unless } from "./rule.ts";
import { BREATH_MS, TOO_MUCH_MS } from "./times.ts";
import { endTurn } from "./turn-end.ts";

/** From a breath to the end of a turn: the gentlest that helps comes first (circles.md §2.12). */
export const ladderRules: Rules<"breathe" | "whisper" | "stop-turn" | "too-much"> = {
  breathe: tasked("timekeeper", (circle, { by, at }) =>
    unless([circle.phase !== "meeting" && "wrong-phase", overlayRefusal(circle)], () =>
      allow({ type: "breath-begun", by, until: at + BREATH_MS }),
    ),
  ),
  whisper: led((circle, { by, about }) => {
    const { floor } = circle;
    if (floor.kind !== "held") return refuse("nobody-holds-the-piece");
    return floor.by === by
      ? refuse("not-yourself")
      : allow({ type: "whispered", to: floor.by, about, by });
  }),
  "stop-turn": led((circle, { by, at, reason }) => {
    const { floor } = circle;
    if (floor.kind !== "held" && floor.kind !== "on-hold") return refuse("nobody-holds-the-piece");
    return allow(...endTurn(circle, floor.by, { how: "stopped", by, reason }, at));
  }),
  "too-much": seated((circle, { by, at }) =>
    unless(
      [
        circle.phase !== "meeting" && "wrong-phase",
        circle.tooMuch.some((said) => said.seat === by && at - said.at < TOO_MUCH_MS) && "too-soon",
      ],
      () => allow({ type: "too-much-said", seat: by }),
    ),
  ),
};

export const ladderChanges: Changes<"breath-begun" | "whispered" | "too-much-said"> = {
  "breath-begun": (circle, { by, until, at }) =>
    circle.overlay.kind === "none"
      ? { ...circle, overlay: { kind: "silence", by, since: at, until } }
      : circle,
  whispered: (circle) => circle,
  "too-much-said": (circle, { seat, at }) => ({
    ...circle,
    tooMuch: [
      ...circle.tooMuch.filter((said) => said.seat !== seat && at - said.at < TOO_MUCH_MS),
      { seat, at },
    ],
  }),
};
