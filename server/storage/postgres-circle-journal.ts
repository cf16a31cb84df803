import type { CircleEvent } from "#rules/circle/events.ts";
import type { MeetingId } from "#rules/ids.ts";

import { type CircleJournal, JournalConflict } from "../ports/circle-journal.ts";
import { type Pool, untilReached } from "./pool.ts";

const UNIQUE_VIOLATION = "23505";

export function postgresCircleJournal(pool: Pool): CircleJournal {
  return {
    async append(meeting, fromVersion, events) {
      if (events.length === 0) return;
      const texts = events.map((event) => JSON.stringify(event));
      let tries = 0;
      await untilReached(async () => {
        tries += 1;
        const written = await tryAppend(pool, meeting, fromVersion, texts);
        if (written) return;
        // The answer to an earlier try may have been lost on the way although the events were kept.
        if (tries > 1 && (await standsAlready(pool, meeting, fromVersion, texts))) return;
        throw new JournalConflict(`not at version ${fromVersion}`);
      });
    },
    async read(meeting) {
      const { rows } = await pool.query<{ event: CircleEvent }>(
        "select event from circle_events where meeting_id = $1 order by version",
        [meeting],
      );
      return rows.map((row) => row.event);
    },
    async markAlive(meeting, at) {
      await pool.query(
        `insert into circle_signs_of_life (meeting_id, at) values ($1, $2)
         on conflict (meeting_id) do update set at = greatest(circle_signs_of_life.at, excluded.at)`,
        [meeting, at],
      );
    },
    async lastAlive(meeting) {
      const { rows } = await pool.query<{ at: number }>(
        "select at from circle_signs_of_life where meeting_id = $1",
        [meeting],
      );
      return rows[0]?.at ?? null;
    },
  };
}

/** One statement, all events or none; false when another number of events stands there. */
async function tryAppend(
  pool: Pool,
  meeting: MeetingId,
  fromVersion: number,
  texts: readonly string[],
): Promise<boolean> {
  try {
    const { rowCount } = await pool.query(
      `insert into circle_events (meeting_id, version, event)
       select $1, $2::int + given.place::int, given.event::json
       from unnest($3::text[]) with ordinality as given (event, place)
       where $2::int = (select coalesce(max(version), 0) from circle_events where meeting_id = $1)`,
      [meeting, fromVersion, texts],
    );
    return rowCount === texts.length;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === UNIQUE_VIOLATION) return false;
    throw error;
  }
}

async function standsAlready(
  pool: Pool,
  meeting: MeetingId,
  fromVersion: number,
  texts: readonly string[],
): Promise<boolean> {
  const { rows } = await pool.query<{ text: string }>(
    `select event::text as text from circle_events
     where meeting_id = $1 and version > $2 order by version`,
    [meeting, fromVersion],
  );
  return rows.length === texts.length && rows.every((row, place) => row.text === texts[place]);
}
