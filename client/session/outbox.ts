import type { WorldStore } from "../world/circle-store.ts";
import type { Report } from "../world/intents.ts";

/** What must not get lost with a link: lines, a report, a call for help. Kept until the server says it has them. */
export class Outbox {
  readonly #store: WorldStore;
  readonly #send: (type: string, payload: unknown) => void;
  #report: Report | null = null;
  #help = false;

  constructor(store: WorldStore, send: (type: string, payload: unknown) => void) {
    this.#store = store;
    this.#send = send;
  }

  say(text: string): void {
    const line = { id: crypto.randomUUID(), text };
    this.#store.setState(({ sending }) => ({ sending: [...sending, line] }));
    this.#send("line", line);
  }

  report(report: Report): void {
    this.#report = report;
    this.#send("report", report);
  }

  helpNow(): void {
    this.#help = true;
    this.#send("help-now", {});
  }

  /** After a new connection: everything unanswered once more. Repeats do no harm. */
  again(): void {
    for (const line of this.#store.getState().sending) this.#send("line", line);
    if (this.#report) this.#send("report", this.#report);
    if (this.#help) this.#send("help-now", {});
  }

  shown(ids: ReadonlySet<string>): void {
    const { sending } = this.#store.getState();
    if (sending.some(({ id }) => ids.has(id)))
      this.#store.setState({ sending: sending.filter(({ id }) => !ids.has(id)) });
  }

  /** The oldest line was refused: it is given back, not sent again. */
  refused(wish: string): void {
    if (wish === "line") this.#store.setState(({ sending }) => ({ sending: sending.slice(1) }));
    if (wish === "report") this.#report = null;
  }

  done(what: "report" | "help-now"): void {
    if (what === "report") this.#report = null;
    else this.#help = false;
    this.#store.setState({ done: { what, at: performance.now() } });
  }
}
