import { afterAll, beforeAll, expect, test } from "vitest";

import { NOTHING, now, passing, untilHeard, VOICE } from "./hearing.ts";
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

test("with headphones in the scene a voice comes from its side; without, from a plain element", async () => {
  const { page } = birch;
  house.speak("alder");
  await untilHeard(birch, 440);
  await page.waitForFunction(() => window.voicePage.sounding() === 1);
  expect((await page.evaluate(() => window.voicePage.played())).left).toBeLessThan(NOTHING);
  await page.evaluate(() => {
    window.voicePage.placeHead("alder", 3, 0, 0);
    window.voicePage.wear(true);
  });
  await page.waitForFunction((level) => {
    const { left, right } = window.voicePage.played();
    return right > level && right > left * 1.5;
  }, VOICE);
  expect(await page.evaluate(() => window.voicePage.sounding())).toBe(0);
  await page.evaluate(() => window.voicePage.placeHead("alder", -3, 0, 0));
  await page.waitForFunction((level) => {
    const { left, right } = window.voicePage.played();
    return left > level && left > right * 1.5;
  }, VOICE);
  await page.evaluate(() => window.voicePage.setVolume("alder", 0));
  await page.waitForFunction((level) => window.voicePage.played().left < level, NOTHING);
  await page.evaluate(() => {
    window.voicePage.setVolume("alder", 1);
    window.voicePage.wear(false);
  });
  await page.waitForFunction(() => window.voicePage.sounding() === 1);
  house.speak();
});

test("a voice is not played out of turn, even if it comes through", async () => {
  const { page } = birch;
  house.speak("alder");
  await untilHeard(birch, 440);
  await page.waitForFunction(() => window.voicePage.sounding() === 1);
  const silent = structuredClone(house.world("birch"));
  const circle = silent.circle ?? { seats: [] };
  const seats = circle.seats.map((seat) => ({ ...seat, live: false }));
  await page.evaluate((change) => window.voicePage.see(change), {
    circle: { ...circle, seats } as typeof silent.circle & object,
  });
  await page.waitForFunction(() => window.voicePage.sounding() === 0);
  house.apply();
  await page.waitForFunction(() => window.voicePage.sounding() === 1);
  await untilHeard(birch, 440);
  expect(await page.evaluate(() => window.voicePage.sounding())).toBe(1);
  house.speak();
});

test("levels follow the voice, my own and the others', and fall to nothing", async () => {
  house.speak("alder");
  for (const { page } of [alder, birch]) {
    await page.waitForFunction(() => window.voicePage.level("alder") > 0.3);
  }
  house.speak();
  await birch.page.waitForFunction(() => window.voicePage.level("alder") === 0);
  expect(await birch.page.evaluate(() => window.voicePage.level("birch"))).toBeGreaterThan(0.3);
});

test("a microphone taken away by the system is heard again within 3 s", async () => {
  house.speak("alder");
  await untilHeard(birch, 440);
  const lostAt = now();
  await alder.page.evaluate(() => window.voicePage.loseMicrophone());
  await passing(400);
  await untilHeard(birch, 440, 2600);
  expect(now() - lostAt).toBeLessThan(3000);
  expect(await alder.page.evaluate(() => window.voicePage.timesAsked())).toBe(2);
  house.speak();
});

test("whoever joined without a microphone is never asked for one, and hears", async () => {
  const cedar = await comeIn(house, "cedar", 880, { withMicrophone: false });
  house.speak("alder", "cedar");
  await untilHeard(cedar, 440);
  expect(await cedar.page.evaluate(() => window.voicePage.timesAsked())).toBe(0);
  house.speak();
  await cedar.leave();
  house.unseat("cedar");
});

test("livekit is loaded by nobody who is not on the way in, and by whoever waits at the door", async () => {
  const context = await birch.page.context().browser()?.newContext();
  const page = (await context?.newPage()) ?? birch.page;
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.exposeFunction("askTicket", () => undefined);
  await page.goto(house.origin);
  await page.waitForFunction(() => "voicePage" in window);
  expect(asked.filter((path) => path.includes("voice-line"))).toEqual([]);
  expect(asked.filter((path) => path.endsWith(".js"))).not.toEqual([]);
  // Whoever is let in at the door later finds it loaded.
  const loaded = page.waitForResponse((answer) => answer.url().includes("voice-line"));
  await page.evaluate(() => window.voicePage.see({ link: { kind: "at-the-door", since: 0 } }));
  expect((await loaded).ok()).toBe(true);
  await context?.close();
});
