import type { SeatId } from "../ids.ts";
import { formatOf } from "./formats/formats.ts";
import { overlayRefusal } from "./overlay-words.ts";
import type { Refusal } from "./refusals.ts";
import {
  AT_ONCE,
  type Changes,
  type Due,
  type Rules,
  allow,
  led,
  refuse,
  seated,
  unless,
} from "./rule.ts";
import type { Circle, Seat } from "./state.ts";
import { MICROPHONE_KEPT_MS } from "./times.ts";
import { isSeated, seatOf, withSeat } from "./who.ts";

/** Does the floor, as it stands, give this seat a voice? Whether they use it is their own wish. */
export function hasVoice(circle: Circle, seat: Seat): boolean {
  switch (circle.overlay.kind) {
    case "silence":
      return false;
    case "paused":
    case "lockdown":
      return seat.role !== "member";
    case "none":
    case "no-facilitator":
      return floorGivesVoice(circle, seat);
  }
}

function floorGivesVoice(circle: Circle, seat: Seat): boolean {
  const { phase, floor, round, leader } = circle;
  if (phase === "lobby" || phase === "afterglow") return true;
  if (phase !== "meeting") return false;
  if (floor.kind === "held" || floor.kind === "on-hold")
    return floor.by === seat.id && floor.lane === "voice";
  if (round?.state !== "running") return leader === seat.id;
  return formatOf(circle)?.voice?.(circle, seat) ?? false;
}

/** Before the meeting and after it everybody may talk freely. */
export const isOpenTalk = ({ phase, overlay }: Circle): boolean =>
  (phase === "lobby" || phase === "afterglow") &&
  (overlay.kind === "none" || overlay.kind === "no-facilitator");

/** The circle as it would be if a holder who writes spoke aloud instead: the floor is theirs either way. */
function asSpeaker(circle: Circle, me: Seat): Circle {
  const { floor, voiceUp } = circle;
  const writes = floor.kind === "held" && floor.by === me.id && floor.lane === "text";
  return writes && voiceUp ? { ...circle, floor: { ...floor, lane: "voice" } } : circle;
}

const openRefusal = (circle: Circle, me: Seat): Refusal | false =>
  !hasVoice(asSpeaker(circle, me), me) && (overlayRefusal(circle) || "not-your-turn");

export const microphoneRules: Rules<
  "open-microphone" | "close-microphone" | "mute" | "mute-everyone"
> = {
  "open-microphone": seated((circle, { by }, me) =>
    unless(
      [
        circle.phase === "ended" && "wrong-phase",
        me.micOpen && "already-so",
        me.mode === "listen-only" && "listening-only",
        me.steppedOut && "not-here",
        openRefusal(circle, me),
      ],
      () =>
        // Whoever came without a microphone and finds one may use it at once, even in their own turn.
        me.mode === "speak" && asSpeaker(circle, me) === circle
          ? allow({ type: "microphone-opened", seat: by })
          : allow(
              { type: "mode-changed", seat: by, mode: "speak" },
              { type: "microphone-opened", seat: by },
            ),
    ),
  ),
  "close-microphone": seated((_circle, { by }, me) =>
    me.micOpen ? allow({ type: "microphone-closed", seat: by, by }) : refuse("already-so"),
  ),
  mute: led((circle, { by, target }) => {
    const seat = seatOf(circle, target);
    if (!seat) return refuse("no-such-person");
    return unless([target === by && "not-yourself", !seat.micOpen && "already-so"], () =>
      allow({ type: "microphone-closed", seat: target, by }),
    );
  }),
  "mute-everyone": led((circle, { by }) =>
    circle.seats.some((s) => s.micOpen && s.id !== by)
      ? allow({ type: "everyone-muted", by })
      : refuse("already-so"),
  ),
};

/** No microphone stays open that would be heard unawares: where the floor moved on, or the link was long lost. */
export function microphonesDue(circle: Circle): readonly Due[] {
  const calm: Circle = { ...circle, overlay: { kind: "none" } };
  return circle.seats.flatMap((seat) => {
    if (!seat.micOpen) return [];
    const close = { type: "microphone-closed", seat: seat.id, by: null } as const;
    if (!hasVoice(circle, seat) && !hasVoice(calm, seat))
      return [{ at: AT_ONCE, events: () => [close] }];
    // A holder whose turn is on hold comes back into it as they left it.
    const awaited = circle.floor.kind === "on-hold" && circle.floor.by === seat.id;
    return seat.lostAt === null || awaited
      ? []
      : [{ at: seat.lostAt + MICROPHONE_KEPT_MS, events: () => [close] }];
  });
}

const close = (circle: Circle, id: SeatId): Circle => withSeat(circle, id, { micOpen: false });

export const microphoneChanges: Changes<
  "microphone-opened" | "microphone-closed" | "everyone-muted"
> = {
  "microphone-opened": (circle, { seat }) =>
    seatOf(circle, seat)?.mode === "speak" ? withSeat(circle, seat, { micOpen: true }) : circle,
  "microphone-closed": (circle, { seat }) => close(circle, seat),
  "everyone-muted": (circle, { by }) => ({
    ...circle,
    seats: circle.seats.map((s) => (isSeated(s) && s.id !== by ? { ...s, micOpen: false } : s)),
  }),
};
