import type { Page } from "playwright-core";

import { goTo } from "./chromium.ts";
import { type Hands, keyboard, mouse, ray } from "./hands.ts";
import { panelOf } from "./headset-panel.ts";
import type { HouseProcess } from "./house-process.ts";
import { MemberPage } from "./member-page.ts";
import { watchFacts } from "./page-facts.ts";
import { pageScript } from "./page-script.ts";
import { until } from "./until.ts";

/** How somebody is in the circle. */
export type Way = "screen" | "headset" | "simple";

export interface Guise {
  readonly name: string;
  /** The tone this person's microphone hears; one of TONES_HZ. */
  readonly hz: number;
  readonly way: Way;
  /** Everything by keyboard; else by mouse, or in the headset by its ray. */
  readonly keyboard?: boolean;
}

/** One voice each. None is near a multiple of another, since codecs add overtones. */
export const TONES_HZ = [440, 610, 790, 1030] as const;

const DOORS: Readonly<Record<Way, string>> = {
  screen: "Enter on this screen",
  headset: "Enter in VR",
  simple: "Simple view",
};
/** The room is drawn without a graphics card: small pictures, and few of them. */
const SIZES = { screen: [1100, 760], headset: [320, 240], simple: [1100, 900] } as const;
const REST_MS = { screen: 200, headset: 200, simple: 0 } as const;
const SEATED_MS = 60_000;

/** Somebody with a browser, and something to press buttons with. */
export class Person {
  readonly guise: Guise;
  readonly member: MemberPage;
  hands: Hands;

  private constructor(guise: Guise, member: MemberPage) {
    this.guise = guise;
    this.member = member;
    this.hands = guise.keyboard ? keyboard(member.page) : mouse(member.page);
  }

  static async open(house: HouseProcess, guise: Guise): Promise<Person> {
    const [width, height] = SIZES[guise.way];
    const member = await MemberPage.open(house, {
      ...guise,
      tones: TONES_HZ,
      size: { width, height },
      before: (page) => prepare(page, guise.way),
    });
    return new Person(guise, member);
  }

  get name(): string {
    return this.guise.name;
  }

  get page(): Page {
    return this.member.page;
  }

  /** Presses a button with whatever this person has for hands. */
  press(name: string): Promise<void> {
    return this.hands.press(name);
  }

  /** From the invitation up to the door, or to the seat. */
  async enter(invitation: string): Promise<void> {
    await goTo(this.page, invitation);
    await this.hands.write("Name", this.name);
    await this.hands.press("Check my sound");
    await this.hands.press(DOORS[this.guise.way]);
    if (this.guise.way === "headset") this.hands = ray(this.page);
  }

  /** Waits until the circle is there: the list of people, or in a headset the panel. */
  async seated(): Promise<void> {
    if (this.guise.way === "headset") await this.able("Microphone", SEATED_MS);
    else await this.page.getByRole("list", { name: "Circle" }).waitFor({ timeout: SEATED_MS });
  }

  /** Waits until this button is there and can be pressed. */
  async able(name: string, timeout = 30_000): Promise<void> {
    if (this.guise.way !== "headset") {
      const named = { name, exact: true, disabled: false };
      await this.page.getByRole("button", named).waitFor({ timeout });
      return;
    }
    const shown = async () =>
      (await panelOf(this.page)).filter(({ enabled }) => enabled).map(({ label }) => label);
    await until(shown, (labels) => labels.includes(name), name, timeout);
  }

  close(): Promise<void> {
    return this.member.close();
  }
}

/** What a page brings along for being measured, and what it needs to show a room without a graphics card. */
async function prepare(page: Page, way: Way): Promise<void> {
  await watchFacts(page);
  await page.addInitScript(`window.hearthRestMs = ${REST_MS[way]}`);
  await page.addInitScript({ content: await pageScript("slow-display") });
  if (way === "headset") await page.addInitScript({ content: await pageScript("headset") });
}
