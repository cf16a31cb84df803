import { createHash, randomUUID } from "node:crypto";

import { type Segment, segment } from "#rules/circle/segment.ts";
import type { Role } from "#rules/circle/state.ts";
import {
  asGroupId,
  asMeetingId,
  asMemberId,
  asSeatId,
  type GroupId,
  type MemberId,
} from "#rules/ids.ts";
import type { Look } from "#rules/people/look.ts";
import { nameKey } from "#rules/people/names.ts";

import {
  type GroupMember,
  type KeyState,
  type MeetingCard,
  NameTaken,
  type Register,
} from "../ports/register.ts";
import type { Pool } from "./pool.ts";

const UNIQUE_VIOLATION = "23505";

export function postgresRegister(pool: Pool): Register {
  return { ...meetings(pool), ...members(pool), ...keys(pool), ...seats(pool) };
}

interface MeetingRow {
  readonly id: string;
  readonly group_id: string;
  readonly group_name: string;
  readonly code: string;
  readonly name: string;
  readonly starts_at: number;
  readonly minutes: number;
  readonly place: string;
  readonly chairs: number;
  readonly sheet: readonly Partial<Segment>[];
  readonly what_happens: readonly string[];
  readonly agreements: readonly string[];
}

const cardOf = (row: MeetingRow): MeetingCard => ({
  id: asMeetingId(row.id),
  groupId: asGroupId(row.group_id),
  groupName: row.group_name,
  code: row.code,
  name: row.name,
  startsAt: row.starts_at,
  minutes: row.minutes,
  place: row.place,
  chairs: row.chairs,
  sheet: row.sheet.map(segment),
  whatHappens: row.what_happens,
  agreements: row.agreements,
});

type Meetings = Pick<
  Register,
  "meetingByCode" | "meeting" | "openMeetings" | "endMeeting" | "facilitators"
>;

function meetings(pool: Pool): Meetings {
  const cards = async (where: string, ...values: readonly string[]) => {
    const { rows } = await pool.query<MeetingRow>(
      `select meetings.*, groups.name as group_name
       from meetings join groups on groups.id = meetings.group_id
       where ${where} order by meetings.starts_at, meetings.id`,
      [...values],
    );
    return rows.map(cardOf);
  };
  return {
    async meetingByCode(code) {
      return (await cards("meetings.code = $1", code))[0] ?? null;
    },
    async meeting(id) {
      return (await cards("meetings.id = $1", id))[0] ?? null;
    },
    openMeetings: () => cards("not meetings.ended"),
    async endMeeting(id) {
      await pool.query("update meetings set ended = true where id = $1", [id]);
    },
    async facilitators(group) {
      const { rows } = await pool.query<{ name: string }>(
        "select name from members where group_id = $1 and role = 'facilitator' order by name",
        [group],
      );
      return rows.map((row) => row.name);
    },
  };
}

interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly look: Look;
}

const memberOfRow = (row: MemberRow): GroupMember => ({
  member: asMemberId(row.id),
  name: row.name,
  role: row.role,
  look: row.look,
});

type Members = Pick<Register, "memberBySession" | "welcome" | "rename" | "nameTaken">;

function members(pool: Pool): Members {
  return {
    async memberBySession(sessionHash, group) {
      const { rows } = await pool.query<MemberRow>(
        `update sessions set seen_on = current_date from members
         where sessions.mark = $1 and members.id = sessions.member_id
           and sessions.seen_on > current_date - 30
         returning members.id, members.name, members.role, members.look`,
        [markOf(sessionHash, group)],
      );
      return rows[0] === undefined ? null : memberOfRow(rows[0]);
    },
    async welcome({ sessionHash, group, name, look }) {
      return orNameTaken(name, async () => {
        const { rows } = await pool.query<MemberRow>(
          `with made as (
             insert into members (id, group_id, name, name_key, role, look)
             values ($1, $2, $3, $4, 'member', $5) returning *),
           bound as (
             insert into sessions (mark, member_id) select $6, id from made
             on conflict (mark) do update set member_id = excluded.member_id, seen_on = current_date)
           select id, name, role, look from made`,
          [
            randomUUID(),
            group,
            name,
            nameKey(name),
            JSON.stringify(look),
            markOf(sessionHash, group),
          ],
        );
        if (rows[0] === undefined) throw new Error("a member was not written down");
        return memberOfRow(rows[0]);
      });
    },
    async rename(member, group, name, look) {
      try {
        return await orNameTaken(name, async () => {
          const { rows } = await pool.query<MemberRow>(
            `update members set name = $3, name_key = $4, look = $5 where id = $1 and group_id = $2
             returning id, name, role, look`,
            [member, group, name, nameKey(name), JSON.stringify(look)],
          );
          return rows[0] === undefined ? null : memberOfRow(rows[0]);
        });
      } catch (error) {
        if (error instanceof NameTaken) return null;
        throw error;
      }
    },
    async nameTaken(group, key, except) {
      const { rowCount } = await pool.query(
        "select 1 from members where group_id = $1 and name_key = $2 and id is distinct from $3",
        [group, key, except],
      );
      return rowCount !== 0;
    },
  };
}

type Keys = Pick<Register, "keyState" | "claimKey">;

function keys(pool: Pool): Keys {
  const stateOf = async (group: GroupId, keyHash: string): Promise<KeyState> => {
    const { rows } = await pool.query<{ used_by: MemberId | null }>(
      "select used_by from facilitator_keys where key_hash = $1 and group_id = $2",
      [keyHash, group],
    );
    if (rows[0] === undefined) return "unknown";
    return rows[0].used_by === null ? "open" : "used";
  };
  return {
    keyState: stateOf,
    async claimKey(group, keyHash, member) {
      const { rowCount } = await pool.query(
        `with claimed as (
           update facilitator_keys set used_by = $3
           where key_hash = $1 and group_id = $2 and (used_by is null or used_by = $3)
             and exists (select 1 from members where id = $3 and group_id = $2)
           returning used_by)
         update members set role = 'facilitator' from claimed where members.id = claimed.used_by`,
        [keyHash, group, member],
      );
      if (rowCount === 1) return "open";
      // An open key that was not used up means there is no such member.
      return (await stateOf(group, keyHash)) === "used" ? "used" : "unknown";
    },
  };
}

type Seats = Pick<Register, "seatFor" | "memberOf">;

function seats(pool: Pool): Seats {
  return {
    async seatFor(meeting, member) {
      const { rows } = await pool.query<{ seat_id: string }>(
        `insert into seats (meeting_id, member_id, seat_id) values ($1, $2, $3)
         on conflict (meeting_id, member_id) do update set seat_id = seats.seat_id
         returning seat_id`,
        [meeting, member, randomUUID()],
      );
      if (rows[0] === undefined) throw new Error("a seat was not written down");
      return asSeatId(rows[0].seat_id);
    },
    async memberOf(meeting, seat) {
      const { rows } = await pool.query<{ member_id: string }>(
        "select member_id from seats where meeting_id = $1 and seat_id = $2",
        [meeting, seat],
      );
      return rows[0] === undefined ? null : asMemberId(rows[0].member_id);
    },
  };
}

async function orNameTaken<T>(name: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === UNIQUE_VIOLATION) {
      throw new NameTaken(name);
    }
    throw error;
  }
}

/** One browser in two groups leaves two unlinkable marks. */
const markOf = (sessionHash: string, group: GroupId): string =>
  createHash("sha256").update(`${sessionHash} ${group}`).digest("hex");
