import { afterAll, beforeAll, expect, test } from "vitest";

import { NOTHING, VOICE, now, passing, untilFlowing, untilHeard } from "./hearing.ts";
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

test("granted: live for others within 500 ms; revoked: no packet after 500 ms", async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    const listening = birch.page.evaluate(
      (level) => window.voicePage.untilLoud(level, 5000),
      VOICE,
    );
    const grantedAt = now();
    house.speak("alder");
    expect((await listening) ?? Infinity).toBeLessThan(grantedAt + 500);
    await untilFlowing(birch, 440);
    const revokedAt = now();
    house.speak();
    await passing(1000);
    const last = await birch.page.evaluate(() => window.voicePage.newestPacketAt());
    expect(last).toBeLessThan(revokedAt + 500);
    expect(last).toBeGreaterThan(revokedAt - 500);
  }
});

test("the piece goes on: only the holder is heard, by everybody else", async () => {
  house.speak("alder");
  await untilFlowing(birch, 440);
  house.speak("birch");
  await untilHeard(alder, 660);
  await passing(500);
  const packets = await birch.page.evaluate(() => window.voicePage.packets());
  await passing(500);
  expect(await birch.page.evaluate(() => window.voicePage.packets())).toBe(packets);
  house.speak();
  await passing(600);
});

test("the desk says whose microphone is live, and only once it is", async () => {
  const since = now();
  house.speak("birch");
  expect(await house.until("live", 1500, since)).toMatchObject({ seat: "birch" });
  await untilHeard(alder, 660);
  house.speak();
  await passing(600);
});

test("two hundred flips as fast as they come end right, both ways", async () => {
  const flips = async (count: number): Promise<void> => {
    for (let flip = 0; flip < count; flip += 1) {
      house.speak(...(flip % 2 === 0 ? ["alder"] : []));
      await passing((flip * 37) % 60);
    }
  };
  await flips(180);
  house.speak("alder");
  await untilHeard(birch, 440, 5000);
  await untilFlowing(birch, 440);
  await flips(20);
  house.speak();
  await passing(600);
  const packets = await birch.page.evaluate(() => window.voicePage.packets());
  await passing(1000);
  expect(await birch.page.evaluate(() => window.voicePage.packets())).toBe(packets);
  house.speak("alder");
  await untilHeard(birch, 440, 5000);
  house.speak();
  await passing(600);
});

test("a page that believes it has the floor is not heard", async () => {
  const world = house.world("alder");
  house.speak("alder");
  const believing = house.world("alder");
  house.speak();
  await alder.page.evaluate((change) => window.voicePage.see(change), believing);
  await passing(300);
  expect(await birch.page.evaluate(() => window.voicePage.loudestIn(700))).toBeLessThan(NOTHING);
  await alder.page.evaluate((change) => window.voicePage.see(change), world);
});
