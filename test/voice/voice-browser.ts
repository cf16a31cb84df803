import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

import { type Browser, chromium, type Page } from "playwright-core";
import { build } from "vite";

import type { World } from "../../client/world/circle-store.ts";
import { toneFile } from "./tone.ts";
import type { VoiceHouse } from "./voice-house.ts";

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
  "--autoplay-policy=no-user-gesture-required",
];

function findChromium(): string {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    for (const path of names.map((name) => join(folder, name))) {
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        continue;
      }
    }
  }
  const own = chromium.executablePath();
  if (existsSync(own)) {
    return own;
  }
  throw new Error("No Chromium was found.");
}

let built: Promise<string> | null = null;

/** The page with nothing but voice on it, built once a run as the real client is. */
export function voicePages(): Promise<string> {
  const root = join(import.meta.dirname, "page");
  const outDir = join(import.meta.dirname, "../../node_modules/.cache/voice-page");
  built ??= build({
    configFile: false,
    root,
    logLevel: "error",
    build: {
      outDir,
      emptyOutDir: true,
      chunkSizeWarningLimit: 2000,
      rollupOptions: { input: [join(root, "index.html"), join(root, "modified.html")] },
    },
  }).then(() => outDir);
  return built;
}

/** One person: a Chromium of their own, whose microphone hears one tone. */
export interface Person {
  readonly id: string;
  readonly page: Page;
  leave(): Promise<void>;
}

/** A Chromium of its own, whose microphone hears one tone, on one of the house's pages. */
export async function openPage(url: string, hz: number): Promise<Omit<Person, "id">> {
  const browser: Browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...FLAGS, `--use-file-for-fake-audio-capture=${toneFile(hz)}`],
  });
  const page = await browser.newPage();
  // Chromium sometimes drops its first navigation ("network changed").
  await page.goto(url).catch(() => page.goto(url));
  return { page, leave: () => browser.close() };
}

/** Somebody comes in, sits down and is connected to voice. */
export async function comeIn(
  house: VoiceHouse,
  id: string,
  hz: number,
  choice: { readonly withMicrophone?: boolean } = {},
): Promise<Person> {
  const { page, leave } = await openPage(house.origin, hz);
  const see = (world: Partial<World>): void => {
    page.evaluate((change) => window.voicePage.see(change), world).catch(() => undefined);
  };
  const pass = (): Partial<World> => ({
    voicePass: { state: "on", path: "/voice", ticket: house.ticket(id) },
  });
  await page.exposeFunction("askTicket", () => house.seats.has(id) && see(pass()));
  await page.waitForFunction(() => "voicePage" in window);
  await page.evaluate((change) => window.voicePage.choose(change), choice);
  house.seat(id, see);
  see({ ...house.world(id), ...pass() });
  await page.waitForFunction(() => window.voicePage.voice().state === "on");
  return {
    id,
    page,
    async leave() {
      house.seats.delete(id);
      await leave();
    },
  };
}
