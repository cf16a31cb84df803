interface Sample {
  readonly roundTripMs: number;
  readonly offsetMs: number;
  readonly at: number;
}

const KEPT = 8;
/** An old measurement loses its worth: two clocks drift apart by some ms a minute. */
const WORTH_MS = 120_000;

/** Server time minus performance.now(), from the quickest of several questions: it has the least room for error. */
export class ServerClock {
  #samples: readonly Sample[] = [];

  /** One question and its answer; answers the best offset so far. */
  add(sentMs: number, serverMs: number, nowMs: number): number {
    const roundTripMs = nowMs - sentMs;
    const sample = { roundTripMs, offsetMs: serverMs - (sentMs + roundTripMs / 2), at: nowMs };
    const fresh = this.#samples.filter(({ at }) => nowMs - at < WORTH_MS);
    this.#samples = [...fresh, sample].slice(-KEPT);
    return this.#samples.reduce((best, one) => (one.roundTripMs < best.roundTripMs ? one : best))
      .offsetMs;
  }
}
