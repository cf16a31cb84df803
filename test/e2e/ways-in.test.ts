import { gzipSync } from "node:zlib";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { goTo } from "../kit/chromium.ts";
import { HouseProcess } from "../kit/house-process.ts";
import { MemberPage } from "../kit/member-page.ts";
import { Sitter } from "../kit/sitter.ts";

const PAGE_KB = 150;
const TONES = [440, 700] as const;

let house: HouseProcess;
let host: Sitter;
let otter: MemberPage;
let key = "";

beforeAll(async () => {
  house = await HouseProcess.open();
  await vi.waitUntil(() => house.summary().voice.state === "on", { timeout: 120_000 });
  key = house.facilitatorKey;
  host = await new Sitter(house, "Warm Hazel").enter(key);
  await host.sit();
  host.wish({ type: "open-door" });
  otter = await MemberPage.open(house, { name: "Sea Otter", hz: TONES[0], tones: TONES });
});
afterAll(async () => {
  await otter?.close();
  await house?.close();
});

const admitNext = async (): Promise<void> => {
  const waiting = await host.until(({ own }) => own?.console?.waiting[0]);
  host.wish({ type: "admit", target: waiting.id });
};

/** Everything a page loads, as gzip would send it. */
async function loaded(page: Page, url: string): Promise<{ kb: number; names: string[] }> {
  const bodies: Promise<{ name: string; bytes: number }>[] = [];
  page.on("response", (response) => {
    const name = new URL(response.url()).pathname;
    bodies.push(
      response.body().then(
        (body) => ({ name, bytes: gzipSync(body).length }),
        () => ({ name, bytes: 0 }),
      ),
    );
  });
  await goTo(page, url);
  await page.waitForLoadState("networkidle");
  const all = await Promise.all(bodies);
  page.removeAllListeners("response");
  return {
    kb: all.reduce((sum, { bytes }) => sum + bytes, 0) / 1024,
    names: all.map(({ name }) => name),
  };
}

/** Counts how often the page asks the browser for a microphone; says no when told to. */
const countAsking = (page: Page, denied = false): Promise<unknown> =>
  page.addInitScript((no) => {
    const media = navigator.mediaDevices;
    const ask = media.getUserMedia.bind(media);
    Object.assign(window, { microphoneAsked: 0 });
    media.getUserMedia = (wanted) => {
      (window as unknown as { microphoneAsked: number }).microphoneAsked += 1;
      return no ? Promise.reject(new DOMException("no", "NotAllowedError")) : ask(wanted);
    };
  }, denied);

const asked = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { microphoneAsked: number }).microphoneAsked);

test("the invitation says what it is, in few bytes, with nothing of the room or the voices", async () => {
  const { kb, names } = await loaded(otter.page, `${house.url}/j/${house.code}`);
  expect(kb).toBeLessThan(PAGE_KB);
  expect(names.filter((name) => /scene|voice-line|three|livekit|\.glb|places/.test(name))).toEqual(
    [],
  );
  await otter.page.getByRole("heading", { name: "First circle", level: 1 }).waitFor();
  await otter.page.getByText("This is not a crisis service.").first().waitFor();
  expect(await otter.page.getByRole("link", { name: /Help now/ }).count()).toBeGreaterThan(0);
  const name = await otter.page.getByRole("textbox", { name: "Name" }).inputValue();
  expect(name).toMatch(/^\S+ \S+$/);
  expect(await otter.button("Join without microphone").isVisible()).toBe(true);
});

test("two clicks and one prompt the first time; whoever waits sees and hears nothing of the room", async () => {
  const frames: string[] = [];
  otter.page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => frames.push(payload.toString("latin1"))),
  );
  await otter.page.getByRole("textbox", { name: "Name" }).fill("Sea Otter");
  await otter.press("Check my sound");
  await otter.press("Simple view");
  await host.until(({ own }) => own?.console?.waiting.some(({ name }) => name === "Sea Otter"));
  host.wish({ type: "set-prompt", prompt: "Only for those inside" });
  await host.until(({ heard, view }) => heard.refused?.length || view?.segment.prompt);
  await vi.waitUntil(() => frames.length > 0);
  expect(await otter.page.getByRole("list", { name: "Circle" }).count()).toBe(0);
  expect(frames.join("")).not.toMatch(/Warm Hazel|Only for those inside/);
  expect(await otter.page.evaluate(() => window.hearthEars.packets())).toBe(0);
  await admitNext();
  await otter.seat("Sea Otter").waitFor();
  expect(await otter.seat("Sea Otter").textContent()).toContain("muted");
});

test("[F-06] a second tab takes over within 2 s; the first says so and offers the way back", async () => {
  const second = await otter.context.newPage();
  await goTo(second, otter.page.url());
  const seat = second.getByRole("list", { name: "Circle" }).getByText("Sea Otter");
  await seat.waitFor();
  await otter.button("Join here").waitFor({ timeout: 2000 });
  await otter.press("Join here");
  await otter.seat("Sea Otter").waitFor();
  const back = second.getByRole("button", { name: "Join here" });
  await back.waitFor({ timeout: 2000 });
  expect(await back.count()).toBe(1);
  await second.close();
});

test("one can change to the lounge and back without leaving the seat", async () => {
  const presence = () => host.view?.seats.find(({ name }) => name === "Sea Otter")?.presence;
  const seen = new Set([presence()]);
  host.room.onStateChange(() => seen.add(presence()));
  await otter.press("Enter on this screen");
  await otter.page.locator("[data-scene=ready]").waitFor({ timeout: 120_000 });
  await otter.press("Simple view");
  await otter.seat("Sea Otter").waitFor();
  expect([...seen]).toEqual(["here"]);
});

test("one click when returning", async () => {
  await goTo(otter.page, `${house.url}/j/${house.code}`);
  await otter.press(/^Join as Sea Otter/);
  await otter.seat("Sea Otter").waitFor();
  expect(new URL(otter.page.url()).pathname).toMatch(/^\/m\//);
});

test("the facilitator's link works once, then says so", async () => {
  const late = await otter.browser.newPage();
  await goTo(late, `${house.url}/j/${house.code}#facilitator=${key}`);
  await late
    .getByText("This link has made somebody a facilitator already.", { exact: false })
    .waitFor();
  await goTo(late, "about:blank");
  await goTo(late, `${house.url}/j/${house.code}#facilitator=${"x".repeat(32)}`);
  await late.getByText("This facilitator's link is not known here.", { exact: false }).waitFor();
  expect(await late.getByText("You are a facilitator").count()).toBe(0);
  await late.close();
});

test("without a microphone nobody is asked for one, and one who is refused comes in as well", async () => {
  for (const denied of [false, true]) {
    const context = await otter.browser.newContext();
    const page = await context.newPage();
    await countAsking(page, denied);
    await goTo(page, `${house.url}/j/${house.code}`);
    await page.getByRole("textbox", { name: "Name" }).fill(denied ? "Denied Dove" : "Still Stork");
    if (denied) {
      await page.getByRole("button", { name: "Check my sound" }).click();
      await page
        .getByText("The browser does not allow the microphone.", { exact: false })
        .waitFor();
    }
    await page.getByRole("button", { name: "Join without microphone" }).click();
    await page.getByRole("button", { name: "Simple view" }).click();
    await admitNext();
    await page
      .getByRole("list", { name: "Circle" })
      .getByText(denied ? "Denied Dove" : "Still Stork")
      .waitFor();
    expect(await asked(page)).toBe(denied ? 1 : 0);
    await context.close();
  }
});
