import type { CircleEvent } from "#rules/circle/events.ts";
import type { MeetingId, Ms } from "#rules/ids.ts";

/** The append-only record of each meeting. What `append` has answered survives kill -9. */
export interface CircleJournal {
  /** Refuses (throws JournalConflict) unless `fromVersion` events stand there already: one writer a meeting. */
  append(meeting: MeetingId, fromVersion: number, events: readonly CircleEvent[]): Promise<void>;
  read(meeting: MeetingId): Promise<readonly CircleEvent[]>;
  /** A sign of life, so that after a crash we know how long the server was away. Losing one is harmless. */
  markAlive(meeting: MeetingId, at: Ms): Promise<void>;
  lastAlive(meeting: MeetingId): Promise<Ms | null>;
}

export class JournalConflict extends Error {}
