import type { IUniform } from "three";

/** The fire's breath, shared as uniforms by room, flames and people: one value, set once a frame. */
export interface Firelight {
  readonly time: IUniform<number>;
  readonly strength: IUniform<number>;
  /** For those who want no flicker (reduced motion). */
  readonly still: boolean;
}

export const makeFirelight = (still = false): Firelight => ({
  time: { value: 0 },
  strength: { value: 1 },
  still,
});

/** Three slow sines that never line up: lively, and far below three flashes a second in strength. */
const flickerAt = (seconds: number): number =>
  1 +
  0.1 * Math.sin(seconds * 7.3) +
  0.07 * Math.sin(seconds * 13.7 + 1.3) +
  0.05 * Math.sin(seconds * 23.1);

export function breathe(firelight: Firelight, seconds: number): void {
  firelight.time.value = firelight.still ? 3.2 : seconds;
  firelight.strength.value = firelight.still ? 1 : flickerAt(seconds);
}
