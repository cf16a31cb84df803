import pg from "pg";

import type { Segment } from "#rules/circle/segment.ts";

import { runningDatabase } from "../../server/storage/embedded-postgres.ts";
import { HouseProcess } from "./house-process.ts";

/** A house whose one meeting has this run sheet: written into its plan before anybody came, as a group would have planned it. */
export async function houseWithSheet(sheet: readonly Segment[]): Promise<HouseProcess> {
  const house = await HouseProcess.open();
  try {
    const client = new pg.Client({ connectionString: runningDatabase(house.dataDir) });
    await client.connect();
    await client.query("update meetings set sheet = $1", [JSON.stringify(sheet)]);
    await client.query("delete from circle_events");
    await client.end();
    // It reads its plans when it starts.
    await house.kill9();
    await house.start();
    return house;
  } catch (error) {
    await house.close();
    throw error;
  }
}
