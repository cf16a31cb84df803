import type { Segment } from "#rules/circle/segment.ts";
import type { Role } from "#rules/circle/state.ts";
import type { GroupId, MeetingId, MemberId, Ms, SeatId } from "#rules/ids.ts";
import type { Look } from "#rules/people/look.ts";

export interface MeetingCard {
  readonly id: MeetingId;
  readonly groupId: GroupId;
  readonly groupName: string;
  readonly code: string;
  readonly name: string;
  readonly startsAt: Ms;
  readonly minutes: number;
  readonly place: string;
  readonly chairs: number;
  readonly sheet: readonly Segment[];
  readonly whatHappens: readonly string[];
  readonly agreements: readonly string[];
}

/** A member as this group knows them; ids and names of other groups are never reachable from here. */
export interface GroupMember {
  readonly member: MemberId;
  readonly name: string;
  readonly role: Role;
  readonly look: Look;
}

export type KeyState = "open" | "used" | "unknown";

/** Groups, meetings, members, browsers' sessions. Every promise that resolves has been written down. */
export interface Register {
  meetingByCode(code: string): Promise<MeetingCard | null>;
  meeting(id: MeetingId): Promise<MeetingCard | null>;
  /** Meetings that have not ended: their rooms are opened at start. */
  openMeetings(): Promise<readonly MeetingCard[]>;
  facilitators(group: GroupId): Promise<readonly string[]>;
  /** Whose browser is this? `sessionHash` is the SHA-256 of the cookie's token, hex. */
  memberBySession(sessionHash: string, group: GroupId): Promise<GroupMember | null>;
  /** A new browser: makes the member and remembers the session, at once. Throws NameTaken. */
  welcome(entry: {
    readonly sessionHash: string;
    readonly group: GroupId;
    readonly name: string;
    readonly look: Look;
  }): Promise<GroupMember>;
  /** Same member, new name or look. Null when the name is taken in this group by somebody else. */
  rename(member: MemberId, group: GroupId, name: string, look: Look): Promise<GroupMember | null>;
  nameTaken(group: GroupId, nameKey: string, except: MemberId | null): Promise<boolean>;
  keyState(group: GroupId, keyHash: string): Promise<KeyState>;
  /** Uses the one-time key up and makes the member a facilitator, both or neither. */
  claimKey(group: GroupId, keyHash: string, member: MemberId): Promise<KeyState>;
  /** The member's seat in this meeting: made at the first call, the same ever after. */
  seatFor(meeting: MeetingId, member: MemberId): Promise<SeatId>;
  memberOf(meeting: MeetingId, seat: SeatId): Promise<MemberId | null>;
  endMeeting(meeting: MeetingId): Promise<void>;
}

/** Somebody else in this group has this name already. */
export class NameTaken extends Error {}
