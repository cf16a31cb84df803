import pg from "pg";

import type { CircleEvent } from "#rules/circle/events.ts";

import { runningDatabase } from "../../server/storage/embedded-postgres.ts";
import type { HouseProcess } from "./house-process.ts";

/** What a running house has written down of its circle: the truth that listeners are compared with. */
export async function journalOf(house: HouseProcess): Promise<readonly CircleEvent[]> {
  const client = new pg.Client({ connectionString: runningDatabase(house.dataDir) });
  await client.connect();
  try {
    const { rows } = await client.query<{ event: CircleEvent }>(
      "select event from circle_events order by meeting_id, version",
    );
    return rows.map(({ event }) => event);
  } finally {
    await client.end();
  }
}
