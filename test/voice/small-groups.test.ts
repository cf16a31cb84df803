import { afterAll, beforeAll, expect, test } from "vitest";

import { loudestAt, NOTHING, now, passing, untilFlowing, untilHeard } from "./hearing.ts";
import { comeIn, openPage, type Person, voicePages } from "./voice-browser.ts";
import { VoiceHouse } from "./voice-house.ts";

let house: VoiceHouse;
let alder: Person;
let birch: Person;
let cedar: Person;
let mallow: Person;

const APART = { alder: 1, birch: 1, cedar: 2, mallow: 2 };

beforeAll(async () => {
  house = await VoiceHouse.open({ pages: await voicePages() });
  [alder, birch, cedar] = await Promise.all([
    comeIn(house, "alder", 440),
    comeIn(house, "birch", 660),
    comeIn(house, "cedar", 880),
  ]);
  mallow = { id: "mallow", ...(await openPage(`${house.origin}/modified.html`, 1100)) };
  house.seat("mallow");
  await mallow.page.waitForFunction(() => "modified" in window);
  await mallow.page.evaluate(
    (ticket) => window.modified.connect("/voice", ticket),
    house.ticket("mallow"),
  );
});
afterAll(async () => {
  await Promise.all([alder, birch, cedar, mallow].map((one) => one.leave()));
  await house.close();
});

const packetsAt = (who: Person): Promise<number> =>
  who === mallow
    ? who.page.evaluate(() => window.modified.packets())
    : who.page.evaluate(() => window.voicePage.packets());

/** Not one packet comes, for a while in which others speak. */
async function nothingReaches(...people: readonly Person[]): Promise<void> {
  const before = await Promise.all(people.map(packetsAt));
  await passing(1000);
  expect(await Promise.all(people.map(packetsAt))).toEqual(before);
}

const connections = (): number => house.happened.filter(({ what }) => what === "identity").length;

test("[W9] in a group one is heard by that group alone; not one packet reaches anybody else", async () => {
  house.group(APART);
  house.speak("alder");
  await untilFlowing(birch, 440);
  await nothingReaches(cedar, mallow);
  expect(await loudestAt(cedar, 300)).toBeLessThan(NOTHING);
  house.speak("birch");
  await untilFlowing(alder, 660);
  await nothingReaches(cedar, mallow);
  house.speak();
});

test("[W9] two groups talk at once, each with its own voices", async () => {
  house.speak("alder", "cedar");
  await untilFlowing(birch, 440);
  const { hz } = await birch.page.evaluate(() => window.voicePage.loudest());
  expect(Math.abs(hz - 440)).toBeLessThan(30);
  house.speak("alder");
  await passing(600);
  await nothingReaches(cedar, mallow);
});

test("[W9] a modified client that asks for every track gets none; one that lets everybody hear is not heard by them", async () => {
  await mallow.page.evaluate(() => window.modified.demandEverything());
  await nothingReaches(mallow);
  await mallow.page.evaluate(() => window.modified.letEverybodyHear());
  house.speak("mallow");
  await passing(300);
  expect(await mallow.page.evaluate(() => window.modified.publishMicrophone())).toBe("done");
  await untilFlowing(cedar, 1100);
  await mallow.page.evaluate(() => window.modified.letEverybodyHear());
  await nothingReaches(alder, birch);
  house.speak();
  await passing(600);
});

test("[W9] somebody who knocks hears from the moment they are in; whoever goes to the fire hears nothing more", async () => {
  house.speak("alder");
  await untilFlowing(birch, 440);
  house.group({ ...APART, cedar: 1 });
  await untilHeard(cedar, 440, 2000);
  const left = now();
  house.group(APART);
  await passing(1000);
  expect(await cedar.page.evaluate(() => window.voicePage.newestPacketAt())).toBeLessThan(
    left + 500,
  );
  await nothingReaches(cedar);
});

test("[W12] [W13] T15: called back together everybody hears everybody, on the same connections", async () => {
  const before = connections();
  house.group();
  await Promise.all([untilHeard(birch, 440), untilHeard(cedar, 440)]);
  house.group(APART);
  await passing(500);
  await nothingReaches(cedar, mallow);
  house.group();
  await untilHeard(cedar, 440);
  house.speak("cedar");
  await Promise.all([untilHeard(alder, 880), untilHeard(birch, 880)]);
  expect(connections()).toBe(before);
  house.speak();
});

test("[W9] a lost signal socket opens nothing: what could not be told waits for it, and the group goes on when it is back", async () => {
  house.speak("alder");
  await untilFlowing(cedar, 440);
  await alder.page.evaluate(() => window.voicePage.cutSignal());
  const apartSince = now();
  house.group(APART);
  await passing(1000);
  expect(await cedar.page.evaluate(() => window.voicePage.newestPacketAt())).toBeLessThan(
    apartSince + 500,
  );
  await untilHeard(birch, 440, 8000);
  await nothingReaches(cedar, mallow);
  house.group();
  house.speak();
});
