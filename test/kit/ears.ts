import type { Page } from "playwright-core";

import { pageScript } from "./page-script.ts";

/** One reading at a listener: when (ms since the epoch), and how loud each tone was received, in dBFS. */
export interface Reading {
  readonly at: number;
  readonly dB: Readonly<Record<string, number>>;
}

/** Below this a tone is not there. */
export const SILENCE_DB = -60;
/** Above this somebody speaking is plainly heard. */
export const VOICE_DB = -45;

declare global {
  interface Window {
    hearthEars: { readings: Reading[]; packets: () => Promise<number> };
  }
}

/** Gives a page ears for these tones (Hz), ten readings a second; before its first navigation. */
export async function giveEars(page: Page, tones: readonly number[]): Promise<void> {
  await page.addInitScript(`window.hearthTones = ${JSON.stringify(tones)}`);
  await page.addInitScript({ content: await pageScript("ears") });
}

export const readingsOf = (page: Page): Promise<readonly Reading[]> =>
  page.evaluate(() => window.hearthEars.readings);

/** Waits until this tone is plainly heard here. */
export async function untilHeard(page: Page, hz: number, withinMs = 10_000): Promise<void> {
  await page.waitForFunction(
    ([tone, loud]) => (window.hearthEars.readings.at(-1)?.dB[tone] ?? -160) > loud,
    [hz, VOICE_DB] as const,
    { timeout: withinMs, polling: 50 },
  );
}

/** The loudest this tone was received here between two moments, dBFS. */
export async function loudestBetween(
  page: Page,
  hz: number,
  from: number,
  to: number,
): Promise<number> {
  const readings = await readingsOf(page);
  return Math.max(
    -160,
    ...readings.filter(({ at }) => at >= from && at <= to).map(({ dB }) => dB[hz] ?? -160),
  );
}

/** Milliseconds since the epoch, as the pages count them. */
export const now = (): number => performance.timeOrigin + performance.now();
