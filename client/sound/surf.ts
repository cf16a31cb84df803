/** Everything the sea does repeats after this time, so that the same wave runs up for everybody and nothing ever jumps. */
export const SEA_PERIOD_S = 600;

/** Radians a second of a movement that comes `times` in the sea's period. */
const rate = (times: number): number => (times * 2 * Math.PI) / SEA_PERIOD_S;

/** The foam fronts: each moves about a line `atM` from the shore, `reachM` up and down. Below zero is on the sand. */
export const FRONTS = [
  { atM: -0.55, reachM: 0.75, rate: rate(53), phase: 0, along: 0.1 },
  { atM: 1.35, reachM: 0.6, rate: rate(40), phase: 1.7, along: 0.07 },
  { atM: 3.3, reachM: 0.5, rate: rate(34), phase: 0.4, along: -0.05 },
] as const;

/** Where the sea is in its period, from the time that all share. */
export const seaSeconds = (serverMs: number): number =>
  (((serverMs / 1000) % SEA_PERIOD_S) + SEA_PERIOD_S) % SEA_PERIOD_S;

/** Distance of a front from the shore line before somebody at `x`, metres. */
export function frontAt(front: (typeof FRONTS)[number], seconds: number, x: number): number {
  return front.atM + front.reachM * Math.sin(seconds * front.rate + front.phase + x * front.along);
}

/**
 * How loud each front is, 0 … 1: a wave is heard while it runs up the sand, falls silent as it turns, and whispers back.
 * The far fronts break softly as they come in.
 */
export function washOf(front: (typeof FRONTS)[number], seconds: number, x: number): number {
  const landward = -Math.cos(seconds * front.rate + front.phase + x * front.along);
  return landward > 0 ? landward ** 1.5 : 0.22 * -landward;
}
