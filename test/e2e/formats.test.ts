import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";

import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { type Format, type Segment, segment } from "#rules/circle/segment.ts";
import type { CircleView } from "#rules/circle/view.ts";

import { goTo } from "../kit/chromium.ts";
import type { HouseProcess } from "../kit/house-process.ts";
import { houseWithSheet } from "../kit/house-with-sheet.ts";
import { MemberPage } from "../kit/member-page.ts";
import { pageScript } from "../kit/page-script.ts";
import { Person, TONES_HZ } from "../kit/person.ts";
import { Sitter } from "../kit/sitter.ts";

/** `npm run pictures` keeps them; every other run only proves that they can be taken. */
const FOLDER = process.env["PICTURES"] ?? "node_modules/.cache/pictures";
const MOST_BYTES = 120_000;
const NAMES = ["Alder", "Birch", "Cedar", "Willow", "Sparrow", "Bramble"] as const;
const PHONE = { width: 390, height: 844 };
const [HAZEL_HZ, OTTER_HZ] = TONES_HZ;

const part = (format: Format, title: string, prompt: string, more: Partial<Segment> = {}) =>
  segment({ format, title, prompt, plannedMs: 15 * 60_000, ...more });

const SHEET = [
  part("popcorn", "What helped", "What helped you this week, even a little?", { depth: 1 }),
  part("fishbowl", "Talking about sleep", "How do you find your way into the night?", {
    crosstalk: "open",
    depth: 2,
    innerChairs: 3,
  }),
  part("pairs", "Listening in pairs", "What would you like to be asked?", {
    crosstalk: "ask-first",
    depth: 2,
  }),
  part("worship", "Out of the silence", "What wants to be said?", { depth: 3 }),
  part("hands", "Open sharing", "Is there anything left?", { crosstalk: "thanks-only" }),
  part("silence", "A quiet minute", "Let it settle."),
];

let house: HouseProcess;
/** Leads, in the simple view and for a while in the room. */
let hazel: Person;
/** A member on a phone, in the simple view, who came without a microphone. */
let otter: MemberPage;
const sitters = new Map<string, Sitter>();

const sitter = (name: (typeof NAMES)[number]): Sitter => {
  const found = sitters.get(name);
  if (!found) throw new Error(`${name} does not sit here`);
  return found;
};

async function comeIn(name: string): Promise<void> {
  const one = await new Sitter(house, name).enter();
  await one.sit();
  await hazel.press(`Admit ${name}`);
  await one.until(({ closedWith }) => closedWith !== null);
  await one.sit();
  await one.until(({ own, view }) => own !== null && view !== null);
  sitters.set(name, one);
}

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  house = await houseWithSheet(SHEET);
  [hazel, otter] = await Promise.all([
    Person.open(house, { name: "Warm Hazel", hz: HAZEL_HZ, way: "screen" }),
    MemberPage.open(house, { name: "Sea Otter", hz: OTTER_HZ, tones: [HAZEL_HZ], size: PHONE }),
  ]);
  await vi.waitUntil(() => house.summary().voice.state === "on", { timeout: 120_000 });
  // A room drawn without a graphics card is slow to press buttons in: she goes there for the fishbowl alone.
  await goTo(hazel.page, house.summary().facilitator ?? "");
  await hazel.hands.write("Name", hazel.name);
  await hazel.press("Check my sound");
  await hazel.press("Simple view");
  await hazel.seated();
  await hazel.press("Open the door");
  for (const name of NAMES) await comeIn(name);
  await goTo(otter.page, house.summary().invitation);
  await otter.page.getByRole("textbox", { name: "Name" }).fill("Sea Otter");
  await otter.press("Join without microphone");
  await otter.press("Simple view");
  await hazel.press("Admit Sea Otter");
  await otter.seat("Sea Otter").waitFor();
  await hazel.press("Start meeting");
});
afterAll(async () => {
  await Promise.all([...sitters.values()].map((one) => one.leave()));
  await Promise.all([hazel?.close(), otter?.close()]);
  await house?.close();
});

/** The ring of the simple view, by what it says. */
const ringOf = ({ page }: { readonly page: Page }, words: string | RegExp): Locator =>
  page.getByRole("img", { name: words });
const middle = ({ page }: { readonly page: Page }, words: string): Locator =>
  page.getByRole("region", { name: "The middle of the circle" }).getByText(words);
