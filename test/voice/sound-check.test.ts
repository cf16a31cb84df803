import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { VOICE } from "./hearing.ts";
import { openPage, type Person, voicePages } from "./voice-browser.ts";
import { VoiceHouse } from "./voice-house.ts";

let house: VoiceHouse;
let visitor: Omit<Person, "id">;
let page: Page;

beforeAll(async () => {
  house = await VoiceHouse.open({ pages: await voicePages() });
  visitor = await openPage(house.origin, 440);
  page = visitor.page;
  await page.waitForFunction(() => "voicePage" in window);
});
afterAll(async () => {
  await visitor.leave();
  await house.close();
});

test("before it is opened nothing was asked for; then the level shows a voice", async () => {
  expect(await page.evaluate(() => window.voicePage.timesAsked())).toBe(0);
  expect(await page.evaluate(() => window.voicePage.check.level())).toBe(0);
  expect(await page.evaluate(() => window.voicePage.check.open())).toBe("ready");
  await page.waitForFunction(() => window.voicePage.check.level() > 0.3);
  const { microphones, speakers } = await page.evaluate(() => window.voicePage.check.devices());
  expect(microphones.length).toBeGreaterThan(0);
  expect(microphones.every((one) => one.id !== "" && one.label !== "")).toBe(true);
  expect(speakers.every((one) => one.id !== "")).toBe(true);
});

test("another microphone is listened to instead, and only that one", async () => {
  const { microphones } = await page.evaluate(() => window.voicePage.check.devices());
  await page.evaluate(
    (id) => window.voicePage.check.chooseMicrophone(id),
    microphones.at(-1)?.id ?? "",
  );
  expect(await page.evaluate(() => window.voicePage.openTracks())).toBe(1);
  await page.waitForFunction(() => window.voicePage.check.level() > 0.1);
});

test("the test sound is heard and ends", async () => {
  const done = page.evaluate(() => window.voicePage.check.playTest());
  await page.waitForFunction((level) => window.voicePage.played().left > level, VOICE);
  await done;
  await page.waitForFunction(() => window.voicePage.played().left < 0.001);
  expect(await page.evaluate(() => window.voicePage.openTracks())).toBe(1);
});

test("closed, it lets go of the microphone", async () => {
  await page.evaluate(() => window.voicePage.check.close());
  expect(await page.evaluate(() => window.voicePage.openTracks())).toBe(0);
  expect(await page.evaluate(() => window.voicePage.check.level())).toBe(0);
});

test("whoever says no is told so, gently, and may try again", async () => {
  await page.evaluate(() => {
    const { mediaDevices } = navigator;
    const real = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = () => {
      mediaDevices.getUserMedia = real;
      return Promise.reject(new DOMException("no", "NotAllowedError"));
    };
  });
  expect(await page.evaluate(() => window.voicePage.check.open())).toBe("denied");
  expect(await page.evaluate(() => window.voicePage.check.open())).toBe("ready");
  await page.evaluate(() => window.voicePage.check.close());
});
