import type { IUniform } from "three";

/** The fire's breath, shared as uniforms by room, flames and people: one value, set once a frame. */
export interface Firelight {
  readonly time: IUniform<number>;
  readonly strength: IUniform<number>;
  /** For those who want no flicker (reduced motion, a calm room). */
  readonly still: boolean;
}

export const makeFirelight = (still = false): Firelight => ({
  time: { value: 0 },
  strength: { value: 1 },
  still,
});

/** Strength and radians a second of each part of the flicker: all below three beats a second. */
export const FLICKER = [
  [0.1, 7.3, 0],
  [0.07, 11.9, 1.3],
  [0.04, 16.7, 0.4],
] as const;

/** Three slow sines that never line up: lively, and no flashing. */
export function flickerAt(seconds: number): number {
  const [a, b, c] = FLICKER;
  return 1 + part(a, seconds) + part(b, seconds) + part(c, seconds);
}

type Part = (typeof FLICKER)[number];
const part = (of: Part, seconds: number): number => of[0] * Math.sin(seconds * of[1] + of[2]);

export function breathe(firelight: Firelight, seconds: number): void {
  firelight.time.value = firelight.still ? 3.2 : seconds;
  firelight.strength.value = firelight.still ? 1 : flickerAt(seconds);
}
