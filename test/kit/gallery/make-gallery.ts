/**
 * npm run gallery [-- WORDS…]: takes the pictures of all places (or only those whose name has all the words) into
 * test/kit/gallery/out, and lays the smaller ones out on one sheet. Software drawing: seconds a picture.
 */
import { mkdirSync, readdirSync, readFileSync, existsSync, statSync } from "node:fs";
import { join } from "node:path";

import type { Browser, Page } from "playwright-core";
import { createServer } from "vite";

import { openChromium } from "../chromium.ts";
import { type Shot, shotsOf } from "./shots.ts";

const HERE = import.meta.dirname;
const OUT = process.env["GALLERY_OUT"] ?? join(HERE, "out");
const PLACES = join(process.env["GALLERY_ASSETS"] ?? join(HERE, "../../../assets"), "places");
/** The one picture of this folder that is kept: everything at a glance. */
const SHEET = process.env["GALLERY_OUT"] ? join(OUT, "sheet.jpg") : join(HERE, "sheet.jpg");
const SHEET_COLUMNS = 6;
const SHEET_TILE = { width: 256, height: 144 };
const SHEET_MOST_BYTES = 400 * 1024;

const words = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const places = readdirSync(PLACES).filter((name) => existsSync(join(PLACES, name, "place.json")));
const isWanted = (name: string): boolean => words.every((word) => name.includes(word));

async function takeOne(page: Page, shot: Shot): Promise<string> {
  await page.setViewportSize({ width: shot.width, height: shot.height });
  const facts = await page.evaluate(
    (one) => (window as unknown as { take: (shot: unknown) => Promise<object> }).take(one),
    shot,
  );
  const path = join(OUT, `${shot.name}.jpg`);
  await page.screenshot({ path, type: "jpeg", quality: 86, timeout: 120_000 });
  return JSON.stringify(facts);
}

async function takeAll(browser: Browser, url: string, shots: readonly Shot[]): Promise<void> {
  let page: Page | null = null;
  let place = "";
  for (const [i, shot] of shots.entries()) {
    // A new page for each place: what one has left on the graphics card is gone for the next.
    if (page === null || shot.place !== place) {
      await page?.close();
      page = await browser.newPage();
      page.on("pageerror", (error) => say(`  ! ${error.message}`));
      page.on("console", (message) => {
        const text = message.text();
        if (message.type() === "error" || /THREE/.test(text)) say(`  ! ${text.slice(0, 600)}`);
      });
      await page.goto(`${url}shots.html`);
      await page.waitForFunction("window.take !== undefined", null, { timeout: 120_000 });
      place = shot.place;
    }
    const from = Date.now();
    const facts = await takeOne(page, shot);
    const seconds = ((Date.now() - from) / 1000).toFixed(1);
    say(`${String(i + 1).padStart(3)}/${shots.length}  ${shot.name}  ${seconds} s  ${facts}`);
  }
  await page?.close();
}

/** As a headset sees it, both eyes: an emulated one, with the whole page and its panel. */
async function takeHeadset(browser: Browser, url: string, place: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 600 } });
  await page.goto(`${url}index.html?xr&n=8&state=holding&place=${place}`);
  await page.locator("[data-scene=ready]").waitFor({ timeout: 180_000 });
  const path = join(OUT, `${place}-headset.jpg`);
  await page.screenshot({ path, type: "jpeg", quality: 86, timeout: 180_000 });
  await page.close();
  say(`${place}-headset`);
}

/** All pictures small, side by side, in one file. */
async function laySheet(browser: Browser, shots: readonly Shot[]): Promise<void> {
  const tiles = shots.filter(({ width, height }) => width > height);
  const pictures = tiles.map(({ name }) => {
    const bytes = readFileSync(join(OUT, `${name}.jpg`)).toString("base64");
    return `<img alt="" src="data:image/jpeg;base64,${bytes}">`;
  });
  const rows = Math.ceil(tiles.length / SHEET_COLUMNS);
  const size = {
    width: SHEET_COLUMNS * SHEET_TILE.width,
    height: rows * SHEET_TILE.height,
  };
  const page = await browser.newPage({ viewport: size });
  await page.setContent(
    `<style>body{margin:0;display:grid;grid-template-columns:repeat(${SHEET_COLUMNS},1fr);background:#111}
    img{width:${SHEET_TILE.width}px;height:${SHEET_TILE.height}px;object-fit:cover;display:block}</style>${pictures.join("")}`,
  );
  for (let quality = 82; quality > 20; quality -= 8) {
    await page.screenshot({ path: SHEET, type: "jpeg", quality, timeout: 120_000 });
    if (statSync(SHEET).size <= SHEET_MOST_BYTES) break;
  }
  await page.close();
  say(`${SHEET}  ${tiles.length} pictures`);
}

mkdirSync(OUT, { recursive: true });
const shots = shotsOf(places).filter(({ name }) => isWanted(name));
const server = await createServer({
  configFile: join(HERE, "vite.config.ts"),
  logLevel: "error",
  // Somebody may be writing code meanwhile: a page that begins anew is no picture.
  server: { hmr: false, watch: null },
});
await server.listen(0);
const browser = await openChromium(440);
try {
  const url = server.resolvedUrls?.local[0] ?? "";
  await takeAll(browser, url, shots);
  for (const place of places)
    if (isWanted(`${place}-headset`)) await takeHeadset(browser, url, place);
  if (words.length === 0) await laySheet(browser, shots);
} finally {
  await browser.close();
  await server.close();
}
