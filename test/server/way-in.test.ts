import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { invitationShape, ticketShape } from "#protocol/http-shapes.ts";
import { PROTOCOL_VERSION } from "#protocol/version.ts";
import { asMeetingId } from "#rules/ids.ts";
import { lookFromSeed } from "#rules/people/look.ts";

import { type Answer, runHearth, type RunningHearth, Visitor } from "../kit/running-hearth.ts";

let hearth: RunningHearth;
beforeAll(async () => {
  hearth = await runHearth();
});
afterAll(() => hearth.close());

const look = lookFromSeed(5);
const enter = (visitor: Visitor, name: string, facilitatorKey?: string): Promise<Answer> =>
  visitor.post(`/api/invitations/${hearth.code}/enter`, {
    name,
    look,
    microphone: false,
    ...(facilitatorKey === undefined ? {} : { facilitatorKey }),
  });
const invitation = async (visitor: Visitor) =>
  invitationShape.parse((await visitor.get(`/api/invitations/${hearth.code}`)).body);
const ticket = (visitor: Visitor, meeting: string) =>
  visitor.post(`/api/meetings/${meeting}/ticket`, { version: PROTOCOL_VERSION });

describe("the invitation", () => {
  test("tells a stranger what will happen, and a name to come by", async () => {
    const page = await invitation(new Visitor(hearth));
    expect(page).toMatchObject({
      name: "First circle",
      group: "Hearth demo group",
      open: true,
      ended: false,
      voice: "off",
      known: null,
    });
    expect(page.agreements.length).toBeGreaterThan(2);
    expect(page.suggestion.name).not.toBe("");
  });

  test("an unknown code is not here, and gives nothing away", async () => {
    const answer = await new Visitor(hearth).get("/api/invitations/aaaaaaaaaa");
    expect([answer.status, answer.body]).toEqual([404, { error: "not-found" }]);
  });
});

