import type { Person } from "./voice-browser.ts";
import { until } from "./voice-house.ts";

/** Received at this level a tone is a voice; −60 dBFS and less is nothing. */
export const VOICE = 0.02;
export const NOTHING = 0.001;

/** Milliseconds since the epoch, the same as in the pages. */
export const now = (): number => performance.timeOrigin + performance.now();
export const passing = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until this tone is the loudest thing this person receives. */
export function untilHeard(who: Person, hz: number, withinMs = 3000): Promise<unknown> {
  const look = async (): Promise<true | null> => {
    const heard = await who.page.evaluate(() => window.voicePage.loudest());
    return heard.rms > VOICE && Math.abs(heard.hz - hz) < 30 ? true : null;
  };
  return until(look, withinMs, `${String(hz)} Hz was not heard by ${who.id}`);
}

/** Waits until packets are counted as well as heard: the browser's statistics come a moment later. */
export async function untilFlowing(who: Person, hz: number): Promise<void> {
  await untilHeard(who, hz);
  const before = now();
  await who.page.waitForFunction((at) => window.voicePage.newestPacketAt() > at, before);
}

/** The loudest moment this person receives in the next while. */
export const loudestAt = (who: Person, ms: number): Promise<number> =>
  who.page.evaluate((length) => window.voicePage.loudestIn(length), ms);
