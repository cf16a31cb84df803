import type { Line } from "#protocol/messages.ts";

import type { Lines } from "../ports/lines.ts";
import { type Pool, untilReached } from "./pool.ts";

export function postgresLines(pool: Pool): Lines {
  return {
    async keep(meeting, line) {
      const text = JSON.stringify(line);
      let tries = 0;
      return untilReached(async () => {
        tries += 1;
        const { rowCount } = await pool.query(
          "insert into lines (meeting_id, id, line) values ($1, $2, $3) on conflict do nothing",
          [meeting, line.id, text],
        );
        if (rowCount === 1) return true;
        if (tries === 1) return false;
        // An earlier try may have been kept although its answer was lost: then the kept line is ours to the byte.
        const { rows } = await pool.query<{ text: string }>(
          "select line::text as text from lines where meeting_id = $1 and id = $2",
          [meeting, line.id],
        );
        return rows[0]?.text === text;
      });
    },
    async recent(meeting, most) {
      const { rows } = await pool.query<{ line: Line }>(
        "select line from lines where meeting_id = $1 order by place desc limit $2",
        [meeting, most],
      );
      return rows.map((row) => row.line).toReversed();
    },
    async forget(meeting) {
      await pool.query("delete from lines where meeting_id = $1", [meeting]);
    },
  };
}
