import type { Browser, BrowserContext, Locator, Page } from "playwright-core";

import { goTo, openChromium } from "./chromium.ts";
import { giveEars } from "./ears.ts";
import type { House } from "./sitter.ts";

export interface Arrival {
  readonly name: string;
  /** The tone this person's microphone hears, Hz. */
  readonly hz: number;
  /** Every tone of the meeting: what this person's ears are tuned to. */
  readonly tones: readonly number[];
  readonly size?: { readonly width: number; readonly height: number };
  /** Runs in the page before its own scripts. */
  readonly before?: (page: Page) => Promise<void>;
}

/** A person in a real browser, who finds everything by role and name as anybody would. */
export class MemberPage {
  readonly name: string;
  readonly hz: number;
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  /** Requests that left our origin, and complaints of the content security policy. */
  readonly strayed: string[] = [];
  readonly complaints: string[] = [];

  private constructor(arrival: Arrival, browser: Browser, context: BrowserContext, page: Page) {
    this.name = arrival.name;
    this.hz = arrival.hz;
    this.browser = browser;
    this.context = context;
    this.page = page;
  }

  /** Opens a browser; nothing is visited yet. */
  static async open(house: House, arrival: Arrival): Promise<MemberPage> {
    const browser = await openChromium(arrival.hz);
    const context = await browser.newContext({
      viewport: arrival.size ?? { width: 1000, height: 700 },
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    const member = new MemberPage(arrival, browser, context, page);
    const ours = new URL(house.url).host;
    const watch = (url: string): void => {
      const { host, protocol } = new URL(url);
      if (!["data:", "blob:"].includes(protocol) && host !== ours) member.strayed.push(url);
    };
    page.on("request", (request) => watch(request.url()));
    page.on("websocket", (socket) => watch(socket.url()));
    page.on("console", (message) => {
      const text = message.text();
      if (/content security policy|trusted/i.test(text)) member.complaints.push(text);
    });
    await giveEars(page, arrival.tones);
    await arrival.before?.(page);
    return member;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: typeof name === "string" });
  }

  press(name: string | RegExp): Promise<void> {
    return this.button(name).click();
  }

  /** From the invitation through the sound check to the door or the seat. */
  async comeIn(
    house: House,
    how: "Enter on this screen" | "Simple view" | "Enter in VR",
    facilitatorKey?: string,
  ): Promise<void> {
    const key = facilitatorKey === undefined ? "" : `#facilitator=${facilitatorKey}`;
    await goTo(this.page, `${house.url}/j/${house.code}${key}`);
    await this.page.getByRole("textbox", { name: "Name" }).fill(this.name);
    await this.press("Check my sound");
    await this.press(how);
  }

  /** The list `Circle`, one item a seat. */
  seat(name: string): Locator {
    return this.page
      .getByRole("list", { name: "Circle" })
      .getByRole("listitem")
      .filter({ hasText: name });
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}
