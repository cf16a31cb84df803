import type { Locator } from "playwright-core";
import { vi } from "vitest";

import type { CircleEvent } from "#rules/circle/events.ts";
import { emptyCircle, evolve } from "#rules/circle/evolve.ts";
import { floorView } from "#rules/circle/floor-view.ts";
import type { CircleView } from "#rules/circle/view.ts";
import { asMeetingId } from "#rules/ids.ts";

import { HouseProcess } from "./house-process.ts";
import { journalOf } from "./journal-of.ts";
import { Link } from "./link.ts";
import { type Arrival, MemberPage } from "./member-page.ts";

const TONES = { hazel: 440, alder: 700, birch: 1000 } as const;
type Who = keyof typeof TONES;

/** What one of them may bring with them. */
type Brings = Partial<Record<Who, Pick<Arrival, "before">>>;

/** Hazel leads; Alder comes over a link that can fail; Birch listens. All three in the simple view. */
export interface Trio {
  readonly house: HouseProcess;
  readonly link: Link;
  readonly hazel: MemberPage;
  readonly alder: MemberPage;
  readonly birch: MemberPage;
  close(): Promise<void>;
}

/** A house of their own, and the meeting begun: nobody has the piece yet. */
export async function gather(
  brings: Brings = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<Trio> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of closers.splice(0)) await end();
  };
  try {
    return { ...(await open(brings, environment, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  brings: Brings,
  environment: Readonly<Record<string, string>>,
  closers: (() => Promise<void>)[],
): Promise<Omit<Trio, "close">> {
  const link = await Link.open();
  closers.unshift(() => link.close());
  const house = await HouseProcess.open({ PUBLIC_URL: link.url, ...environment });
  closers.unshift(() => house.close());
  link.to = house.port;
  const voice = environment["LIVEKIT_URL"] === undefined ? "on" : "off";
  await vi.waitUntil(() => house.summary().voice.state === voice, { timeout: 120_000 });
  const { code, facilitatorKey } = house;
  const near = { url: `http://localhost:${house.port}`, code, facilitatorKey };
  const far = { ...near, url: link.url };
  const tones = Object.values(TONES);
  const come = async (name: string, who: Who): Promise<MemberPage> => {
    const way = who === "alder" ? far : near;
    const member = await MemberPage.open(way, { name, hz: TONES[who], tones, ...brings[who] });
    closers.unshift(() => member.close());
    await member.comeIn(way, "Simple view", who === "hazel" ? facilitatorKey : undefined);
    return member;
  };
  const hazel = await come("Warm Hazel", "hazel");
  await hazel.press("Open the door");
  const alder = await come("Alder", "alder");
  await hazel.press("Admit Alder");
  await hazel.seat("Alder").waitFor();
  const birch = await come("Birch", "birch");
  await hazel.press("Admit Birch");
  for (const member of [hazel, alder, birch]) await member.seat("Birch").waitFor();
  await hazel.press("Start meeting");
  return { house, link, hazel, alder, birch };
}

/** A round of five minutes each; the facilitator passes, so that the piece comes to Alder first. */
export async function startRound({ hazel, alder }: Trio): Promise<void> {
  await hazel.page.getByLabel("Length of a turn").selectOption("5");
  await hazel.press("Start round");
  await hazel.press("Pass");
  await alert(alder, "The piece is offered to you").waitFor();
}

export const alert = ({ page }: MemberPage, words: string): Locator =>
  page.getByRole("alert").filter({ hasText: words });

/** The status region, where what happens is told. */
export const told = ({ page }: MemberPage, words: string): Locator =>
  page.getByRole("status", { name: "Announcements" }).filter({ hasText: words });

type Floor = CircleView["floor"];

/** A moment of the meeting, as it was written down. */
export interface Moment {
  readonly event: CircleEvent;
  readonly floor: Floor;
  /** How much of the turn was left. */
  readonly leftMs: number;
}

/** The whole meeting as the law understands its journal. */
export async function momentsOf(house: HouseProcess): Promise<readonly Moment[]> {
  let circle = emptyCircle(asMeetingId("the-meeting"));
  return (await journalOf(house)).map((event) => {
    circle = evolve(circle, event);
    const floor = floorView(circle);
    return { event, floor, leftMs: floor.endAt > 0 ? floor.endAt - event.at : floor.remainingMs };
  });
}

/** Since when and for how long this page has shown the word anywhere in its circle. */
export async function watchCircle(
  { page }: MemberPage,
  word: string,
): Promise<() => Promise<number>> {
  const seen = await page.evaluateHandle((text) => {
    const record = { times: 0 };
    const look = (): void => {
      const items = document.querySelectorAll("[role=list] li");
      if ([...items].some((item) => item.textContent?.includes(text))) record.times += 1;
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    return record;
  }, word);
  return () => seen.evaluate(({ times }) => times);
}
