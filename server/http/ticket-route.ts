import { Hono } from "hono";

import { ticketAskShape } from "#protocol/http-shapes.ts";
import { PROTOCOL_VERSION } from "#protocol/version.ts";
import { asMeetingId } from "#rules/ids.ts";

import type { HouseParts } from "./house-parts.ts";
import { readBody } from "./read-body.ts";
import { readSession } from "./session-cookie.ts";
import { refuse } from "./web-answers.ts";

/** POST /api/meetings/ID/ticket: whoever the cookie names gets a ticket for where they belong now. */
export function ticketRoute(parts: HouseParts): Hono {
  const { register, house } = parts;
  const routes = new Hono();
  routes.post("/:id/ticket", async (c) => {
    const asked = await readBody(c, ticketAskShape);
    if (asked === null) return refuse(c, "not-understood");
    if (asked.version !== PROTOCOL_VERSION) return refuse(c, "old-version");
    const session = readSession(c, parts.secure);
    const card = await register.meeting(asMeetingId(c.req.param("id")));
    if (card === null) return refuse(c, "not-found");
    const member = session && (await register.memberBySession(session.hash, card.groupId));
    if (member === null) return refuse(c, "not-known-here");
    const ticket = house.ticket(card.id, await register.seatFor(card.id, member.member));
    return typeof ticket === "string" ? refuse(c, ticket) : c.json(ticket);
  });
  return routes;
}
