/** How long the glow of "me too" stays, and how long it takes to come and to go, seconds. */
const STAYS_S = 9;
const EASE_S = 2;

/**
 * The glow that tells me others have known what I told of. Only I see it: how many they are is told to nobody else,
 * and to me only after my turn.
 */
export class Warmth {
  #count = 0;
  #since = Number.NEGATIVE_INFINITY;

  update(count: number, seconds: number): void {
    if (count > this.#count) this.#since = seconds;
    this.#count = count;
  }

  /** 0 … 1, gently up and down; never faster than half a beat a second. */
  value(seconds: number): number {
    const into = seconds - this.#since;
    const ends = STAYS_S - into;
    const part = Math.max(0, Math.min(1, into / EASE_S, ends / EASE_S));
    return part * part * (3 - 2 * part);
  }
}
