import type { Ms, SeatId } from "../ids.ts";
import type { CircleEvent } from "./events.ts";

/** What a meeting went through, for those who hold it: the frame and the turns. Never who passed, was asked again or left. */
export type TimelineKind =
  | "started"
  | "part"
  | "round"
  | "turn"
  | "silence"
  | "pause"
  | "lockdown"
  | "groups"
  | "outage"
  | "closed"
  | "ended";

/** One line: no name, no word of what was said. */
export interface TimelineRow {
  readonly at: Ms;
  readonly kind: TimelineKind;
  /** The chair in which the person of a turn sat, from 0; null where it is nobody's. */
  readonly chair: number | null;
  /** How long; null for a moment, and for what is still going on. A turn counts what was spoken. */
  readonly ms: Ms | null;
  /** Which part or round, from 1; null for everything else. */
  readonly number: number | null;
}

const BEGINS: Readonly<Record<string, TimelineKind>> = {
  "silence-started": "silence",
  paused: "pause",
  "lockdown-started": "lockdown",
  "groups-settled": "groups",
};
const ENDS: Readonly<Record<string, TimelineKind>> = {
  "silence-ended": "silence",
  resumed: "pause",
  "lockdown-released": "lockdown",
  gathered: "groups",
};
const MOMENTS: Readonly<Record<string, TimelineKind>> = {
  "meeting-started": "started",
  "meeting-closed": "closed",
  "meeting-ended": "ended",
};

/** Follows a journal: who sits where, since when the piece is with somebody, which rows have not ended. */
class Reading {
  readonly rows: TimelineRow[] = [];
  readonly #chairs = new Map<SeatId, number>();
  readonly #since = new Map<SeatId, Ms>();
  readonly #open = new Map<TimelineKind, number>();

  take(event: CircleEvent): void {
    const { at } = event;
    this.#overlay(event);
    if (
      event.type === "sat-down" ||
      event.type === "returned-to-circle" ||
      event.type === "chair-changed"
    )
      this.#chairs.set(event.seat, event.chair);
    else if (event.type === "segment-entered")
      this.#add({ at, kind: "part", number: event.index + 1 });
    else if (event.type === "round-started") this.#add({ at, kind: "round", number: event.number });
    else if (event.type === "piece-taken")
      this.#since.set(event.by, this.#since.get(event.by) ?? at);
    else if (event.type === "turn-ended") this.#turn(event);
    else if (event.type === "server-returned")
      this.#add({ at: event.downFrom, kind: "outage", ms: Math.max(0, at - event.downFrom) });
  }

  #turn({ seat, spokenMs, at }: Extract<CircleEvent, { type: "turn-ended" }>): void {
    const from = this.#since.get(seat);
    this.#since.delete(seat);
    if (from === undefined) return;
    const chair = this.#chairs.get(seat) ?? null;
    this.#add({ at: Math.min(from, at), kind: "turn", chair, ms: spokenMs });
  }

  #overlay({ type, at }: CircleEvent): void {
    const [begins, ends, moment] = [BEGINS, ENDS, MOMENTS].map((table) =>
      Object.hasOwn(table, type) ? table[type] : undefined,
    );
    if (moment) this.#add({ at, kind: moment });
    if (begins && !this.#open.has(begins)) {
      this.#open.set(begins, this.rows.length);
      this.#add({ at, kind: begins });
    }
    const open = ends && this.#open.get(ends);
    const row = open === undefined ? undefined : this.rows[open];
    if (ends === undefined || open === undefined || row === undefined) return;
    this.rows[open] = { ...row, ms: at - row.at };
    this.#open.delete(ends);
  }

  #add(row: Pick<TimelineRow, "at" | "kind"> & Partial<TimelineRow>): void {
    this.rows.push({ chair: null, ms: null, number: null, ...row });
  }
}

/** The meeting as rows, in the order in which they began. */
export function timelineOf(events: readonly CircleEvent[]): readonly TimelineRow[] {
  const reading = new Reading();
  for (const event of events) reading.take(event);
  return reading.rows.toSorted((a, b) => a.at - b.at);
}

/** For a spreadsheet, counted from the first row in seconds: numbers and fixed words alone, so that nothing in it could be read as a formula. */
export const timelineCsv = (rows: readonly TimelineRow[]): string =>
  [
    "from,kind,number,chair,seconds",
    ...rows.map(({ at, kind, number, chair, ms }) =>
      [
        Math.round((at - (rows[0]?.at ?? at)) / 1000),
        kind,
        number ?? "",
        chair === null ? "" : chair + 1,
        ms === null ? "" : Math.round(ms / 1000),
      ].join(","),
    ),
    "",
  ].join("\r\n");