const told = ({ page }: { readonly page: Page }, words: string): Locator =>
  page.getByRole("status", { name: "Announcements" }).filter({ hasText: words });
const card = ({ page }: { readonly page: Page }): Locator =>
  page.getByRole("region", { name: "How this part goes" });

async function picture(page: Page, name: string, top = 0): Promise<void> {
  await page.evaluate((y) => scrollTo(0, y), top);
  const path = join(FOLDER, `formats-${name}.jpg`);
  await page.screenshot({ path, quality: 72, type: "jpeg", timeout: 120_000 });
  const { size } = statSync(path);
  expect(size).toBeGreaterThan(10_000);
  expect(size).toBeLessThan(MOST_BYTES);
}

/** Nobody has to have had the piece in these: the next part needs no reason. */
async function nextPart(title: string): Promise<void> {
  await hazel.press("Next segment");
  await otter.page.getByRole("heading", { level: 1, name: title }).waitFor();
}

const inside = (view: CircleView | null): readonly string[] =>
  (view?.seats ?? []).filter(({ inMiddle }) => inMiddle).map(({ name }) => name);

test("popcorn: the piece lies in the middle, whoever is willing takes it, and it comes back", async () => {
  await hazel.press("Start round");
  await middle(otter, "The piece is free. Take it if you are willing; nobody has to.").waitFor();
  expect(await card(otter).innerText()).toContain("Popcorn");
  await ringOf(otter, /The piece rests in the middle\./).waitFor();
  await picture(otter.page, "popcorn-phone");
  await otter.press("Take it from the middle");
  await otter.page.getByRole("alert").filter({ hasText: "You have the floor" }).waitFor();
  await ringOf(otter, /You have the piece\./).waitFor();
  await otter.button("Offer it to somebody").waitFor();
  await otter.press("Hand on");
  await ringOf(otter, /The piece rests in the middle\./).waitFor();
});

test("fishbowl: one waits for a chair, knows one's place in the line, and is told when it is there", async () => {
  await nextPart("Talking about sleep");
  for (const name of ["Alder", "Birch"] as const) sitter(name).wish({ type: "raise-hand" });
  await sitter("Cedar").until(({ view }) => view?.handsUp === 2);
  await hazel.press("Start round");
  await ringOf(otter, /In the middle: Alder, Birch\. One chair there is empty\./).waitFor();
  for (const name of ["Cedar", "Willow"] as const) {
    sitter(name).wish({ type: "sit-in-middle" });
    await sitter(name).until(({ own, view }) => own?.claimed || inside(view).includes(name));
  }
  await otter.press("Sit in the middle");
  await middle(otter, "You wait 2nd for a chair in the middle.").waitFor();
  await told(otter, "You wait 2nd for a chair in the middle.").waitFor();
  await picture(otter.page, "fishbowl-phone");
  await hazel.press("Enter on this screen");
  await hazel.page.locator("[data-scene=ready]").waitFor({ timeout: 120_000 });
  await ringOf(hazel, /In the middle: Alder, Birch, Cedar\./).waitFor();
  await ringOf(hazel, /In the middle:/).scrollIntoViewIfNeeded();
  await picture(hazel.page, "fishbowl-screen");
  await hazel.press("Simple view");
  sitter("Alder").wish({ type: "step-back" });
  await told(otter, "You wait 1st for a chair in the middle.").waitFor();
  sitter("Birch").wish({ type: "step-back" });
  await told(otter, "You sit in the middle now, and are heard there.").waitFor();
  await ringOf(otter, /In the middle: .*you/).waitFor();
  await otter.press("Step back");
  await otter.button("Sit in the middle").waitFor();
  for (const name of ["Alder", "Birch"] as const) sitter(name).wish({ type: "lower-hand" });
  expect(inside(sitter("Cedar").view)).not.toContain("Sea Otter");
});

test("the headset's panel draws and says the same circle", async () => {
  const { view: circle, own } = sitter("Sparrow");
  const page = await otter.context.newPage();
  await page.setViewportSize({ width: 1040, height: 840 });
  await page.setContent("<title>Panel</title>");
  await page.addScriptTag({ content: await pageScript("panel") });
  const shown = { circle, own, nowMs: Date.now(), tab: "ring" } as const;
  const said = await page.evaluate((all) => window.hearthPanel(all), shown as never);
  const [named] = said.flatMap((one) => /^In the middle: (.*)\.$/.exec(one)?.[1] ?? []);
  expect(named?.split(", ").toSorted()).toEqual(inside(circle).toSorted());
  await picture(page, "fishbowl-panel");
  await page.close();
});

