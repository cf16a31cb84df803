import type { CircleView } from "#rules/circle/view.ts";
import type { SeatId } from "#rules/ids.ts";

/** A place in the drawn ring; x and y in a square of 2 by 2 around 0, y downwards. */
export interface RingPlace {
  readonly chair: number;
  readonly seat: SeatId | null;
  readonly x: number;
  readonly y: number;
}

/**
 * The chairs seen from above, my own at the bottom. The next chair stands to the left of somebody who looks to the middle:
 * on the page the ring runs clockwise.
 */
export function ringPlaces(circle: CircleView, me: SeatId): readonly RingPlace[] {
  const mine = circle.seats.find(({ id }) => id === me)?.chair ?? 0;
  return Array.from({ length: circle.chairs }, (_, chair) => {
    const turn = ((chair - mine) / circle.chairs) * 2 * Math.PI;
    return {
      chair,
      seat: circle.seats.find((seat) => seat.chair === chair)?.id ?? null,
      x: -Math.sin(turn),
      y: Math.cos(turn),
    };
  });
}

/** Where the piece lies: with somebody, or in the middle. */
export function pieceWith({ floor }: CircleView): SeatId | null {
  return floor.kind === "none" || floor.kind === "on-hold" || floor.by === "" ? null : floor.by;
}

/** What is left of a turn, 0 … 1; null where no ring is drawn. */
export function turnLeft({ floor }: CircleView, nowMs: number): number | null {
  if (floor.kind === "none" || floor.kind === "offered" || floor.turnMs <= 0) return null;
  const left = leftMs(floor, nowMs);
  return left === null ? null : Math.max(0, Math.min(1, left / floor.turnMs));
}

/** Milliseconds left, negative when over; null for a turn without a clock. */
export function leftMs(floor: CircleView["floor"], nowMs: number): number | null {
  if (floor.remainingMs === -1) return null;
  return floor.endAt > 0 ? floor.endAt - nowMs : floor.remainingMs;
}
