import { Hono } from "hono";

import { timelineCsv, timelineOf } from "#rules/circle/timeline.ts";
import { asMeetingId } from "#rules/ids.ts";

import type { HouseParts } from "./house-parts.ts";
import { readSession } from "./session-cookie.ts";
import { refuse } from "./web-answers.ts";

/** GET /api/meetings/ID/timeline[?as=csv]: what a meeting went through. For everybody else there is nothing here. */
export function timelineRoute(parts: HouseParts): Hono {
  const routes = new Hono();
  routes.get("/:id/timeline", async (c) => {
    const session = readSession(c, parts.secure);
    const card = await parts.register.meeting(asMeetingId(c.req.param("id")));
    const member =
      card && session && (await parts.register.memberBySession(session.hash, card.groupId));
    if (!card || !member || member.role === "member") return refuse(c, "not-found");
    const rows = timelineOf(await parts.journal.read(card.id));
    if (c.req.query("as") !== "csv") return c.json({ rows });
    c.header("Content-Type", "text/csv; charset=utf-8");
    c.header("Content-Disposition", 'attachment; filename="timeline.csv"');
    return c.body(timelineCsv(rows));
  });
  return routes;
}
