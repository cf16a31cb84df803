import type { Command, Report, Wish } from "#rules/circle/commands.ts";
import { nextDeadline } from "#rules/circle/deadlines.ts";
import { type Decision, decide } from "#rules/circle/decide.ts";
import type { CircleEvent } from "#rules/circle/events.ts";
import { evolve, replay } from "#rules/circle/evolve.ts";
import { noticesOf } from "#rules/circle/notices.ts";
import type { Refusal } from "#rules/circle/refusals.ts";
import type { Circle } from "#rules/circle/state.ts";
import type { Notice } from "#rules/circle/view.ts";
import type { Ms, SeatId } from "#rules/ids.ts";

import { JournalConflict, type CircleJournal } from "../ports/circle-journal.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { MeetingCard } from "../ports/register.ts";

/** A sign of life this often: after a crash, turns lose no more than this. */
const ALIVE_MS: Ms = 500;
/** How long a wish may wait for the journal before it is answered honestly. */
const PATIENCE_MS: Ms = 30_000;
const QUEUE_MOST = 500;
const NOTICES_KEPT = 50;

export type Answer = Refusal | "not-saved" | null;

/** One step of a meeting, after it was written down. */
export interface Change {
  readonly before: Circle;
  readonly after: Circle;
  readonly events: readonly CircleEvent[];
  readonly notices: readonly Notice[];
}

interface Waiting {
  readonly command: Command;
  readonly settle: (answer: Answer) => void;
}

interface Parts {
  readonly journal: CircleJournal;
  readonly clock: Clock;
  readonly log: Log;
  /** Names of the places in which this house can hold a meeting. */
  readonly places: readonly string[];
}

/**
 * One running meeting: the only writer of its circle. Commands are decided one after the other, written down together,
 * and only then does anybody see, hear or get to know anything of them.
 */
export class Meeting {
  readonly card: MeetingCard;
  readonly #parts: Parts;
  #circle: Circle;
  #notices: readonly Notice[] = [];
  readonly #queue: Waiting[] = [];
  readonly #listeners = new Set<(change: Change) => void>();
  #draining: Promise<void> | null = null;
  #callOffTimer: (() => void) | null = null;
  #callOffAlive: (() => void) | null = null;
  #closed = false;

  private constructor(card: MeetingCard, circle: Circle, parts: Parts) {
    this.card = card;
    this.#circle = circle;
    this.#parts = parts;
  }

  /** Brings a meeting back from its journal, or begins it. */
  static async open(card: MeetingCard, parts: Parts): Promise<Meeting> {
    const past = await parts.journal.read(card.id);
    const meeting = new Meeting(card, replay(card.id, past), parts);
    if (past.length === 0) {
      await meeting.report({
        type: "schedule",
        chairs: card.chairs,
        sheet: card.sheet,
        place: card.place,
        places: parts.places,
      });
    } else {
      const alive = (await parts.journal.lastAlive(card.id)) ?? 0;
      const downFrom = Math.max(alive, meeting.circle.at);
      await meeting.report({ type: "server-returned", downFrom });
    }
    meeting.#armTimer();
    meeting.#stayAlive();
    return meeting;
  }

  get circle(): Circle {
    return this.#circle;
  }

  /** The newest lines about what happened that everybody may read. */
  get notices(): readonly Notice[] {
    return this.#notices;
  }

  /** Told after each step. Returns the way to stop listening. */
  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What somebody asks for. Null: it happened, and is written down. */
  wish(by: SeatId, wish: Wish): Promise<Answer> {
    return this.#obey({ ...wish, by, at: this.#parts.clock.now() });
  }

  /** What the server itself reports. */
  report(report: Report): Promise<Answer> {
    return this.#obey({ ...report, by: "server", at: this.#parts.clock.now() });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#callOffTimer?.();
    this.#callOffAlive?.();
    await this.#draining;
    this.#listeners.clear();
  }

