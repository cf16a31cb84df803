/** Two lines closer together than this are read as one: a screen reader cuts off what it is saying otherwise. */
const APART_MS = 1500;

export type ChatAloud = "off" | "count" | "full";

interface Parts {
  readonly tell: (words: string) => void;
  readonly now: () => number;
  /** Calls back after so many ms; answers the way to call it off. */
  readonly after: (ms: number, call: () => void) => () => void;
  readonly countWords: (count: number) => string;
}

/** One polite voice for everything: what comes close together is told together, and the chat waits while somebody speaks. */
export class Announcer {
  readonly #parts: Parts;
  #waiting: string[] = [];
  #heldLines: string[] = [];
  #holding = false;
  #toldAt = -Infinity;
  #callOff: (() => void) | null = null;
  #chatAloud: ChatAloud = "full";

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  readChat(how: ChatAloud): void {
    this.#chatAloud = how;
  }

  announce(words: string): void {
    // The same thing twice in one breath is said once.
    if (this.#waiting.at(-1) !== words) this.#waiting.push(words);
    this.#arm();
  }

  chat(line: string): void {
    if (this.#chatAloud === "off") return;
    if (this.#holding || this.#chatAloud === "count") this.#heldLines.push(line);
    else this.announce(line);
    if (!this.#holding) this.#release();
  }

  /** While a turn goes on, the chat is held back; at its end one hears how much there was. */
  hold(holding: boolean): void {
    this.#holding = holding;
    if (!holding) this.#release();
  }

  close(): void {
    this.#callOff?.();
  }

  #release(): void {
    const lines = this.#heldLines.splice(0);
    if (lines.length > 0) this.announce(this.#parts.countWords(lines.length));
  }

  #arm(): void {
    if (this.#callOff !== null || this.#waiting.length === 0) return;
    const wait = Math.max(0, this.#toldAt + APART_MS - this.#parts.now());
    this.#callOff = this.#parts.after(wait, () => {
      this.#callOff = null;
      this.#toldAt = this.#parts.now();
      this.#parts.tell(this.#waiting.splice(0).join(" "));
    });
  }
}
