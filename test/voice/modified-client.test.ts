import { afterAll, beforeAll, expect, test } from "vitest";

import { loudestAt, NOTHING, passing, untilHeard, VOICE } from "./hearing.ts";
import { comeIn, openPage, type Person, voicePages } from "./voice-browser.ts";
import { VoiceHouse } from "./voice-house.ts";

let house: VoiceHouse;
let birch: Person;
let mallow: Person;

beforeAll(async () => {
  house = await VoiceHouse.open({ pages: await voicePages() });
  birch = await comeIn(house, "birch", 660);
  mallow = { id: "mallow", ...(await openPage(`${house.origin}/modified.html`, 440)) };
  house.seat("mallow");
  await mallow.page.waitForFunction(() => "modified" in window);
  await mallow.page.evaluate(
    (ticket) => window.modified.connect("/voice", ticket),
    house.ticket("mallow"),
  );
});
afterAll(async () => {
  await mallow.leave();
  await birch.leave();
  await house.close();
});

/** Makes whatever comes audible at the listener, so that silence is the server's doing alone. */
const silenceAt = async (who: Person): Promise<void> => {
  const packets = await who.page.evaluate(() => window.voicePage.packets());
  expect(await loudestAt(who, 800)).toBeLessThan(NOTHING);
  expect(await who.page.evaluate(() => window.voicePage.packets())).toBe(packets);
};

test("publishing out of turn is refused and not heard", async () => {
  expect(await mallow.page.evaluate(() => window.modified.connected())).toBe("connected");
  expect(await mallow.page.evaluate(() => window.modified.publishMicrophone())).not.toBe("done");
  await silenceAt(birch);
});

test("somebody else's turn opens nothing for them", async () => {
  house.speak("birch");
  await passing(300);
  expect(await mallow.page.evaluate(() => window.modified.publishMicrophone())).not.toBe("done");
  await silenceAt(birch);
  house.speak();
});

test("with the floor one may speak, and nothing else: no screen sound, no data, no other name", async () => {
  house.speak("mallow");
  await passing(300);
  expect(await mallow.page.evaluate(() => window.modified.publishMicrophone())).toBe("done");
  expect(await mallow.page.evaluate(() => window.modified.publishScreen())).not.toBe("done");
  expect(await mallow.page.evaluate(() => window.modified.rename())).not.toBe("done");
  await mallow.page.evaluate(() => window.modified.say());
  expect(await birch.page.evaluate(() => window.voicePage.heardData())).toBe(0);
  house.speak();
  await passing(600);
});

test("a track that is kept after the turn is heard by nobody", async () => {
  house.speak("mallow");
  await passing(300);
  expect(await mallow.page.evaluate(() => window.modified.publishMicrophone())).toBe("done");
  await untilHeard(birch, 440);
  expect(await loudestAt(birch, 300)).toBeGreaterThan(VOICE);
  await mallow.page.evaluate(() => window.modified.keepEverything());
  house.speak();
  await passing(500);
  await silenceAt(birch);
});

test("another person's ticket, once used, lets nobody else in", async () => {
  const used = await birch.page.evaluate(() => window.voicePage.ticketsShown());
  expect(used).toHaveLength(1);
  const thief = await openPage(`${house.origin}/modified.html`, 880);
  await thief.page.waitForFunction(() => "modified" in window);
  const said = await thief.page.evaluate(
    (ticket) => window.modified.connect("/voice", ticket),
    used[0] ?? "",
  );
  expect(said).not.toBe("done");
  expect(await birch.page.evaluate(() => window.voicePage.voice().state)).toBe("on");
  await thief.leave();
});
