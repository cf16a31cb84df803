import type { Vector3 } from "three";

import type { CircleView } from "#rules/circle/view.ts";

/** How long the piece takes from hand to hand: slow enough to be followed, never a throw. */
export const FLIGHT_S = 1.7;

const smooth = (t: number): number => t * t * (3 - 2 * t);

/** A point of the arc between two hands at `t` (0 … 1): it starts and lands gently and rises with the distance. */
export function arcPoint(out: Vector3, from: Vector3, to: Vector3, t: number): Vector3 {
  const clamped = Math.min(1, Math.max(0, t));
  const lift = Math.min(0.55, 0.12 + 0.18 * from.distanceTo(to));
  const eased = smooth(clamped);
  out.lerpVectors(from, to, eased);
  out.y += lift * 4 * eased * (1 - eased);
  return out;
}

/** Milliseconds left of the present turn; −1 where there is no turn or no clock. */
function leftMs(floor: CircleView["floor"], serverNowMs: number): number {
  const ticking = floor.kind === "held" || floor.kind === "on-hold";
  if (!ticking || floor.turnMs <= 0) return -1;
  return floor.endAt > 0 ? Math.max(0, floor.endAt - serverNowMs) : floor.remainingMs;
}

/** Part of the turn that is left, 0 … 1; −1 where a turn has no clock. */
export function turnPart(floor: CircleView["floor"], serverNowMs: number): number {
  const left = leftMs(floor, serverNowMs);
  return left < 0 ? -1 : Math.min(1, left / floor.turnMs);
}

/** The last minute of a turn that is longer than a minute: time for the ring to turn amber. */
export function inLastMinute(floor: CircleView["floor"], serverNowMs: number): boolean {
  const left = leftMs(floor, serverNowMs);
  return left >= 0 && left <= 60_000 && floor.turnMs > 60_000;
}
