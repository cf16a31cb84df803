import type { SeatId } from "../ids.ts";
import { overlayRefusal } from "./overlay-words.ts";
import { type Changes, type Rules, allow, led, refuse, seated, unless } from "./rule.ts";
import type { Circle } from "./state.ts";
import { isAvailable, seatOf } from "./who.ts";

const isUp = (circle: Circle, id: SeatId): boolean => circle.hands.some((h) => h.seat === id);

const reachable = (circle: Circle, id: SeatId): boolean => {
  const seat = seatOf(circle, id);
  return seat !== undefined && isAvailable(seat);
};

export const handRules: Rules<"raise-hand" | "lower-hand" | "call-hand" | "lower-all-hands"> = {
  "raise-hand": seated((circle, { by }, me) =>
    unless(
      [
        (circle.phase === "scheduled" || circle.phase === "ended") && "wrong-phase",
        me.mode === "listen-only" && "listening-only",
        isUp(circle, by) && "already-raised",
      ],
      () => allow({ type: "hand-raised", seat: by }),
    ),
  ),
  "lower-hand": seated((circle, { by }) =>
    isUp(circle, by) ? allow({ type: "hand-lowered", seat: by, by }) : refuse("not-raised"),
  ),
  "call-hand": led((circle, { target }) => {
    const called = target ?? circle.hands.find((h) => reachable(circle, h.seat))?.seat;
    return unless(
      [
        circle.phase !== "meeting" && "wrong-phase",
        overlayRefusal(circle),
        (circle.round?.state === "running" || circle.floor.kind !== "none") && "round-running",
        circle.hands.length === 0 && "no-hands",
        target !== undefined && !isUp(circle, target) && "not-raised",
        (called === undefined || !reachable(circle, called)) && "not-here",
      ],
      () =>
        called === undefined
          ? refuse("no-hands")
          : allow({ type: "piece-offered", to: called, via: "hand", remainingMs: null }),
    );
  }),
  "lower-all-hands": led((circle, { by }) =>
    circle.hands.length > 0 ? allow({ type: "hands-rested", by }) : refuse("no-hands"),
  ),
};

export const handChanges: Changes<"hand-raised" | "hand-lowered" | "hands-rested"> = {
  "hand-raised": (circle, { seat, at }) =>
    isUp(circle, seat) || !seatOf(circle, seat)
      ? circle
      : { ...circle, hands: [...circle.hands, { seat, raisedAt: at }] },
  "hand-lowered": (circle, { seat }) => ({
    ...circle,
    hands: circle.hands.filter((h) => h.seat !== seat),
  }),
  "hands-rested": (circle) => ({ ...circle, hands: [] }),
};
