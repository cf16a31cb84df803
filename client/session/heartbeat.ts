import type { WorldStore } from "../world/circle-store.ts";
import { traffic } from "../world/traffic.ts";
import { ServerClock } from "./server-clock.ts";

/** A few quick questions at the start make the offset good at once; then it is a sign of life. */
const FIRST_MS = 200;
const FIRST_QUESTIONS = 5;
const EVERY_MS = 2000;
/** No answer for this long: the socket is dead, whatever it says of itself. */
const DEAD_MS = 4500;

/** Asks the server for its time. Keeps the clock offset, the round trip, and notices a half-open socket. */
export class Heartbeat {
  readonly #store: WorldStore;
  readonly #ask: (sent: number) => void;
  readonly #dead: () => void;
  readonly #clock = new ServerClock();
  /** When the oldest question without an answer was asked. Not "last heard": the timers of hidden pages sleep for minutes. */
  #waitingSince: number | null = null;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: WorldStore, ask: (sent: number) => void, dead: () => void) {
    this.#store = store;
    this.#ask = ask;
    this.#dead = dead;
    this.#beat();
  }

  answered({ sent, now }: { readonly sent: number; readonly now: number }): void {
    const heardAt = performance.now();
    this.#waitingSince = null;
    traffic.roundTripMs = heardAt - sent;
    this.#store.setState({ clockOffsetMs: this.#clock.add(sent, now, heardAt) });
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #beat(): void {
    const now = performance.now();
    if (this.#waitingSince !== null && now - this.#waitingSince > DEAD_MS) {
      this.#dead();
      return;
    }
    this.#waitingSince ??= now;
    this.#ask(now);
    this.#asked += 1;
    const wait = this.#asked < FIRST_QUESTIONS ? FIRST_MS : EVERY_MS;
    this.#timer = setTimeout(() => this.#beat(), wait);
  }
}
