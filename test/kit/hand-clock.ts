import { setImmediate as breath } from "node:timers/promises";

import type { Clock } from "../../server/ports/clock.ts";

interface Alarm {
  readonly at: number;
  readonly call: () => void;
}

/** Time that stands still until a story moves it on: ten minutes pass in a moment. */
export class HandClock implements Clock {
  #now = Date.now();
  readonly #alarms = new Set<Alarm>();
  readonly #waiting = new Map<number, () => void>();

  now(): number {
    return this.#now;
  }

  wakeAt(at: number, call: () => void): () => void {
    const alarm = { at, call };
    this.#alarms.add(alarm);
    this.#waiting.get(at)?.();
    return () => this.#alarms.delete(alarm);
  }

  /** Resolves when somebody asks to be woken at this very moment: what takes until then has begun. */
  asked(at: number): Promise<void> {
    return new Promise((wake) => void this.#waiting.set(at, wake));
  }

  /** Everything due on the way is called in its order, each with a breath for what follows from it. */
  async move(ms: number): Promise<void> {
    const until = this.#now + ms;
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#now = Math.max(this.#now, next.at);
      this.#alarms.delete(next);
      next.call();
      await breath();
    }
    this.#now = until;
    await breath();
  }

  #next(until: number): Alarm | undefined {
    return [...this.#alarms].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];
  }
}