  #obey(command: Command): Promise<Answer> {
    if (this.#closed || this.#queue.length >= QUEUE_MOST) return Promise.resolve("not-saved");
    return new Promise((settle) => {
      this.#queue.push({ command, settle });
      this.#draining ??= this.#drain().finally(() => {
        this.#draining = null;
      });
    });
  }

  async #drain(): Promise<void> {
    // The queue first grows by whatever else arrived in this moment: one write for all of it.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0);
      const decided = decideAll(this.#circle, batch);
      const saved = await this.#keep(decided.events);
      if (saved) this.#publish(decided.circle, decided.events);
      for (const [index, { settle }] of batch.entries()) {
        const decision = decided.decisions[index];
        const refusal = decision && !decision.ok ? decision.refusal : null;
        settle(refusal ?? (saved ? null : "not-saved"));
      }
    }
  }

  /** Tries until it is written down, or patience ends. */
  async #keep(events: readonly CircleEvent[]): Promise<boolean> {
    if (events.length === 0) return true;
    const { journal, clock, log } = this.#parts;
    const giveUpAt = clock.now() + PATIENCE_MS;
    for (let pause = 100; ; pause = Math.min(pause * 2, 2000)) {
      try {
        await journal.append(this.card.id, this.#circle.version, events);
        return true;
      } catch (error) {
        log.warn("journal-append-failed", { conflict: error instanceof JournalConflict });
        if (error instanceof JournalConflict) {
          const settled = await this.#readAgain(events).catch(() => null);
          if (settled !== null) return settled;
        }
        if (this.#closed || clock.now() >= giveUpAt) return false;
        await new Promise<void>((wake) => clock.wakeAt(clock.now() + pause, wake));
      }
    }
  }

  /** An earlier try was written down although its answer was lost: what stands in the journal is what is so. */
  async #readAgain(events: readonly CircleEvent[]): Promise<boolean> {
    const past = await this.#parts.journal.read(this.card.id);
    const written = past.slice(this.#circle.version);
    if (JSON.stringify(written) === JSON.stringify(events)) return true;
    this.#publish(replay(this.card.id, past), written);
    return false;
  }

  #publish(after: Circle, events: readonly CircleEvent[]): void {
    if (events.length === 0) return;
    const before = this.#circle;
    const notices: Notice[] = [];
    let step = before;
    for (const event of events) {
      const next = evolve(step, event);
      notices.push(...noticesOf(step, next, event));
      step = next;
    }
    this.#circle = after;
    const open = notices.filter(({ to }) => to === "all");
    this.#notices = [...this.#notices, ...open].slice(-NOTICES_KEPT);
    this.#armTimer();
    for (const listener of this.#listeners) {
      try {
        listener({ before, after, events, notices });
      } catch {
        this.#parts.log.warn("meeting-listener-failed");
      }
    }
  }

  #armTimer(): void {
    this.#callOffTimer?.();
    const due = this.#closed ? null : nextDeadline(this.#circle);
    this.#callOffTimer =
      due === null
        ? null
        : this.#parts.clock.wakeAt(due, () => void this.report({ type: "time-passed" }));
  }

  #stayAlive(): void {
    const { clock, journal, log } = this.#parts;
    this.#callOffAlive = clock.wakeAt(clock.now() + ALIVE_MS, () => {
      if (this.#closed) return;
      const somebody = this.#circle.seats.some(
        ({ presence }) => presence === "here" || presence === "away",
      );
      const mark = somebody ? journal.markAlive(this.card.id, clock.now()) : Promise.resolve();
      mark.catch(() => log.warn("sign-of-life-failed")).finally(() => this.#stayAlive());
    });
  }
}

function decideAll(
  circle: Circle,
  batch: readonly Waiting[],
): {
  readonly circle: Circle;
  readonly events: readonly CircleEvent[];
  readonly decisions: readonly Decision[];
} {
  let draft = circle;
  const events: CircleEvent[] = [];
  const decisions = batch.map(({ command }) => {
    const decision = decide(draft, command);
    if (decision.ok) {
      draft = decision.events.reduce(evolve, draft);
      events.push(...decision.events);
    }
    return decision;
  });
  return { circle: draft, events, decisions };
}
