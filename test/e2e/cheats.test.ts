import { setTimeout as lasting } from "node:timers/promises";

import { afterAll, beforeAll, expect, test } from "vitest";

import {
  keepEverything,
  modify,
  packetsSent,
  publishAnyway,
  ticketOf,
  wishAnyway,
} from "../kit/cheat.ts";
import { loudestBetween, now, SILENCE_DB, untilHeard } from "../kit/ears.ts";
import type { MemberPage } from "../kit/member-page.ts";
import { alert, gather, momentsOf, type Trio } from "../kit/trio.ts";
import { knock } from "../voice/raw-client.ts";

/** From the law's word to silence. */
const REVOKED_MS = 500;
/** The voice server says no, or nothing at all. */
const REFUSED = /^(refused|no answer)/;
/** A reading of the ears looks back so far. */
const EARS_MS = 200;

let trio: Trio;
beforeAll(async () => {
  trio = await gather({ alder: { before: modify }, birch: { before: modify } });
  const { hazel } = trio;
  await hazel.page.getByLabel("Length of a turn").selectOption("5");
  await hazel.press("Start round");
  await hazel.press("Take the piece");
  await alert(hazel, "You have the floor").waitFor();
  for (const { page } of [trio.alder, trio.birch]) await untilHeard(page, hazel.hz, 20_000);
});
afterAll(async () => {
  await trio?.close();
});

/** Not one sound of this person at the others, from `since` to now. */
async function isSilent(who: MemberPage, since: number): Promise<void> {
  const until = now();
  for (const listener of [trio.hazel, trio.alder, trio.birch]) {
    if (listener === who) continue;
    const loudest = await loudestBetween(listener.page, who.hz, since + EARS_MS, until);
    expect([who.name, listener.name, loudest <= SILENCE_DB]).toEqual([
      who.name,
      listener.name,
      true,
    ]);
  }
}

/** Who has the piece and how, and how much has been written down. */
async function standing() {
  const moments = await momentsOf(trio.house);
  const { kind, by } = moments.at(-1)?.floor ?? {};
  return { kind, by, events: moments.length };
}

test("publishing out of turn is refused, and nobody hears it", async () => {
  const since = now();
  expect(await publishAnyway(trio.alder.page)).toMatch(REFUSED);
  await lasting(1500);
  await isSilent(trio.alder, since);
  await untilHeard(trio.birch.page, trio.hazel.hz);
});

test("taking the piece and handing on in somebody else's turn change nothing", async () => {
  const { alder, hazel } = trio;
  // The way past the buttons is one: what anybody may wish arrives.
  await wishAnyway(alder.page, "raise-hand");
  await hazel.seat("Alder").filter({ hasText: "hand raised" }).waitFor();
  const before = await standing();
  for (const wish of ["take-piece", "hand-on", "pass", "start-round"])
    await wishAnyway(alder.page, wish);
  // Wishes are answered in their order: with this one, all have been.
  await wishAnyway(alder.page, "lower-hand");
  await hazel.seat("Alder").filter({ hasNotText: "hand raised" }).waitFor();
  const after = await standing();
  expect([after.kind, after.by, after.events]).toEqual(["held", before.by, before.events + 1]);
});

test("a track that is kept after handing on is heard by nobody", async () => {
  const { hazel, alder, birch } = trio;
  await hazel.press("Hand on");
  await alder.press("Take the piece");
  for (const { page } of [hazel, birch]) await untilHeard(page, alder.hz, 20_000);
  await keepEverything(alder.page);
  await alder.press("Hand on");
  await alert(birch, "The piece is offered to you").waitFor();
  await lasting(REVOKED_MS);
  const since = now();
  const packets = await birch.page.evaluate(() => window.hearthEars.packets());
  const sent = await packetsSent(alder.page);
  await lasting(2000);
  expect(await packetsSent(alder.page)).toBeGreaterThan(sent);
  await isSilent(alder, since);
  expect(await birch.page.evaluate(() => window.hearthEars.packets())).toBe(packets);
});

test("one's own ticket after the turn, and another's, open nothing", async () => {
  const { house, alder, birch } = trio;
  const since = now();
  const base = `ws://localhost:${house.port}/voice`;
  const origin = `http://localhost:${house.port}`;
  const own = await ticketOf(alder.page);
  const others = await ticketOf(birch.page);
  expect([own === "", others === "", own === others]).toEqual([false, false, false]);
  const cookies = await alder.context.cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  for (const token of [own, others]) {
    const bare = await knock(base, { token, origin });
    expect(bare.status).not.toBe(101);
  }
  const stolen = await knock(base, { token: others, origin, cookie });
  expect(stolen.status).not.toBe(101);
  // With their own cookie it is their own connection that comes back: with no more rights than it has now.
  const back = await knock(base, { token: own, origin, cookie, more: { reconnect: "1" } });
  expect(await publishAnyway(alder.page)).toMatch(REFUSED);
  await lasting(1500);
  await isSilent(alder, since);
  expect(back.frames.join("")).not.toContain("eyJ");
  back.socket.terminate();
  await birch.press("Take the piece");
  await untilHeard(trio.hazel.page, birch.hz, 20_000);
});

test("thirty quick closings and openings of the microphone end as the last one says", async () => {
  const { hazel, birch } = trio;
  const microphone = birch.button("Microphone");
  const flip = async (pressed: boolean): Promise<void> => {
    await microphone.click();
    await birch.page
      .getByRole("button", { name: "Microphone", exact: true, pressed })
      .waitFor({ timeout: 10_000 });
  };
  for (let flips = 0; flips < 15; flips += 1) {
    await flip(false);
    await flip(true);
  }
  await untilHeard(hazel.page, birch.hz, 10_000);
  await flip(false);
  await lasting(REVOKED_MS);
  const since = now();
  await lasting(1500);
  await isSilent(birch, since);
  await flip(true);
  await untilHeard(hazel.page, birch.hz, 10_000);
  expect(await standing()).toMatchObject({ kind: "held" });
});
