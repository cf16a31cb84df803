/** A step that takes longer is taken to have failed: livekit's own promises may never settle after a quick flip. */
const STEP_MS = 1200;
const TRIES = 2;
const RETRY_MS = 100;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What the loop moves: the microphone as others can hear it. */
export interface Publisher {
  /** The track that should be published now; null for none. */
  wanted(): MediaStreamTrack | null;
  publish(track: MediaStreamTrack): Promise<void>;
  unpublish(): Promise<void>;
  /** A publication did not come about, or its connection is over: let go of what was made for it. */
  letGo(): void;
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
    this.#publisher.letGo();
  }

  #settled(): boolean {
    return !this.#stale && this.#publisher.wanted() === this.#published;
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (!this.#settled() && !this.#closed) {
      if (this.#published !== null || this.#stale) {
        await this.#clear();
      } else {
        failures = (await this.#publish()) ? 0 : failures + 1;
      }
      if (failures >= TRIES) {
        this.#closed = true;
        this.#publisher.giveUp();
      }
    }
  }

  async #clear(): Promise<void> {
    this.#stale = false;
    this.#published = null;
    this.#publisher.changed(false);
    await within(this.#publisher.unpublish());
  }

  async #publish(): Promise<boolean> {
    const track = this.#publisher.wanted();
    if (track === null) {
      return true;
    }
    const done = await within(this.#publisher.publish(track));
    if (done) {
      this.#published = track;
      this.#publisher.changed(!this.#stale);
    } else {
      // A half-made publication is cleared away before the next try.
      this.#stale = true;
      this.#publisher.letGo();
      await pause(RETRY_MS);
    }
    return done;
  }
}
