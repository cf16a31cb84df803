import { createHash, randomInt } from "node:crypto";

import { Hono } from "hono";

import { facilitatorKeyShape, type Invitation } from "#protocol/http-shapes.ts";
import { lookFromSeed } from "#rules/people/look.ts";
import { nameKey, suggestName } from "#rules/people/names.ts";

import type { MeetingCard } from "../ports/register.ts";
import type { HouseParts } from "./house-parts.ts";
import { readBody } from "./read-body.ts";
import { readSession } from "./session-cookie.ts";
import { refuse } from "./web-answers.ts";

/** How often another pseudonym is drawn when the first is taken in the group. */
const DRAWS = 8;
const SEEDS = 2 ** 31 - 1;

/** /api/invitations/CODE and the state of a facilitator's key. */
export function invitationRoutes(parts: HouseParts): Hono {
  const { register } = parts;
  const routes = new Hono();

  routes.get("/:code", async (c) => {
    const card = await register.meetingByCode(c.req.param("code"));
    if (card === null) return refuse(c, "not-found");
    const session = readSession(c, parts.secure);
    const known = session && (await register.memberBySession(session.hash, card.groupId));
    const ended = await hasEnded(parts, card);
    const invitation: Invitation = {
      meetingId: card.id,
      name: card.name,
      group: card.groupName,
      startsAt: new Date(card.startsAt).toISOString(),
      minutes: card.minutes,
      hosts: [...(await register.facilitators(card.groupId))],
      whatHappens: [...card.whatHappens],
      agreements: [...card.agreements],
      place: parts.places.get(card.place)?.title ?? card.place,
      open: !ended,
      ended,
      voice: parts.voice().state,
      known: known && { name: known.name, role: known.role, look: known.look },
      suggestion: await suggestion(parts, card),
    };
    return c.json(invitation);
  });

  routes.post("/:code/facilitator-key", async (c) => {
    const body = await readBody(c, facilitatorKeyShape);
    if (body === null) return refuse(c, "not-understood");
    const card = await register.meetingByCode(c.req.param("code"));
    if (card === null) return refuse(c, "not-found");
    return c.json({ state: await register.keyState(card.groupId, hashOfKey(body.key)) });
  });

  return routes;
}

export const hashOfKey = (key: string): string => createHash("sha256").update(key).digest("hex");

export async function hasEnded({ register }: HouseParts, card: MeetingCard): Promise<boolean> {
  return !(await register.openMeetings()).some((open) => open.id === card.id);
}

async function suggestion({ register }: HouseParts, card: MeetingCard) {
  let name = suggestName(randomInt(1, SEEDS));
  for (let draw = 1; draw < DRAWS; draw += 1) {
    // Each draw depends on the one before being taken; mostly there is one.
    if (!(await register.nameTaken(card.groupId, nameKey(name), null))) break;
    name = suggestName(randomInt(1, SEEDS));
  }
  return { name, look: lookFromSeed(randomInt(1, SEEDS)) };
}
