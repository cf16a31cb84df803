import type { Reports } from "../ports/reports.ts";
import { type Pool, untilReached } from "./pool.ts";

export function postgresReports(pool: Pool): Reports {
  return {
    async file({ meeting, from, about, kind, text, at }) {
      // Written twice rather than not at all, should an answer be lost.
      await untilReached(() =>
        pool.query(
          `insert into reports (meeting_id, from_member, about_member, kind, body, at)
           values ($1, $2, $3, $4, $5, $6)`,
          [meeting, from, about, kind, text, at],
        ),
      );
    },
  };
}
