/** A change of the hour takes this long: slow enough that the light of the room changes at far below 0.5 Hz. */
export const FADE_S = 10;

const smooth = (t: number): number => t * t * (3 - 2 * t);

/**
 * Which hour is shown, which one comes next and how far that has got. One change at a time: who changes their mind
 * meanwhile gets the newest wish afterwards, so that light never goes back and forth.
 */
export class HourFade<Hour extends string> {
  now: Hour;
  next: Hour | null = null;
  #seconds = 0;
  #wished: Hour;

  constructor(first: Hour) {
    this.now = first;
    this.#wished = first;
  }

  want(hour: Hour): void {
    this.#wished = hour;
  }

  /** The hour that has to be fetched before the light can change; null where there is nothing to do. */
  get missing(): Hour | null {
    return this.next === null && this.#wished !== this.now ? this.#wished : null;
  }

  /** It has been fetched: from here on the light changes. */
  begin(hour: Hour): void {
    if (this.next !== null || hour === this.now) return;
    this.next = hour;
    this.#seconds = 0;
  }

  /** An hour that cannot be had is no longer wished for. */
  giveUp(hour: Hour): void {
    if (this.#wished === hour) this.#wished = this.now;
  }

  /** 0 … 1, gently. */
  get part(): number {
    return this.next === null ? 0 : smooth(Math.min(1, this.#seconds / FADE_S));
  }

  /** True once, when the next hour has become the present one. */
  advance(seconds: number): boolean {
    if (this.next === null) return false;
    this.#seconds += seconds;
    if (this.#seconds < FADE_S) return false;
    this.now = this.next;
    this.next = null;
    return true;
  }
}
