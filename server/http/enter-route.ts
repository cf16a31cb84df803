import { Hono } from "hono";

import { type Enter, enterShape, type HttpError } from "#protocol/http-shapes.ts";
import { checkName } from "#rules/people/names.ts";

import { type GroupMember, type MeetingCard, NameTaken } from "../ports/register.ts";
import type { HouseParts } from "./house-parts.ts";
import { hashOfKey, hasEnded } from "./invitation-routes.ts";
import { readBody } from "./read-body.ts";
import { keepSession, newSession, readSession, type Session } from "./session-cookie.ts";
import { refuse } from "./web-answers.ts";

type Outcome<T> = { readonly is: T } | { readonly error: HttpError };

/** POST /api/invitations/CODE/enter: a name, a look, and one is at the door. */
export function enterRoute(parts: HouseParts): Hono {
  const routes = new Hono();
  routes.post("/:code/enter", async (c) => {
    const body = await readBody(c, enterShape);
    if (body === null) return refuse(c, "not-understood");
    const card = await parts.register.meetingByCode(c.req.param("code"));
    if (card === null) return refuse(c, "not-found");
    if (await hasEnded(parts, card)) return refuse(c, "meeting-ended");
    const session = readSession(c, parts.secure) ?? newSession();
    const settled = await settleMember(parts, card, session, body);
    if ("error" in settled) return refuse(c, settled.error);
    // From here on the name is this browser's, whether or not the meeting lets it in now.
    keepSession(c, session, parts.secure);
    const entered = await enter(parts, card, settled.is, body);
    return "error" in entered ? refuse(c, entered.error) : c.json({ meetingId: card.id });
  });
  return routes;
}

async function enter(
  parts: HouseParts,
  card: MeetingCard,
  member: GroupMember,
  wish: Enter,
): Promise<Outcome<true>> {
  const led = await claim(parts, card, member, wish.facilitatorKey);
  if ("error" in led) return led;
  const seat = await parts.register.seatFor(card.id, led.is.member);
  const arrived = await parts.house.arrive(card.id, seat, led.is, wish.microphone);
  return arrived === "welcome" ? { is: true } : { error: arrived };
}

/** The member this browser is in this group, under the name and with the look they now wish. */
async function settleMember(
  { register }: HouseParts,
  card: MeetingCard,
  session: Session,
  wish: Enter,
): Promise<Outcome<GroupMember>> {
  const checked = checkName(wish.name);
  if (!checked.ok) return { error: checked.fault };
  const { name } = checked;
  const known = await register.memberBySession(session.hash, card.groupId);
  if (known !== null) {
    const renamed = await register.rename(known.member, card.groupId, name, wish.look);
    return renamed === null ? { error: "name-taken" } : { is: renamed };
  }
  if (wish.facilitatorKey !== undefined) {
    // Asked before anybody is written down: a used link must not leave a member behind.
    const key = await register.keyState(card.groupId, hashOfKey(wish.facilitatorKey));
    if (key !== "open") return { error: key === "used" ? "key-used" : "key-unknown" };
  }
  try {
    const group = card.groupId;
    return {
      is: await register.welcome({ sessionHash: session.hash, group, name, look: wish.look }),
    };
  } catch (error) {
    if (error instanceof NameTaken) return { error: "name-taken" };
    throw error;
  }
}

async function claim(
  { register }: HouseParts,
  card: MeetingCard,
  member: GroupMember,
  key: string | undefined,
): Promise<Outcome<GroupMember>> {
  if (key === undefined) return { is: member };
  const state = await register.claimKey(card.groupId, hashOfKey(key), member.member);
  if (state === "open") return { is: { ...member, role: "facilitator" } };
  return { error: state === "used" ? "key-used" : "key-unknown" };
}
