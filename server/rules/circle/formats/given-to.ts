import { turnLength } from "../clock.ts";
import type { CircleHappening } from "../events.ts";
import type { Circle, Seat, Via } from "../state.ts";

/** The piece comes to somebody who asked for it: offered and taken in one, their microphone open. */
export function givenTo(circle: Circle, seat: Seat, via: Via): readonly CircleHappening[] {
  const lane = speaksAloud(circle, seat) ? "voice" : "text";
  return [
    { type: "piece-offered", to: seat.id, via, remainingMs: null },
    { type: "piece-taken", by: seat.id, lane, remainingMs: turnLength(circle) },
    ...(lane === "voice" && !seat.micOpen
      ? [{ type: "microphone-opened", seat: seat.id } as const]
      : []),
  ];
}

/** By voice where there is one and the part is not held in writing. */
export const speaksAloud = (circle: Circle, seat: Seat): boolean =>
  seat.mode === "speak" && circle.voiceUp && circle.sheet[circle.segment]?.lane !== "text";
