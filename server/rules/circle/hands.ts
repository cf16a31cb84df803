import type { SeatId } from "../ids.ts";
import { need } from "./fairness.ts";
import { formatOf } from "./formats/formats.ts";
import { overlayRefusal } from "./overlay-words.ts";
import { type Changes, type Rules, allow, led, refuse, seated, unless } from "./rule.ts";
import type { Circle, Seat } from "./state.ts";
import { isAvailable, seatOf } from "./who.ts";

const isUp = (circle: Circle, id: SeatId): boolean => circle.hands.some((h) => h.seat === id);

const reachable = (circle: Circle, id: SeatId): boolean => {
  const seat = seatOf(circle, id);
  return seat !== undefined && isAvailable(seat);
};

/** The queue in the order that the circle has agreed on; equal ones as they were raised. */
export function inOrder(circle: Circle): Circle["hands"] {
  const seat = (hand: Circle["hands"][number]) => seatOf(circle, hand.seat);
  const needs = (hand: Circle["hands"][number]): number => {
    const whose = seat(hand);
    return whose ? need(circle, whose) : 0;
  };
  switch (circle.handOrder) {
    case "as-raised":
    case "picked":
      return circle.hands;
    case "least-heard":
      // Two who are both below all are equal: their difference would be no number.
      return circle.hands.toSorted((a, b) =>
        needs(a) === needs(b) ? 0 : needs(a) < needs(b) ? -1 : 1,
      );
    case "newcomers-first":
      return circle.hands.toSorted((a, b) => first(seat(b)) - first(seat(a)));
  }
}

/** Between rounds, or in one that goes by hands; with the piece with nobody. */
const callsHands = (circle: Circle): boolean =>
  circle.floor.kind === "none" && (formatOf(circle)?.hands ?? true);

/** A newcomer who has not spoken yet. */
const first = (seat: Seat | undefined): number => (seat?.newcomer && seat.turns === 0 ? 1 : 0);

export const handRules: Rules<
  "raise-hand" | "lower-hand" | "call-hand" | "lower-all-hands" | "order-hands"
> = {
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
    const called = target ?? inOrder(circle).find((h) => reachable(circle, h.seat))?.seat;
    return unless(
      [
        circle.phase !== "meeting" && "wrong-phase",
        overlayRefusal(circle),
        !callsHands(circle) && "round-running",
        target === undefined && circle.handOrder === "picked" && "nothing-asked",
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
  "order-hands": led((circle, { by, order }) =>
    circle.handOrder === order ? refuse("already-so") : allow({ type: "hands-ordered", order, by }),
  ),
  "lower-all-hands": led((circle, { by }) =>
    circle.hands.length > 0 ? allow({ type: "hands-rested", by }) : refuse("no-hands"),
  ),
};

export const handChanges: Changes<
  "hand-raised" | "hand-lowered" | "hands-rested" | "hands-ordered"
> = {
  "hands-ordered": (circle, { order }) => ({ ...circle, handOrder: order }),
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
