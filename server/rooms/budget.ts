import type { Ms } from "#rules/ids.ts";

/** How often something may be sent: `perSecond` in the long run, `burst` at once. */
interface Allowance {
  readonly perSecond: number;
  readonly burst: number;
}

/** Poses come at 20 Hz, with room for jitter; a line a second is faster than anybody types; the rest is clicks. */
const ALLOWANCES = {
  pose: { perSecond: 25, burst: 30 },
  line: { perSecond: 1, burst: 5 },
  wish: { perSecond: 5, burst: 12 },
  clock: { perSecond: 2, burst: 12 },
} as const satisfies Record<string, Allowance>;

export type Kind = keyof typeof ALLOWANCES;

/** One client's token buckets, one a kind of message. */
export class Budget {
  readonly #left = new Map<Kind, number>();
  readonly #at = new Map<Kind, Ms>();

  /** False: too fast; the message is not to be looked at. */
  spend(kind: Kind, now: Ms): boolean {
    const { perSecond, burst } = ALLOWANCES[kind];
    const since = now - (this.#at.get(kind) ?? now);
    const left = Math.min(burst, (this.#left.get(kind) ?? burst) + (since * perSecond) / 1000);
    this.#at.set(kind, now);
    this.#left.set(kind, left >= 1 ? left - 1 : left);
    return left >= 1;
  }
}
