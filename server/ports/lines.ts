import type { Line } from "#protocol/messages.ts";
import type { MeetingId } from "#rules/ids.ts";

/** The text lane of a running meeting: kept so that nothing acknowledged is lost, forgotten when the meeting ends. */
export interface Lines {
  /** Answers false when this id was already kept (a repeat). */
  keep(meeting: MeetingId, line: Line): Promise<boolean>;
  recent(meeting: MeetingId, most: number): Promise<readonly Line[]>;
  forget(meeting: MeetingId): Promise<void>;
}
