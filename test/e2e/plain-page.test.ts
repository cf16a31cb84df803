import { afterAll, beforeAll, expect, test } from "vitest";

import { bringAxe, faultsOf } from "../kit/axe.ts";
import { goTo } from "../kit/chromium.ts";
import { untilHeard } from "../kit/ears.ts";
import { Gathering } from "../kit/gathering.ts";
import { journalOf } from "../kit/journal-of.ts";
import { factsOf } from "../kit/page-facts.ts";
import { type Person, TONES_HZ } from "../kit/person.ts";

const [ALDER_HZ, BIRCH_HZ] = TONES_HZ;

let gathering: Gathering;
let alder: Person;
let birch: Person;
/** Faults found on the way, by the name of the page. */
const faults: Record<string, readonly string[]> = {};

const check = async (name: string, { page }: Person): Promise<void> => {
  faults[name] = await faultsOf(page);
};
const types = async () => (await journalOf(gathering.house)).map(({ type }) => type);

beforeAll(async () => {
  gathering = await Gathering.open();
  const keyboard = { way: "simple", keyboard: true } as const;
  alder = await gathering.person({ name: "Alder", hz: ALDER_HZ, ...keyboard });
  birch = await gathering.person({ name: "Birch", hz: BIRCH_HZ, ...keyboard });
  for (const { page } of [alder, birch]) await bringAxe(page);
});
afterAll(() => gathering?.close());

test("two people hold a whole meeting by keyboard alone, one of them as the facilitator", async () => {
  const { house } = gathering;
  await goTo(birch.page, house.summary().invitation);
  await birch.page.getByRole("textbox", { name: "Name" }).waitFor();
  await check("invitation", birch);
  await alder.enter(house.summary().facilitator ?? "");
  await alder.seated();
  await alder.press("Open the door");
  await birch.enter(house.summary().invitation);
  await birch.page.getByRole("heading", { name: "You are at the door" }).waitFor();
  await check("door", birch);
  await check("facilitator, somebody at the door", alder);
  await alder.press("Admit Birch");
  await birch.seated();
  await check("arriving", birch);
  await alder.press("Start meeting");
  await alder.press("Next segment");
  await alder.press("Start round");
  await alder.able("Take the piece");
  await check("offered to the facilitator", alder);
  await alder.press("Take the piece");
  await untilHeard(birch.page, ALDER_HZ, 20_000);
  await check("facilitator holds the piece", alder);
  await birch.press("Raise hand");
  await birch.able("Lower hand");
  await alder.press("Hand on");
  await birch.able("Take the piece");
  await check("offered", birch);
  await birch.press("Take the piece");
  await untilHeard(alder.page, BIRCH_HZ, 20_000);
  await check("holds the piece", birch);
  await birch.hands.write("Message", "Thank you all.");
  await birch.page.keyboard.press("Enter");
  await alder.page.getByRole("log", { name: "Chat" }).getByText("Thank you all.").waitFor();
  await alder.press("Skip");
  await check("skip asks why", alder);
  await alder.hands.choose("Care");
  await alder.press("Skip");
  await expect.poll(types, { timeout: 10_000 }).toContain("round-completed");
  await alder.press("Close meeting");
  await birch.page.getByText("Staying a while").waitFor();
  await check("afterglow", birch);
  await birch.press("Settings");
  await check("settings", birch);
  await birch.page.keyboard.press("Escape");
  await birch.press("Help now");
  await check("help now", birch);
  await birch.page.keyboard.press("Escape");
  await birch.press("Safe place");
  await birch.able("Back to the circle");
  await check("safe place", birch);
  await birch.press("Back to the circle");
  await birch.press("Leave");
  await birch.page.getByRole("heading", { name: "You have left" }).waitFor();
  await check("left", birch);
});

test("axe finds no fault on any of these pages", () => {
  expect(Object.keys(faults).length).toBeGreaterThan(11);
  expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
});

test("who did what was told in words, politely, and the page was never drawn with WebGL", async () => {
  for (const { page } of [alder, birch]) expect((await factsOf(page)).webglCanvases).toBe(0);
  const journal = await journalOf(gathering.house);
  expect(journal).toContainEqual(
    expect.objectContaining({ type: "turn-ended", how: "skipped", reason: "care" }),
  );
});