describe("entering", () => {
  test("a browser is known when it comes again, with name and look", async () => {
    const visitor = new Visitor(hearth);
    const answer = await enter(visitor, "Quiet Otter");
    expect(answer.status).toBe(200);
    expect((await invitation(visitor)).known).toEqual({
      name: "Quiet Otter",
      role: "member",
      look,
    });
    expect((await invitation(new Visitor(hearth))).known).toBeNull();
    expect((await enter(visitor, "Quiet Badger")).status).toBe(200);
    expect((await invitation(visitor)).known?.name).toBe("Quiet Badger");
  });

  test("the cookie is the browser's alone, and the database never learns it", async () => {
    const visitor = new Visitor(hearth);
    const { headers } = await enter(visitor, "Still Heron");
    const cookie = headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(
      /^hearth=[A-Za-z0-9_-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(headers.get("cache-control")).toBe("no-store");
  });

  test.each([
    ["name-identifying", 422, "a@example.org"],
    ["name-empty", 422, " "],
    ["name-too-long", 422, "x".repeat(60)],
    ["name-strange", 422, "Al\u200bder"],
    ["not-understood", 400, "x".repeat(90)],
  ])("%s is refused", async (error, status, name) => {
    const answer = await enter(new Visitor(hearth), name);
    expect([answer.status, answer.body]).toEqual([status, { error }]);
    expect(answer.headers.get("set-cookie")).toBeNull();
  });

  test("a name that looks like somebody else's is taken", async () => {
    expect((await enter(new Visitor(hearth), "Slow River")).status).toBe(200);
    const answer = await enter(new Visitor(hearth), "SLOW RIVER");
    expect([answer.status, answer.body]).toEqual([409, { error: "name-taken" }]);
  });

  test("the first facilitator's link works once, then says so", async () => {
    const key = hearth.facilitatorKey;
    const state = (visitor: Visitor, shown: string) =>
      visitor.post(`/api/invitations/${hearth.code}/facilitator-key`, { key: shown });
    const [first, second] = [new Visitor(hearth), new Visitor(hearth)];
    expect((await state(first, key)).body).toEqual({ state: "open" });
    expect((await state(first, "not-a-key-of-this-group")).body).toEqual({ state: "unknown" });
    expect((await enter(first, "Warm Hazel", key)).status).toBe(200);
    expect((await invitation(first)).known?.role).toBe("facilitator");
    expect((await invitation(second)).hosts).toEqual(["Warm Hazel"]);
    expect((await state(second, key)).body).toEqual({ state: "used" });
    const refused = await enter(second, "Late Hazel", key);
    expect([refused.status, refused.body]).toEqual([409, { error: "key-used" }]);
    const unknown = await enter(second, "Late Hazel", "not-a-key-of-this-group");
    expect([unknown.status, unknown.body]).toEqual([403, { error: "key-unknown" }]);
    // Nobody was written down on the way to these refusals: the name is still free.
    expect((await enter(second, "Late Hazel")).status).toBe(200);
    // The facilitator's own second click on the old link is harmless.
    expect((await enter(first, "Warm Hazel", key)).status).toBe(200);
  });
});

describe("tickets", () => {
  test("whoever entered gets one for the door, the others none", async () => {
    const visitor = new Visitor(hearth);
    await enter(visitor, "Kind Maple");
    const { meetingId } = await invitation(visitor);
    const answer = await ticket(visitor, meetingId);
    expect(answer.status).toBe(200);
    expect(ticketShape.parse(answer.body).room).toBe("door");
    const stranger = await ticket(new Visitor(hearth), meetingId);
    expect([stranger.status, stranger.body]).toEqual([401, { error: "not-known-here" }]);
    const nowhere = await ticket(visitor, "00000000-0000-4000-8000-000000000000");
    expect([nowhere.status, nowhere.body]).toEqual([404, { error: "not-found" }]);
  });
});

describe("[C14] the timeline", () => {
  test("is for whoever facilitates the group; for others there is nothing here", async () => {
    const visitor = new Visitor(hearth);
    await enter(visitor, "Plain Willow");
    const { meetingId } = await invitation(visitor);
    const path = `/api/meetings/${meetingId}/timeline`;
    for (const one of [visitor, new Visitor(hearth)])
      for (const asked of [path, `${path}?as=csv`]) {
        const answer = await one.get(asked);
        expect([answer.status, answer.body]).toEqual([404, { error: "not-found" }]);
      }
    const key = "a-second-key-of-this-group";
    const card = await hearth.register.meeting(asMeetingId(meetingId));
    if (card === null) throw new Error("the demo meeting is there");
    const hash = createHash("sha256").update(key).digest("hex");
    await hearth.storage.founder.addKey(card.groupId, hash);
    expect((await enter(visitor, "Plain Willow", key)).status).toBe(200);
    const told = await visitor.get(path);
    expect([told.status, told.body]).toEqual([200, { rows: [] }]);
    const file = await visitor.get(`${path}?as=csv`);
    expect(file.headers.get("content-disposition")).toBe('attachment; filename="timeline.csv"');
    expect(file.headers.get("cache-control")).toBe("no-store");
    expect(file.body).toBe("from,kind,number,chair,seconds\r\n");
    expect((await visitor.get("/api/meetings/nowhere/timeline")).status).toBe(404);
  });
});

describe("the demo group", () => {
  test("has a new open meeting as soon as the old one has ended", async () => {
    const { register } = hearth;
    const old = await invitation(new Visitor(hearth));
    await register.endMeeting(asMeetingId(old.meetingId));
    const renewed = hearth.summary().invitation.split("/j/")[1] ?? "";
    expect(renewed).not.toBe(hearth.code);
    const visitor = new Visitor(hearth);
    expect((await visitor.get(`/api/invitations/${renewed}`)).body).toMatchObject({ open: true });
    expect(await invitation(visitor)).toMatchObject({ open: false, ended: true });
    const late = await enter(visitor, "Late Comer");
    expect([late.status, late.body]).toEqual([410, { error: "meeting-ended" }]);
    const file = readFileSync(join(hearth.settings.dataDir, "summary.json"), "utf8");
    expect(JSON.parse(file).invitation).toContain(`/j/${renewed}`);
    const body = { name: "Early Comer", look, microphone: false };
    const early = await visitor.post(`/api/invitations/${renewed}/enter`, body);
    expect(early.status).toBe(200);
  });
});
