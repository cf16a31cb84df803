import { randomUUID } from "node:crypto";

import { asGroupId, asMeetingId } from "#rules/ids.ts";

import type { Founder } from "../ports/founder.ts";
import type { Pool } from "./pool.ts";

export function postgresFounder(pool: Pool): Founder {
  return {
    async firstGroup() {
      const { rows } = await pool.query<{ id: string; name: string }>(
        "select id, name from groups order by founded_at, id limit 1",
      );
      const [first] = rows;
      return first === undefined ? null : { id: asGroupId(first.id), name: first.name };
    },
    async foundGroup(name) {
      const id = asGroupId(randomUUID());
      await pool.query("insert into groups (id, name) values ($1, $2)", [id, name]);
      return id;
    },
    async planMeeting(meeting) {
      const id = asMeetingId(randomUUID());
      const { rows } = await pool.query<{ name: string }>(
        `with made as (
           insert into meetings (id, group_id, code, name, starts_at, minutes, place, chairs, sheet, what_happens, agreements)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
           returning group_id)
         select groups.name from made join groups on groups.id = made.group_id`,
        [
          id,
          meeting.groupId,
          meeting.code,
          meeting.name,
          meeting.startsAt,
          meeting.minutes,
          meeting.place,
          meeting.chairs,
          JSON.stringify(meeting.sheet),
          JSON.stringify(meeting.whatHappens),
          JSON.stringify(meeting.agreements),
        ],
      );
      return { ...meeting, id, groupName: rows[0]?.name ?? "" };
    },
    async addKey(group, keyHash) {
      await pool.query("insert into facilitator_keys (key_hash, group_id) values ($1, $2)", [
        keyHash,
        group,
      ]);
    },
  };
}
