import { createHash, randomUUID } from "node:crypto";

import type { Line } from "#protocol/messages.ts";
import type { CircleEvent } from "#rules/circle/events.ts";
import {
  asGroupId,
  asMeetingId,
  asMemberId,
  asSeatId,
  type GroupId,
  type MeetingId,
  type MemberId,
  type Ms,
  type SeatId,
} from "#rules/ids.ts";
import { nameKey } from "#rules/people/names.ts";

import { type CircleJournal, JournalConflict } from "../../server/ports/circle-journal.ts";
import type { Founder } from "../../server/ports/founder.ts";
import type { Lines } from "../../server/ports/lines.ts";
import {
  type GroupMember,
  type MeetingCard,
  NameTaken,
  type Register,
} from "../../server/ports/register.ts";
import type { Reports } from "../../server/ports/reports.ts";

/** A journal that lives as long as the test: same promises as PostgreSQL's, bar the disk. */
export function memoryJournal(): CircleJournal {
  const books = new Map<MeetingId, string[]>();
  const signs = new Map<MeetingId, Ms>();
  return {
    async append(meeting, fromVersion, events) {
      const book = books.get(meeting) ?? [];
      if (book.length !== fromVersion) {
        throw new JournalConflict(`${book.length} events stand, not ${fromVersion}`);
      }
      // Text, as on disk: what is not plain data does not come back.
      books.set(meeting, [...book, ...events.map((event) => JSON.stringify(event))]);
    },
    async read(meeting) {
      return (books.get(meeting) ?? []).map((text): CircleEvent => JSON.parse(text));
    },
    async markAlive(meeting, at) {
      signs.set(meeting, Math.max(at, signs.get(meeting) ?? 0));
    },
    async lastAlive(meeting) {
      return signs.get(meeting) ?? null;
    },
  };
}

export function memoryLines(): Lines {
  const books = new Map<MeetingId, Line[]>();
  return {
    async keep(meeting, line) {
      const book = books.get(meeting) ?? [];
      if (book.some((kept) => kept.id === line.id)) return false;
      books.set(meeting, [...book, line]);
      return true;
    },
    async recent(meeting, most) {
      return (books.get(meeting) ?? []).slice(-most);
    },
    async forget(meeting) {
      books.delete(meeting);
    },
  };
}

type Filed = Parameters<Reports["file"]>[0];

/** `filed` is what the people responsible would find. */
export function memoryReports(): Reports & { readonly filed: readonly Filed[] } {
  const filed: Filed[] = [];
  return {
    filed,
    async file(report) {
      filed.push(report);
    },
  };
}

/** What stands in the register before the test begins. */
export interface Seed {
  readonly meetings?: readonly MeetingCard[];
  readonly members?: readonly (GroupMember & { readonly group: GroupId })[];
  readonly keys?: readonly { readonly group: GroupId; readonly keyHash: string }[];
}

interface Kept {
  group: GroupId;
  member: GroupMember;
}

interface Shelves {
  readonly groups: Map<GroupId, string>;
  readonly meetings: Map<MeetingId, MeetingCard>;
  readonly ended: Set<MeetingId>;
  readonly members: Map<MemberId, Kept>;
  readonly sessions: Map<string, MemberId>;
  readonly keys: Map<string, { readonly group: GroupId; usedBy: MemberId | null }>;
  readonly seats: Map<string, SeatId>;
}

export function memoryRegister(seed: Seed = {}): Register & Founder {
  const shelves: Shelves = {
    groups: new Map((seed.meetings ?? []).map((card) => [card.groupId, card.groupName])),
    meetings: new Map((seed.meetings ?? []).map((card) => [card.id, card])),
    ended: new Set(),
    members: new Map(
      (seed.members ?? []).map(({ group, ...member }) => [member.member, { group, member }]),
    ),
    sessions: new Map(),
    keys: new Map(
      (seed.keys ?? []).map(({ group, keyHash }) => [keyHash, { group, usedBy: null }]),
    ),
    seats: new Map(),
  };
  return {
    ...meetingShelf(shelves),
    ...memberShelf(shelves),
    ...keyShelf(shelves),
    ...seatShelf(shelves),
  };
}

