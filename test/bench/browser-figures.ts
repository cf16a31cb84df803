import { gzipSync } from "node:zlib";

import type { Page, Response } from "playwright-core";

import { endVoices } from "../../server/start/demo-voice.ts";
import { goTo, openChromium } from "../kit/chromium.ts";
import { giveEars, untilHeard, VOICE_DB } from "../kit/ears.ts";
import { HouseProcess } from "../kit/house-process.ts";
import { benchCells } from "./bench-cells.ts";
import { type Figure, found, missing, tryFigure } from "./figure.ts";
import { Guest } from "./guest.ts";
import { inDist, round } from "./page-size.ts";
import { pause } from "./processes.ts";

export interface BrowserFigures {
  readonly firstFrameMs: Figure<number>;
  readonly firstAudioMs: Figure<number>;
  readonly invitationKbGz: Figure<number>;
  readonly drawCalls: Figure<number>;
  readonly triangles: Figure<number>;
  readonly textureMb: Figure<number>;
}

/** With the browser there are eight avatars in the lounge. */
const GUESTS = 7;
const TONE_HZ = 440;
const VOICE_MS = 30_000;
const ROOM_MS = 90_000;
/** Avatars appear and textures are uploaded within this time, even without a graphics card. */
const SETTLE_MS = 6000;

const nothing = (why: string): BrowserFigures => ({
  firstFrameMs: missing(why),
  firstAudioMs: missing(why),
  invitationKbGz: missing(why),
  drawCalls: missing(why),
  triangles: missing(why),
  textureMb: missing(why),
});

/** What can only be seen in a browser: headless Chromium on this machine, drawing without a graphics card. */
export async function browserFigures(wanted: boolean): Promise<BrowserFigures> {
  if (!wanted) return nothing("not asked for");
  if (!inDist("index.html")) return nothing("the client is not built (npm start builds it)");
  const house = await tryFigure(() => HouseProcess.open());
  if (house.value === null) return nothing(house.why);
  const browser = await tryFigure(() => openChromium(TONE_HZ));
  if (browser.value === null) {
    await house.value.close();
    return nothing(browser.why);
  }
  const guests: Guest[] = [];
  try {
    return await visit(house.value, await browser.value.newPage(), guests);
  } catch (error) {
    return nothing(String(error).split("\n")[0] ?? "failed");
  } finally {
    await Promise.all(guests.map((guest) => guest.leave().catch(() => undefined)));
    await endVoices();
    await browser.value.close();
    await house.value.close();
  }
}

async function visit(house: HouseProcess, page: Page, guests: Guest[]): Promise<BrowserFigures> {
  const voice = await untilVoice(house);
  const cells = benchCells(GUESTS + 1);
  for (let index = 0; index < GUESTS; index++) {
    const leads = index === 0 ? { facilitatorKey: house.facilitatorKey } : {};
    const talks = index === 1 && voice ? { hz: TONE_HZ } : {};
    const common = { origin: house.url, code: house.code, index, cells };
    guests.push(await Guest.come({ ...common, ...leads, ...talks }));
  }
  await giveEars(page, [TONE_HZ]);
  await page.addInitScript(noteClicks);
  const invitationKbGz = await tryFigure(() => weighInvitation(page, house));
  const firstFrameMs = await tryFigure(async () => {
    await page.getByRole("button", { name: "Join without microphone" }).click();
    await page.getByRole("button", { name: "Enter on this screen" }).click();
    return firstFrame(page);
  });
  const silent = missing<number>("there is no voice server on this machine");
  const firstAudioMs = voice ? await tryFigure(() => firstAudio(page)) : silent;
  const stats = await tryFigure(() => lounge(page, house, guests[0]?.meeting ?? ""));
  const of = (key: keyof Stats): Figure<number> =>
    stats.value === null ? missing(stats.why) : found(stats.value[key]);
  return {
    firstFrameMs,
    firstAudioMs,
    invitationKbGz,
    drawCalls: of("drawCalls"),
    triangles: of("triangles"),
    textureMb: of("textureMb"),
  };
}

async function untilVoice(house: HouseProcess): Promise<boolean> {
  for (let tries = 0; tries < 60; tries++) {
    const { state } = house.summary().voice;
    if (state !== "building") return state === "on";
    await pause(500);
  }
  return false;
}

declare global {
  interface Window {
    benchClickedAt: number;
  }
}

/** Runs in the page: what follows a click is counted from the click itself, not from when a test asked for it. */
function noteClicks(): void {
  addEventListener(
    "click",
    () => {
      window.benchClickedAt = performance.timeOrigin + performance.now();
    },
    true,
  );
}

/** All that /j/CODE loads before anything is clicked, as a server that gzips sends it. */
async function weighInvitation(page: Page, house: HouseProcess): Promise<number> {
  const answers: Response[] = [];
  const listen = (response: Response): void => void answers.push(response);
  page.on("response", listen);
  await goTo(page, `${house.url}/j/${house.code}`);
  await page.getByRole("button", { name: "Join without microphone" }).waitFor();
  await page.waitForLoadState("networkidle");
  page.off("response", listen);
  const bodies = await Promise.all(answers.map((one) => one.body().catch(() => Buffer.alloc(0))));
  // What is compressed already (fonts, pictures) does not shrink again.
  const weights = bodies.map((body) => Math.min(body.length, gzipSync(body, { level: 9 }).length));
  return round(weights.reduce((sum, weight) => sum + weight, 0) / 1000);
}

/** From the click on "Enter on this screen" (the facilitator admits at once) until the room is drawn. */
async function firstFrame(page: Page): Promise<number> {
  await page.waitForSelector('[data-scene="ready"] canvas', { timeout: ROOM_MS });
  const drawn = await page.evaluate(
    () =>
      new Promise<number>((done) => {
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            done(performance.timeOrigin + performance.now() - window.benchClickedAt);
          }),
        );
      }),
  );
  return Math.round(drawn);
}

/** From the same click until somebody who is talking is heard, to a tenth of a second. */
async function firstAudio(page: Page): Promise<number> {
  await untilHeard(page, TONE_HZ, VOICE_MS);
  return page.evaluate((loud) => {
    const { readings } = window.hearthEars;
    const heard = readings.find(({ dB }) => Object.values(dB).some((one) => one > loud));
    return Math.round((heard?.at ?? Number.NaN) - window.benchClickedAt);
  }, VOICE_DB);
}

interface Stats {
  readonly drawCalls: number;
  readonly triangles: number;
  readonly textureMb: number;
}

/** The room with eight avatars, by its own meter. */
async function lounge(page: Page, house: HouseProcess, meeting: string): Promise<Stats> {
  await goTo(page, `${house.url}/m/${meeting}?view=screen&stats`);
  const panel = page.locator('[data-scene="ready"] [data-stats]');
  await panel.waitFor({ state: "attached", timeout: ROOM_MS });
  await pause(SETTLE_MS);
  return JSON.parse((await panel.getAttribute("data-stats")) ?? "{}") as Stats;
}
