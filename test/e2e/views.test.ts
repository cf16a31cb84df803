import { afterAll, beforeAll, expect, test } from "vitest";

import { readingsOf, untilHeard, VOICE_DB } from "../kit/ears.ts";
import { Gathering } from "../kit/gathering.ts";
import { mouse, ray } from "../kit/hands.ts";
import { journalOf } from "../kit/journal-of.ts";
import { factsOf } from "../kit/page-facts.ts";
import { type Person, TONES_HZ } from "../kit/person.ts";
import { until } from "../kit/until.ts";

const [ALDER_HZ, BIRCH_HZ] = TONES_HZ;
/** A page that loads and draws a whole room on two cores has its hands full; a voice is gone when it is longer away. */
const LONGEST_GAP_MS = 3000;

let gathering: Gathering;
let alder: Person;
let birch: Person;

beforeAll(async () => {
  gathering = await Gathering.open();
  alder = await gathering.host({ name: "Alder", hz: ALDER_HZ, way: "simple" });
  await alder.press("Microphone");
  birch = await gathering.person({ name: "Birch", hz: BIRCH_HZ, way: "headset" });
});
afterAll(() => gathering?.close());

const insideHeadset = () => birch.page.evaluate(() => window.hearthHeadset.inside());
const journal = async () => (await journalOf(gathering.house)).map(({ type }) => type);

test("who waits at the door, headset on, hears nothing of those who talk inside", async () => {
  const sockets: string[] = [];
  birch.page.on("websocket", (socket) => sockets.push(new URL(socket.url()).pathname));
  await birch.enter(gathering.house.summary().invitation);
  await birch.page.getByRole("heading", { name: "You are at the door" }).waitFor();
  const readings = async () => (await readingsOf(birch.page)).length;
  const since = await readings();
  await until(readings, (now) => now > since + 30, "three seconds at the door");
  expect(await birch.page.evaluate(() => window.hearthEars.packets())).toBe(0);
  expect((await factsOf(birch.page)).voiceAddresses).toEqual([]);
  expect(sockets.filter((path) => path.startsWith("/voice"))).toEqual([]);
  await alder.press("Admit Birch");
  await birch.seated();
  await untilHeard(birch.page, ALDER_HZ, 20_000);
});

test("headset, screen, page, screen and headset again: the same seat, the same voices, nobody the wiser", async () => {
  const before = await journal();
  const since = Date.now();
  const { page } = birch;
  expect(await insideHeadset()).toBe(true);
  await birch.press("My view");
  await birch.press("Back to the screen");
  await until(insideHeadset, (inside) => !inside, "the headset taken off");

  birch.hands = mouse(page);
  await birch.press("Simple view");
  await page.getByRole("heading", { name: "Conversation" }).waitFor();
  expect(await page.locator("canvas").count()).toBe(0);
  await birch.press("Enter on this screen");
  await page.locator("[data-scene=ready]").waitFor({ timeout: 60_000 });
  await birch.press("Enter in VR");
  await until(insideHeadset, (inside) => inside, "the headset on again", 60_000);

  birch.hands = ray(page);
  await birch.able("Raise hand", 60_000);
  await birch.press("Raise hand");
  const line = alder.page.getByRole("list", { name: "Circle" }).getByRole("listitem");
  await line.filter({ hasText: "Birch" }).filter({ hasText: "hand raised" }).waitFor();
  await untilHeard(page, ALDER_HZ, 20_000);

  expect((await journal()).slice(before.length)).toEqual(["hand-raised"]);
  const heard = (await readingsOf(page)).filter(({ at }) => at > since);
  const voiced = heard.filter(({ dB }) => (dB[ALDER_HZ] ?? 0) > VOICE_DB).map(({ at }) => at);
  const gaps = voiced.map((at, index) => at - (voiced[index - 1] ?? at));
  expect(Math.max(...gaps)).toBeLessThan(LONGEST_GAP_MS);
  const { violations } = await factsOf(page);
  expect([violations, birch.member.complaints, birch.member.strayed]).toEqual([[], [], []]);
});