type MeetingShelf = Pick<
  Register & Founder,
  | "meetingByCode"
  | "meeting"
  | "openMeetings"
  | "endMeeting"
  | "firstGroup"
  | "foundGroup"
  | "planMeeting"
>;

function meetingShelf({ groups, meetings, ended }: Shelves): MeetingShelf {
  return {
    async meetingByCode(code) {
      return [...meetings.values()].find((card) => card.code === code) ?? null;
    },
    async meeting(id) {
      return meetings.get(id) ?? null;
    },
    async openMeetings() {
      return [...meetings.values()].filter((card) => !ended.has(card.id));
    },
    async endMeeting(id) {
      ended.add(id);
    },
    async firstGroup() {
      const [first] = groups;
      return first === undefined ? null : { id: first[0], name: first[1] };
    },
    async foundGroup(name) {
      const id = asGroupId(randomUUID());
      groups.set(id, name);
      return id;
    },
    async planMeeting(meeting) {
      const card = {
        ...meeting,
        id: asMeetingId(randomUUID()),
        groupName: groups.get(meeting.groupId) ?? "",
      };
      meetings.set(card.id, card);
      return card;
    },
  };
}

type MemberShelf = Pick<
  Register,
  "facilitators" | "memberBySession" | "welcome" | "rename" | "nameTaken"
>;

function memberShelf({ members, sessions }: Shelves): MemberShelf {
  const of = (group: GroupId) => [...members.values()].filter((kept) => kept.group === group);
  const taken = (group: GroupId, key: string, except: MemberId | null) =>
    of(group).some(({ member }) => nameKey(member.name) === key && member.member !== except);
  return {
    async facilitators(group) {
      return of(group)
        .filter(({ member }) => member.role === "facilitator")
        .map(({ member }) => member.name);
    },
    async memberBySession(sessionHash, group) {
      const member = sessions.get(bindingOf(sessionHash, group));
      return member === undefined ? null : (members.get(member)?.member ?? null);
    },
    async welcome({ sessionHash, group, name, look }) {
      if (taken(group, nameKey(name), null)) throw new NameTaken(name);
      const member = { member: asMemberId(randomUUID()), name, role: "member", look } as const;
      members.set(member.member, { group, member });
      sessions.set(bindingOf(sessionHash, group), member.member);
      return member;
    },
    async rename(id, group, name, look) {
      const kept = members.get(id);
      if (kept === undefined || taken(group, nameKey(name), id)) return null;
      kept.member = { ...kept.member, name, look };
      return kept.member;
    },
    async nameTaken(group, key, except) {
      return taken(group, key, except);
    },
  };
}

function keyShelf({
  members,
  keys,
}: Shelves): Pick<Register & Founder, "keyState" | "claimKey" | "addKey"> {
  const find = (group: GroupId, keyHash: string) => {
    const key = keys.get(keyHash);
    return key?.group === group ? key : undefined;
  };
  return {
    async keyState(group, keyHash) {
      const key = find(group, keyHash);
      if (key === undefined) return "unknown";
      return key.usedBy === null ? "open" : "used";
    },
    async claimKey(group, keyHash, member) {
      const key = find(group, keyHash);
      const kept = members.get(member);
      if (key === undefined || kept === undefined) return "unknown";
      if (key.usedBy !== null && key.usedBy !== member) return "used";
      key.usedBy = member;
      kept.member = { ...kept.member, role: "facilitator" };
      return "open";
    },
    async addKey(group, keyHash) {
      keys.set(keyHash, { group, usedBy: null });
    },
  };
}

function seatShelf({ seats }: Shelves): Pick<Register, "seatFor" | "memberOf"> {
  return {
    async seatFor(meeting, member) {
      const place = `${meeting} ${member}`;
      const seat = seats.get(place) ?? asSeatId(randomUUID());
      seats.set(place, seat);
      return seat;
    },
    async memberOf(meeting, seat) {
      const place = [...seats].find(([key, one]) => one === seat && key.startsWith(`${meeting} `));
      return place === undefined ? null : asMemberId(place[0].slice(meeting.length + 1));
    },
  };
}

/** One browser in two groups leaves two unlinkable marks. */
const bindingOf = (sessionHash: string, group: GroupId): string =>
  createHash("sha256").update(`${sessionHash} ${group}`).digest("hex");
