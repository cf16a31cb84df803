import type { GroupId } from "#rules/ids.ts";

import type { MeetingCard } from "./register.ts";

/** Founding: what exists before the first person comes. Used at the start of the server only. */
export interface Founder {
  /** The oldest group, or null in an empty house. */
  firstGroup(): Promise<{ readonly id: GroupId; readonly name: string } | null>;
  foundGroup(name: string): Promise<GroupId>;
  planMeeting(meeting: Omit<MeetingCard, "id" | "groupName">): Promise<MeetingCard>;
  /** A one-time key for a facilitator; only its SHA-256 (hex) is kept. */
  addKey(group: GroupId, keyHash: string): Promise<void>;
}
