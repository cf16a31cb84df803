import type { Wish } from "#rules/circle/commands.ts";

/** A glance at another window is no absence. */
const AWAY_AFTER_MS = 3000;

/** Tells the circle when the page is hidden for a while, and when it is seen again. */
export class Attendance {
  readonly #wish: (wish: Wish) => void;
  readonly #ended = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #away = false;

  constructor(wish: (wish: Wish) => void) {
    this.#wish = wish;
    const look = (): void => this.#look();
    document.addEventListener("visibilitychange", look, { signal: this.#ended.signal });
    this.#look();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#ended.abort();
  }

  #look(): void {
    clearTimeout(this.#timer);
    if (document.visibilityState === "hidden") {
      this.#timer = setTimeout(() => {
        this.#away = true;
        this.#wish({ type: "go-away" });
      }, AWAY_AFTER_MS);
    } else if (this.#away) {
      this.#away = false;
      this.#wish({ type: "come-back" });
    }
  }
}
