import { afterAll, beforeAll, expect, test } from "vitest";

import { readingsOf, untilHeard } from "../kit/ears.ts";
import { Gathering } from "../kit/gathering.ts";
import { judge, stretchesOf } from "../kit/hearing.ts";
import { journalOf } from "../kit/journal-of.ts";
import { factsOf } from "../kit/page-facts.ts";
import { type Person, TONES_HZ } from "../kit/person.ts";
import { until } from "../kit/until.ts";

/** Long enough to be sure of a voice, and of everybody else's silence. */
const SPEAKS_MS = 2500;
const [ALDER_HZ, BIRCH_HZ, CEDAR_HZ] = TONES_HZ;

let gathering: Gathering;
let alder: Person;
let birch: Person;
let cedar: Person;
let people: readonly Person[];

beforeAll(async () => {
  gathering = await Gathering.open();
  alder = await gathering.host({ name: "Alder", hz: ALDER_HZ, way: "screen" });
  const keyboard = { name: "Birch", hz: BIRCH_HZ, way: "simple", keyboard: true } as const;
  birch = await gathering.member(keyboard, alder);
  cedar = await gathering.member({ name: "Cedar", hz: CEDAR_HZ, way: "headset" }, alder);
  people = [alder, birch, cedar];
});
afterAll(() => gathering?.close());

type Act = "speak" | "speak until skipped" | "pass" | "later";

/** Whom the piece is offered to; the offer after the one made at `last`. */
async function offered(last: number): Promise<{ person: Person; at: number }> {
  const look = async () => {
    const { floor, seats } = await gathering.circle();
    if (floor.kind !== "offered" || floor.since === last) return null;
    const name = seats.find(({ id }) => id === floor.to)?.name;
    return { at: floor.since, name };
  };
  const offer = await until(look, (found) => found !== null, "an offer");
  const person = people.find((one) => one.name === offer?.name);
  if (!person || !offer) throw new Error("offered to nobody we know");
  return { person, at: offer.at };
}

async function speak(speaker: Person): Promise<void> {
  await speaker.press("Take the piece");
  const others = people.filter((one) => one !== speaker);
  await Promise.all(others.map(({ page }) => untilHeard(page, speaker.guise.hz, 60_000)));
  const since = Date.now();
  await until(
    () => Date.now() - since,
    (passed) => passed > SPEAKS_MS,
    "speaking",
  );
}

async function turn(person: Person, act: Act): Promise<void> {
  await person.able("Take the piece");
  if (act === "pass" || act === "later") {
    await person.press(act === "pass" ? "Pass" : "Later");
    return;
  }
  await speak(person);
  if (act === "speak") {
    await person.press("Hand on");
    return;
  }
  await alder.press("Skip");
  await alder.hands.choose("Time");
  await alder.press("Skip");
}

async function round(acts: Readonly<Record<string, readonly Act[]>>): Promise<readonly string[]> {
  await alder.press("Start round");
  const done: string[] = [];
  const toDo = new Map(Object.entries(acts).map(([name, list]) => [name, [...list]]));
  let last = 0;
  while ([...toDo.values()].some((list) => list.length > 0)) {
    const { person, at } = await offered(last);
    const act = toDo.get(person.name)?.shift();
    if (act === undefined) throw new Error(`${person.name} is asked once more`);
    await turn(person, act);
    done.push(`${person.name}: ${act}`);
    last = at;
  }
  const state = async () => (await gathering.circle()).round?.state;
  await until(state, (now) => now === "complete", "the end of the round");
  return done;
}

test("desktop, headset and keyboard hold two rounds with take, hand on, later, pass and skip", async () => {
  await alder.press("Start meeting");
  await alder.press("Next segment");
  const first = await round({
    Alder: ["speak"],
    Birch: ["later", "speak"],
    Cedar: ["speak until skipped"],
  });
  expect(first.at(-1)).toBe("Birch: speak");
  const second = await round({ Alder: ["pass"], Birch: ["pass"], Cedar: ["later", "speak"] });
  expect(second.slice(-2).toSorted()).not.toContain("Alder: pass");
  await alder.press("Close meeting");
  await birch.page.getByText("Staying a while").waitFor();
});

test("at every instant of the journal only the holder's tone is measurable at the others", async () => {
  const events = await journalOf(gathering.house);
  const stretches = stretchesOf(events, Date.now());
  const held = stretches.filter(({ holder }) => holder !== null);
  expect(held.length).toBeGreaterThanOrEqual(4);
  for (const { holder, speakers } of held) for (const one of speakers) expect(one).toBe(holder);
  const { seats } = await gathering.circle();
  const voices = people.map(({ name, guise: { hz } }) => {
    const seat = seats.find((one) => one.name === name)?.id;
    if (!seat) throw new Error(`${name} has no seat`);
    return { seat, hz };
  });
  for (const [index, { page }] of people.entries()) {
    const listener = voices[index]?.seat;
    if (!listener) continue;
    const verdict = judge(listener, await readingsOf(page), stretches, voices);
    expect(verdict.leaks).toEqual([]);
    expect(verdict.missing).toEqual([]);
    expect(verdict.voiced).toBeGreaterThan(20);
    expect(verdict.silent).toBeGreaterThan(100);
  }
});

test("nothing was asked of anybody but our own origin, and no policy was violated", async () => {
  for (const { member, page } of people) {
    expect([member.strayed, member.complaints]).toEqual([[], []]);
    const { violations, iceServers, voiceAddresses } = await factsOf(page);
    expect(violations).toEqual([]);
    for (const server of iceServers) expect(server).toMatch(/^(stun|turns?):127\.0\.0\.1:/);
    expect(new Set(voiceAddresses)).toEqual(new Set(["127.0.0.1"]));
  }
});

test("the simple view never drew with WebGL", async () => {
  expect((await factsOf(birch.page)).webglCanvases).toBe(0);
  expect((await factsOf(alder.page)).webglCanvases).toBeGreaterThan(0);
});
