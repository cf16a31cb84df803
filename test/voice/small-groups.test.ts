import { afterAll, beforeAll, expect, test } from "vitest";

import { asSeatId } from "#rules/ids.ts";

import { loudestAt, NOTHING, now, passing, untilFlowing, untilHeard } from "./hearing.ts";
import { comeIn, openPage, type Person, voicePages } from "./voice-browser.ts";
import { until, VoiceHouse } from "./voice-house.ts";

let house: VoiceHouse;
let alder: Person;
let birch: Person;
let cedar: Person;
let elder: Person;
let mallow: Person;

/** Two pairs; elder sits by the fire. */
const APART = { alder: 1, birch: 1, cedar: 2, mallow: 2 };
const EVERYBODY = ["alder", "birch", "cedar", "elder", "mallow"];

beforeAll(async () => {
  house = await VoiceHouse.open({ pages: await voicePages() });
  [alder, birch, cedar, elder] = await Promise.all([
    comeIn(house, "alder", 440),
    comeIn(house, "birch", 660),
    comeIn(house, "cedar", 880),
    comeIn(house, "elder", 550),
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
  await Promise.all([alder, birch, cedar, elder, mallow].map((one) => one.leave()));
  await house.close();
});

const packetsAt = (who: Person): Promise<number> =>
  who === mallow
    ? who.page.evaluate(() => window.modified.packets())
    : who.page.evaluate(() => window.voicePage.packets());

/** Not one packet comes, for a while in which others speak; what was lawful a moment ago may still arrive before. */
async function nothingReaches(...people: readonly Person[]): Promise<void> {
  await passing(600);
  const since = now();
  const before = await Promise.all(people.map(packetsAt));
  await passing(1000);
  const after = await Promise.all(people.map(packetsAt));
  // A track that is taken away takes its count along: fewer is as good as the same.
  expect(after.filter((count, i) => count > (before[i] ?? 0))).toEqual([]);
  for (const { page } of people.filter((who) => who !== mallow))
    expect(await page.evaluate(() => window.voicePage.newestPacketAt())).toBeLessThan(since);
}

/** What was still on its way has come: for a while no packet is new. */
const untilSilent = (...people: readonly Person[]): Promise<unknown> =>
  Promise.all(
    people.map((who) =>
      until(
        async () => ((await loudestAt(who, 300)) < NOTHING ? true : null),
        3000,
        `${who.id} still heard something`,
      ),
    ),
  );

const connections = (): number => house.happened.filter(({ what }) => what === "identity").length;

/** Who hears whom as the voice server was told, one line a person. */
const hearing = (): Record<string, string> =>
  Object.fromEntries(
    EVERYBODY.map((id) => [
      id,
      house.desk.hearersOf(house.meeting, asSeatId(id)).toSorted().join(" "),
    ]),
  );
const all = Object.fromEntries(
  EVERYBODY.map((id) => [id, EVERYBODY.filter((other) => other !== id).join(" ")]),
);
const pairs = { alder: "birch", birch: "alder", cedar: "mallow", elder: "", mallow: "cedar" };

test("[W9] in a group one is heard by that group alone; not one packet reaches anybody else", async () => {
  expect(hearing()).toEqual(all);
  house.group(APART);
  expect(hearing()).toEqual(pairs);
  house.speak("alder");
  await untilFlowing(birch, 440);
  await nothingReaches(cedar, elder, mallow);
  expect(await loudestAt(cedar, 300)).toBeLessThan(NOTHING);
  house.speak("birch");
  await untilFlowing(alder, 660);
  await nothingReaches(cedar, elder, mallow);
  house.speak();
});

test("[W9] by the fire one is heard by those by the fire alone", async () => {
  house.speak("elder");
  const { seat } = await house.until("live", 3000, now());
  expect(seat).toBe("elder");
  await nothingReaches(alder, birch, cedar, mallow);
  house.speak();
});

test("[W9] two groups talk at once, each with its own voices", async () => {
  house.speak("alder", "cedar");
  await untilFlowing(birch, 440);
  const { hz } = await birch.page.evaluate(() => window.voicePage.loudest());
  expect(Math.abs(hz - 440)).toBeLessThan(30);
  house.speak("alder");
  await passing(600);
  await nothingReaches(cedar, elder, mallow);
});

test("[W9] a modified client that asks for every track gets none; one that lets everybody hear is not heard by them", async () => {
  house.speak("alder");
  await untilFlowing(birch, 440);
  await mallow.page.evaluate(() => window.modified.demandEverything());
  await nothingReaches(mallow);
  expect(house.warnings).toContain("voice-strange-request");
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
  house.group(APART);
  expect(hearing()).toEqual(pairs);
  await untilSilent(cedar);
  await nothingReaches(cedar);
});

test("[W12] [W13] T15: called back, everybody hears everybody before the next offer, on the same connections", async () => {
  const people = [alder, birch, cedar, elder];
  const agreed = (): Promise<{ made: number; faults: number }[]> =>
    Promise.all(people.map(({ page }) => page.evaluate(() => window.voicePage.negotiated())));
  const before = connections();
  const made = (await agreed()).map((one) => one.made);
  expect(hearing()).toEqual(pairs);
  house.group();
  // At once: an offer made by the law in the same moment comes after it.
  expect(hearing()).toEqual(all);
  await Promise.all([birch, cedar, elder].map((one) => untilHeard(one, 440)));
  house.group(APART);
  await untilSilent(cedar, elder);
  await nothingReaches(cedar, elder, mallow);
  house.group();
  // LiveKit alone would look again only with its next round, up to 3 s later.
  await untilHeard(cedar, 440, 1000);
  house.speak("cedar");
  await Promise.all([alder, birch, elder].map((one) => untilHeard(one, 880)));
  expect(connections()).toBe(before);
  expect(await agreed()).toEqual(made.map((one) => ({ made: one, faults: 0 })));
  house.speak();
});

test("[W9] a lost signal socket opens nothing: what could not be told waits for it, and the group goes on when it is back", async () => {
  house.speak("alder");
  await untilFlowing(cedar, 440);
  await alder.page.evaluate(() => window.voicePage.cutSignal());
  house.group(APART);
  await untilSilent(cedar, elder);
  await nothingReaches(cedar, elder, mallow);
  await untilHeard(birch, 440, 8000);
  expect(hearing()).toEqual(pairs);
  await nothingReaches(cedar, elder, mallow);
  house.group();
  house.speak();
});
