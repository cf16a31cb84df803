import { setTimeout as lasting } from "node:timers/promises";

import { afterAll, beforeAll, expect, test } from "vitest";

import { loudestBetween, now, SILENCE_DB, untilHeard } from "../kit/ears.ts";
import { alert, gather, momentsOf, startRound, told, type Trio, watchCircle } from "../kit/trio.ts";

let trio: Trio;
/** Everything written down before the story that runs now. */
let before = 0;

beforeAll(async () => {
  trio = await gather();
  await startRound(trio);
  await trio.alder.press("Take the piece");
  await alert(trio.alder, "You have the floor").waitFor();
  await untilHeard(trio.birch.page, trio.alder.hz, 20_000);
});
afterAll(async () => {
  await trio?.close();
});

/** What has happened in this story. */
const story = async () => (await momentsOf(trio.house)).slice(before);
const types = async () => (await story()).map(({ event }) => event.type);
const begin = async (): Promise<void> => {
  before = (await momentsOf(trio.house)).length;
};

const isBack = () =>
  trio.alder.page
    .getByRole("paragraph")
    .filter({ hasText: "The connection was lost. Your seat is kept" })
    .waitFor({ state: "detached", timeout: 20_000 });

/** Alder still holds the same turn, on every page. */
async function sameTurn(): Promise<void> {
  const { hazel, alder, birch } = trio;
  await alert(alder, "You have the floor").waitFor();
  for (const member of [hazel, birch]) {
    await member.page.getByText("Alder has the piece", { exact: true }).waitFor();
    await expect.poll(() => member.seat("Alder").textContent()).not.toContain("reconnecting");
  }
  const kinds = await types();
  expect(kinds).not.toContain("turn-ended");
  expect(kinds).not.toContain("piece-offered");
}

test("[F-01] a link lost for a second mid-turn: nobody notices, the turn and its clock go on", async () => {
  const { link, alder, birch, hazel } = trio;
  await begin();
  const flickers = [
    await watchCircle(birch, "reconnecting"),
    await watchCircle(hazel, "reconnecting"),
  ];
  link.cut();
  await lasting(1000);
  link.restore();
  await isBack();
  await sameTurn();
  await untilHeard(birch.page, alder.hz);
  expect([await types(), ...(await Promise.all(flickers.map((seen) => seen())))]).toEqual([
    [],
    0,
    0,
  ]);
});

/** 30 s without a link, from the moment of the fault to the same turn. */
async function lostForHalfAMinute(fault: () => void) {
  const { link, alder, birch } = trio;
  await begin();
  const since = now();
  fault();
  await birch.seat("Alder").filter({ hasText: "reconnecting" }).waitFor({ timeout: 5000 });
  await told(birch, "Alder is reconnecting. The place is held.").waitFor({ timeout: 5000 });
  const timer = birch.page.getByRole("timer", { name: "Time left" });
  await expect.poll(() => timer.textContent()).toContain("the clock stands");
  const stood = await timer.textContent();
  await lasting(30_000 - (now() - since));
  expect(await timer.textContent()).toBe(stood);
  expect(await types()).not.toContain("turn-ended");
  const restoredAt = now();
  link.restore();
  await birch.page
    .getByText("Alder has the piece", { exact: true })
    .waitFor({ timeout: 2500 - (now() - restoredAt) });
  await sameTurn();
  await untilHeard(birch.page, alder.hz);
  const moments = await story();
  const held = moments.find(({ event }) => event.type === "turn-held");
  const resumed = moments.findLast(({ event }) => event.type === "turn-resumed");
  return { held: held?.leftMs ?? -1, goesOn: resumed?.leftMs ?? -1 };
}

test("[F-02] a link lost for 30 s: told within 5 s, the time stands, the same turn within 2.5 s of its return", async () => {
  const { held, goesOn } = await lostForHalfAMinute(() => trio.link.cut());
  expect(held).toBeGreaterThan(60_000);
  expect(Math.abs(goesOn - held)).toBeLessThanOrEqual(1000);
});

test("[F-05] a half-open link is noticed and mended the same", async () => {
  const { held, goesOn } = await lostForHalfAMinute(() => trio.link.swallow());
  expect(held).toBeGreaterThan(60_000);
  expect(Math.abs(goesOn - held)).toBeLessThanOrEqual(1000);
});

/** The holder is heard again in the same turn, and nobody else was since. */
async function onlyAlder(since: number): Promise<void> {
  const { hazel, alder, birch } = trio;
  for (const { page } of [birch, hazel]) await untilHeard(page, alder.hz, 20_000);
  await sameTurn();
  const until = now();
  expect(await loudestBetween(hazel.page, birch.hz, since, until)).toBeLessThan(SILENCE_DB);
  expect(await loudestBetween(birch.page, hazel.hz, since, until)).toBeLessThan(SILENCE_DB);
}

test("[F-15] the voice server killed mid-turn: told, the holder is heard again and nobody else", async () => {
  await begin();
  const since = now();
  trio.house.killVoice();
  // One that is up again at once is no outage: only the pages whose voice it carried say a word.
  await told(trio.birch, "Voices cannot be carried just now.")
    .or(trio.birch.page.getByText("Your voice is being connected again"))
    .first()
    .waitFor({ timeout: 5000 });
  await onlyAlder(since);
  expect(await types()).not.toContain("turn-ended");
});

test("[F-15] a voice server that stays away: told, the clock stands, and all is as before when it returns", async () => {
  // Only a clock that runs can be seen to stop.
  const endAt = async () => (await momentsOf(trio.house)).at(-1)?.floor.endAt ?? 0;
  await expect.poll(endAt, { timeout: 10_000 }).toBeGreaterThan(0);
  await begin();
  const since = now();
  const lost = told(trio.birch, "Voices cannot be carried just now.");
  while (!(await lost.isVisible())) {
    trio.house.killVoice();
    await lasting(50);
  }
  await told(trio.birch, "Voices are carried again.").waitFor({ timeout: 20_000 });
  await onlyAlder(since);
  const lostAt = (await story()).find(({ event }) => event.type === "voice-lost")?.event.at;
  expect((lostAt ?? Infinity) - since).toBeLessThan(5000);
  const kinds = await types();
  expect(kinds.filter((kind) => /^(voice|clock)/.test(kind))).toEqual([
    "voice-lost",
    "clock-stopped",
    "voice-returned",
    "clock-resumed",
  ]);
});

test("[F-08] the server killed mid-turn: every page is back within 8 s in the same turn, the holder heard again", async () => {
  const { house, hazel, alder, birch } = trio;
  const atKill = (await momentsOf(house)).at(-1);
  await begin();
  const chairs = () => birch.page.getByRole("list", { name: "Circle" }).innerText();
  const names = async () => (await chairs()).match(/Warm Hazel|Alder|Birch/g);
  const seated = await names();
  const killedAt = now();
  await house.kill9();
  await house.start();
  for (const member of [hazel, birch])
    await member.page
      .getByText("Alder has the piece", { exact: true })
      .waitFor({ timeout: 8000 - (now() - killedAt) });
  await isBack();
  await sameTurn();
  expect(now() - killedAt).toBeLessThan(8000);
  expect(await names()).toEqual(seated);
  expect(atKill?.floor.by).toBe((await momentsOf(house)).at(-1)?.floor.by);
  await untilHeard(birch.page, alder.hz, 20_000);
  await untilHeard(hazel.page, alder.hz, 20_000);
});
