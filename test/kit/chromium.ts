import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

import { type Browser, chromium, type Page } from "playwright-core";

import { toneFile } from "./tone-file.ts";

const FLAGS = [
  "--no-sandbox",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  // Several browsers share two cores: none of them may be put to sleep for being behind another.
  "--disable-renderer-backgrounding",
  "--disable-backgrounding-occluded-windows",
];

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** A Chromium on PATH, or Playwright's own. */
function findChromium(): string {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => isExecutable(path));
  if (found !== undefined) return found;
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  throw new Error("No Chromium was found.");
}

/** A browser of one's own, whose microphone hears one tone. */
export function openChromium(hz: number): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    args: [...FLAGS, `--use-file-for-fake-audio-capture=${toneFile(hz)}`],
  });
}

/** Chromium sometimes drops its very first navigation when it notices the network; nothing else is tried again. */
export async function goTo(page: Page, url: string): Promise<void> {
  try {
    await page.goto(url);
  } catch (error) {
    if (!String(error).includes("ERR_NETWORK_CHANGED")) throw error;
    await page.goto(url);
  }
}
