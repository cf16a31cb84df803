/** A step that takes longer is taken to have failed: livekit's own promises may never settle after a quick flip. */
const STEP_MS = 1200;
const TRIES = 3;

/** What the loop moves: the microphone as others can hear it. */
export interface Publisher {
  /** The track that should be published now; null for none. */
  wanted(): MediaStreamTrack | null;
  publish(track: MediaStreamTrack): Promise<void>;
  unpublish(): Promise<void>;
  /** Nothing helped: end this connection, a new one is made. */
  giveUp(): void;
  changed(live: boolean): void;
}

function within(step: Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), STEP_MS);
    step.then(
      () => resolve(true),
      () => resolve(false),
    );
    void step.catch(() => undefined).finally(() => clearTimeout(timer));
  });
}

/** Brings what is published to what is wanted, one step at a time, whatever the order in which wishes come. */
export class PublishLoop {
  readonly #publisher: Publisher;
  #published: MediaStreamTrack | null = null;
  /** The server may have taken the track away: what we believe is published is not. */
  #stale = false;
  #running = false;
  #closed = false;

  constructor(publisher: Publisher) {
    this.#publisher = publisher;
  }

  /** Something may have changed. */
  look(): void {
    if (!this.#running && !this.#closed) {
      this.#running = true;
      void this.#run().finally(() => {
        this.#running = false;
      });
    }
  }

  /** The right to speak was taken away, and the published track with it. */
  takenAway(): void {
    this.#stale = this.#published !== null || this.#running;
    this.look();
  }

  close(): void {
    this.#closed = true;
  }

  #settled(): boolean {
    return !this.#stale && this.#publisher.wanted() === this.#published;
  }

  async #run(): Promise<void> {
    for (let failures = 0; !this.#settled() && !this.#closed;) {
      failures = (await this.#step()) ? 0 : failures + 1;
      if (failures >= TRIES) {
        this.#closed = true;
        this.#publisher.giveUp();
      }
    }
  }

  async #step(): Promise<boolean> {
    if (this.#published !== null || this.#stale) {
      this.#stale = false;
      this.#published = null;
      this.#publisher.changed(false);
      return within(this.#publisher.unpublish());
    }
    const track = this.#publisher.wanted();
    if (track === null || (await within(this.#publisher.publish(track)))) {
      this.#published = track;
      this.#publisher.changed(track !== null && !this.#stale);
      return true;
    }
    // A half-made publication is cleared away before the next try.
    this.#stale = true;
    return false;
  }
}
