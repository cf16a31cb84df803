import type { SeatRights } from "./livekit-api.ts";

/** Grants closer to any other change than this break the publisher's negotiation (seen below ~50 ms). */
const GRANT_SPACING_MS = 250;
const REVOKE_TRIES = 5;
const REVOKE_WITHIN_MS = 2000;
const RETRY_MS = 60;
const GRANT_RETRY_MS = 300;

/** What a floor keeper needs of the world: one participant's permissions. */
export interface FloorDoor {
  setRights(rights: SeatRights): Promise<"done" | "gone">;
  /** The revoke would not go through: end the connection, whatever it takes. */
  failClosed(): void;
  /** What the law wants now. */
  wanted(): SeatRights;
  /** The server has confirmed these rights. */
  confirmed(rights: SeatRights): void;
}

const same = (a: SeatRights | null, b: SeatRights): boolean =>
  a !== null && a.publish === b.publish && a.subscribe === b.subscribe;

/**
 * Brings one voice connection's permissions to what the law wants, and keeps them there. One loop at a time, never
 * two calls for one person at once: it revokes at once, spaces its grants, and fails closed.
 */
export class FloorKeeper {
  readonly #door: FloorDoor;
  #present = false;
  #stopped = false;
  #running = false;
  #applied: SeatRights | null = null;
  #changedAt = -Infinity;
  #wake: (() => void) | null = null;

  constructor(door: FloorDoor) {
    this.#door = door;
  }

  /** What the server confirmed last; null while unknown. */
  get now(): SeatRights | null {
    return this.#applied;
  }

  /** The law may want something else now. */
  look(): void {
    this.#wake?.();
    if (!this.#running) {
      void this.#run();
    }
  }

  /** The connection has (re)joined: nothing is known of its permissions. */
  joined(): void {
    this.#present = true;
    this.#applied = null;
    this.look();
  }

  /** This is what the server says it may do. */
  observed(rights: SeatRights): void {
    this.#present = true;
    if (!this.#running) {
      this.#applied = rights;
      this.look();
    }
  }

  gone(): void {
    this.#present = false;
    this.#applied = null;
  }

  stop(): void {
    this.#stopped = true;
    this.#wake?.();
  }

  async #run(): Promise<void> {
    this.#running = true;
    let goal = this.#door.wanted();
    while (this.#present && !this.#stopped && !same(this.#applied, goal)) {
      await (goal.publish ? this.#grant(goal) : this.#revoke());
      goal = this.#door.wanted();
    }
    this.#running = false;
  }

  async #grant(goal: SeatRights): Promise<void> {
    const early = this.#changedAt + GRANT_SPACING_MS - performance.now();
    if (early > 0) {
      await this.#pause(early);
    } else if (!(await this.#apply(goal))) {
      await this.#pause(GRANT_RETRY_MS);
    }
  }

  async #revoke(): Promise<void> {
    const since = performance.now();
    for (
      let tries = 0;
      tries < REVOKE_TRIES && performance.now() - since < REVOKE_WITHIN_MS;
      tries += 1
    ) {
      const goal = this.#door.wanted();
      if (goal.publish || this.#stopped || (await this.#apply(goal))) {
        return;
      }
      await this.#pause(RETRY_MS);
    }
    this.#present = false;
    this.#door.failClosed();
  }

  /** Answers whether the call went through. */
  async #apply(goal: SeatRights): Promise<boolean> {
    // While the call is under way nobody knows what holds: it may have arrived though its answer does not.
    this.#applied = null;
    this.#changedAt = performance.now();
    const answer = await this.#door.setRights(goal).catch(() => "failed" as const);
    if (answer === "gone") {
      this.gone();
    }
    if (answer === "done") {
      this.#applied = goal;
      this.#door.confirmed(goal);
    }
    return answer !== "failed";
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
