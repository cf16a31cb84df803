import type { SeatId } from "../ids.ts";
import { withoutFromMiddle } from "./formats/without-from-middle.ts";
import type { Circle, Role, Seat } from "./state.ts";

/** Has a place in the circle: here, away, or lost and awaited. */
export const isSeated = (seat: Seat): boolean => seat.presence !== "left";
/** Reachable: here, or away from the headset. */
export const isPresent = (seat: Seat): boolean =>
  seat.presence === "here" || seat.presence === "away";
/** Can be offered the piece now. */
export const isAvailable = (seat: Seat): boolean =>
  seat.presence === "here" && !seat.steppedOut && seat.mode !== "listen-only";

/** The seat with this id among those who have a place. */
export const seatOf = (circle: Circle, id: SeatId | null): Seat | undefined =>
  circle.seats.find((s) => s.id === id && isSeated(s));

/** The circle with one seat changed. */
export const withSeat = (circle: Circle, id: SeatId, change: Partial<Seat>): Circle => ({
  ...circle,
  seats: circle.seats.map((s) => (s.id === id ? { ...s, ...change } : s)),
});

/** Nothing of the circle's is with this person any more: no piece, no hand, no place in the order. */
export function withoutHoldings(circle: Circle, id: SeatId): Circle {
  const { floor, round, handOver } = circle;
  const holds =
    floor.kind === "offered" ? floor.to === id : floor.kind !== "none" && floor.by === id;
  return {
    ...circle,
    floor: holds ? { kind: "none" } : floor,
    hands: circle.hands.filter((h) => h.seat !== id),
    round: round && {
      ...round,
      order: round.order.filter((s) => s !== id),
      laters: round.laters.filter((s) => s !== id),
      middle: withoutFromMiddle(round.middle, id),
    },
    handOver: handOver && (handOver.to === id || handOver.from === id) ? null : handOver,
    timeAsked: circle.timeAsked?.by === id ? null : circle.timeAsked,
  };
}

/** In a running round, whoever comes late goes to the end of the order. */
export function joinOrder(circle: Circle, id: SeatId): Circle {
  const { round } = circle;
  const seat = seatOf(circle, id);
  if (!round || round.state !== "running" || !seat || seat.mode === "listen-only") return circle;
  if (round.order.includes(id)) return circle;
  return { ...circle, round: { ...round, order: [...round.order, id] } };
}

/**
 * The free chair nearest to the wished one. While nobody who can facilitate has a chair, the last
 * free one is kept for them: a sole facilitator can always get back in.
 */
export function freeChair(circle: Circle, role: Role, wished = 0): number | null {
  const taken = new Set(circle.seats.filter(isSeated).map((s) => s.chair));
  const free = Array.from({ length: circle.chairs }, (_, i) => (wished + i) % circle.chairs).filter(
    (chair) => !taken.has(chair),
  );
  const led = circle.seats.some((s) => isSeated(s) && s.role !== "member");
  return role === "member" && !led && free.length < 2 ? null : (free[0] ?? null);
}
