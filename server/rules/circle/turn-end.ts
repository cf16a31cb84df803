import type { Ms, SeatId } from "../ids.ts";
import { remainingAt, spentAt } from "./clock.ts";
import type { CircleEvent, CircleHappening } from "./events.ts";
import { formatOf } from "./formats/formats.ts";
import type { Changes } from "./rule.ts";
import type { Circle, Floor, Seat } from "./state.ts";
import { seatOf, withSeat } from "./who.ts";

type Ended = Extract<CircleEvent, { type: "turn-ended" }>;

const spentOn = (floor: Floor, at: Ms): Ms =>
  floor.kind === "held" ? spentAt(floor, at) : floor.kind === "on-hold" ? floor.spentMs : 0;

const leftOn = (floor: Floor, at: Ms): Ms | null =>
  floor.kind === "held" ? remainingAt(floor, at) : floor.kind === "none" ? null : floor.remainingMs;

/** Ends this seat's turn, their microphone first; nothing if the piece is not with them. */
export function endTurn(
  circle: Circle,
  seat: SeatId,
  why: Pick<Ended, "how" | "by" | "reason">,
  at: Ms,
): readonly CircleHappening[] {
  const { floor } = circle;
  if ((floor.kind !== "held" && floor.kind !== "on-hold") || floor.by !== seat) return [];
  const ended = { type: "turn-ended", seat, spokenMs: spentOn(floor, at), ...why } as const;
  return seatOf(circle, seat)?.micOpen
    ? [{ type: "microphone-closed", seat, by: null }, ended]
    : [ended];
}

/** What lies in the middle takes note that a turn is over. */
function settledMiddle(circle: Circle, seat: Seat, at: Ms): Circle {
  const { round } = circle;
  const afterTurn = formatOf(circle)?.afterTurn;
  return round && afterTurn
    ? { ...circle, round: { ...round, middle: afterTurn(round.middle, seat, at) } }
    : circle;
}

export const turnEndChanges: Changes<"turn-ended"> = {
  "turn-ended": (circle, { seat, how, spokenMs, at }) => {
    const { floor } = circle;
    const spoke = floor.kind === "held" || floor.kind === "on-hold";
    const theirs = spoke ? floor.by === seat : floor.kind === "offered" && floor.to === seat;
    const before = seatOf(circle, seat);
    if (!theirs || !before) return circle;
    const lost = how === "lost" && circle.round !== null;
    const after = {
      ...circle,
      floor: { kind: "none" },
      timeAsked: null,
      meToo: [],
      crosstalk: { ...circle.crosstalk, by: [] },
    } as const;
    return withSeat(spoke ? settledMiddle(after, before, at) : after, seat, {
      turns: before.turns + (spoke && how !== "lost" ? 1 : 0),
      spokenMs: before.spokenMs + spokenMs,
      recognised: spoke ? circle.meToo.length : before.recognised,
      owed: lost,
      owedMs: lost ? leftOn(floor, at) : null,
    });
  },
};