test("pairs: asked, never put; only the two hear each other; called back together with time to finish", async () => {
  await nextPart("Listening in pairs");
  await hazel.press("Start round");
  const asked = otter.page.getByRole("alert").filter({ hasText: /^Would you sit with \w+/ });
  await asked.waitFor();
  await otter.page.getByRole("timer", { name: "Answer within" }).waitFor();
  await picture(otter.page, "pairs-asked-phone");
  for (const name of NAMES) sitter(name).wish({ type: "join-group" });
  await otter.press("Sit together");
  await ringOf(otter, /Together: .*you/).waitFor();
  await otter.page.getByRole("timer", { name: "You change over in" }).waitFor();
  await otter.page
    .getByText(/^You (speak|listen) now\.$/)
    .first()
    .waitFor();
  await picture(otter.page, "pairs-phone");
  await ringOf(hazel, /By the fire: .*you/).waitFor();
  await picture(hazel.page, "pairs-leading");
  await hazel.press("Gather everybody");
  await otter.page.getByRole("timer", { name: "Everybody is back in" }).waitFor();
  await told(otter, "Everybody is called back to the circle.").waitFor();
  const { view } = await sitter("Cedar").until(
    (one) => one.view?.middle.stage === "gathering" && one,
  );
  const groups = Map.groupBy(view?.seats ?? [], ({ group }) => group);
  expect([...groups.values()].map(({ length }) => length).toSorted((a, b) => a - b)).toEqual([
    1, 2, 2, 3,
  ]);
});

test("worship sharing: out of the silence one says it once, and it settles", async () => {
  await nextPart("Out of the silence");
  await hazel.press("Start round");
  await ringOf(otter, /It is still\. The piece rests in the middle\./).waitFor();
  await picture(otter.page, "worship-phone");
  await otter.press("Take it from the middle");
  await middle(otter, "Say it once, without hurry. Silence follows when you hand on.").waitFor();
  await otter.press("Hand on");
  await middle(otter, "It settles.").waitFor();
  expect(sitter("Cedar").view?.middle.kind).toBe("worship");
});

test("hands: everybody sees the order in which they are called, and each their own place", async () => {
  await nextPart("Open sharing");
  for (const name of ["Cedar", "Bramble"] as const) {
    sitter(name).wish({ type: "raise-hand" });
    await sitter(name).until(({ own }) => (own?.handPlace ?? 0) > 0);
  }
  await hazel.press("Start round");
  await otter.press("Raise hand");
  await middle(otter, "Your hand is up: you are 3rd in line.").waitFor();
  await ringOf(otter, /Hands up: Cedar, Bramble, you\.|Hands up: .*you/).waitFor();
  const console = hazel.page.getByRole("region", { name: "Holding the circle" });
  const box = await console.boundingBox();
  const scrolled = await hazel.page.evaluate(() => scrollY);
  await picture(hazel.page, "hands-leading", scrolled + (box?.y ?? 0) - 40);
  await hazel.press("Call the next hand");
  await ringOf(otter, /The piece lies before Cedar\./).waitFor();
  expect(sitter("Bramble").own?.handPlace).toBe(2);
  sitter("Cedar").wish({ type: "pass" });
  await ringOf(hazel, /The piece rests in the middle\./).waitFor();
});

test("what is still to come is changed while the meeting goes on, and everybody knows the new course", async () => {
  await hazel.press("Run sheet");
  await hazel.press("Change A quiet minute");
  const dialog = hazel.page.getByRole("dialog", { name: "Run sheet" });
  await dialog.getByLabel("Title").fill("A quiet end");
  await picture(hazel.page, "sheet-leading");
  await hazel.press("Keep the run sheet");
  await told(otter, "changed what is still to come.").waitFor();
  const parts = await sitter("Cedar").until(
    ({ own }) => own?.parts.at(-1)?.title === "A quiet end" && own.parts,
  );
  expect(parts).toHaveLength(SHEET.length);
});

test("silence: the bell is seen and said, and nothing is asked of anybody", async () => {
  await nextPart("A quiet end");
  await ringOf(otter, /The bell has rung: a silence\./).waitFor();
  await middle(otter, "Nothing to do. The bell rings at the end.").waitFor();
  await picture(otter.page, "silence-phone");
  expect(sitter("Cedar").view?.overlay.kind).toBe("silence");
});
