import { afterAll, beforeAll, expect, test } from "vitest";

import { asSeatId } from "#rules/ids.ts";

import { loudestAt, NOTHING, passing, untilFlowing, untilHeard } from "./hearing.ts";
import { comeIn, type Person, voicePages } from "./voice-browser.ts";
import { VoiceHouse } from "./voice-house.ts";

let house: VoiceHouse;
let alder: Person;
let birch: Person;

beforeAll(async () => {
  house = await VoiceHouse.open({ pages: await voicePages() });
  [alder, birch] = await Promise.all([comeIn(house, "alder", 440), comeIn(house, "birch", 660)]);
});
afterAll(async () => {
  await alder.leave();
  await birch.leave();
  await house.close();
});

test("a lost signal socket costs no sound", async () => {
  house.speak("alder");
  await untilFlowing(birch, 440);
  const [longest, ...cut] = await Promise.all([
    birch.page.evaluate(() => window.voicePage.longestGapIn(4000)),
    alder.page.evaluate(() => window.voicePage.cutSignal()),
    birch.page.evaluate(() => window.voicePage.cutSignal()),
  ]);
  expect(cut).toEqual([1, 1]);
  expect(longest).toBeLessThan(400);
  await alder.page.waitForFunction(() => window.voicePage.voice().state === "on");
  await untilHeard(birch, 440);
  // The connection that came back is still ruled by the law.
  house.speak();
  await passing(600);
  expect(await loudestAt(birch, 400)).toBeLessThan(NOTHING);
});

test("no page ever sees a token of the voice server", async () => {
  // Rights that change make the voice server send one: there were some.
  house.speak("alder");
  await untilHeard(birch, 440);
  house.speak();
  expect(await alder.page.evaluate(() => window.voicePage.tokensSeen())).toBe(0);
  expect(await birch.page.evaluate(() => window.voicePage.tokensSeen())).toBe(0);
});

test("a second device takes over: it is heard, the first is not connected any more", async () => {
  const identity = Object.entries(house.voiceSeats).find(([, seat]) => seat === "alder")?.[0];
  const second = await comeIn(house, "alder", 990);
  expect(Object.values(house.voiceSeats).filter((seat) => seat === "alder")).toHaveLength(1);
  expect(house.voiceSeats).not.toHaveProperty([identity ?? ""]);
  house.speak("alder");
  await untilHeard(birch, 990);
  await alder.page.waitForFunction(() => window.voicePage.voice().state !== "on");
  house.speak();
  await second.leave();
  alder = await comeIn(house, "alder", 440);
});

test("a removed member's connection ends and does not come back", async () => {
  const cedar = await comeIn(house, "cedar", 880);
  house.speak("cedar");
  await untilHeard(birch, 880);
  house.desk.expel(house.meeting, asSeatId("cedar"));
  house.seats.delete("cedar");
  house.speak();
  await cedar.page.waitForFunction(() => window.voicePage.voice().state !== "on");
  await passing(1500);
  expect(await cedar.page.evaluate(() => window.voicePage.voice().state)).not.toBe("on");
  expect(Object.values(house.voiceSeats)).not.toContain("cedar");
  expect(await loudestAt(birch, 300)).toBeLessThan(NOTHING);
  await cedar.leave();
});

test("in the safe place nothing is heard; on return it is, without a click", async () => {
  house.speak("alder");
  await untilHeard(birch, 440);
  house.stepOut("birch");
  await birch.page.waitForFunction(() => window.voicePage.voice().state === "off");
  expect(await loudestAt(birch, 400)).toBeLessThan(NOTHING);
  house.stepIn("birch");
  await untilHeard(birch, 440, 4000);
  house.speak();
});
