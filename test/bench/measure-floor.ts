import { untilFlowing, VOICE } from "../voice/hearing.ts";
import { comeIn, voicePages } from "../voice/voice-browser.ts";
import { VoiceHouse } from "../voice/voice-house.ts";

/** What the floor costs in time, measured at a listener's page with real voice, real browsers, on this machine. */
export interface FloorFigures {
  /** From the law's word to a voice in somebody else's page. */
  readonly grantToAudioP95Ms: number;
  /** From the law's word to the last packet that came, the server's closing silence included. */
  readonly revokeToSilenceP99Ms: number;
  readonly turns: number;
}

const now = (): number => performance.timeOrigin + performance.now();
const passing = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(
    sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN,
  );
};

/** Gives and takes the floor `turns` times between two people. Throws when there is no voice server. */
export async function measureFloor(turns = 50): Promise<FloorFigures> {
  const house = await VoiceHouse.open({ pages: await voicePages() });
  const speaker = await comeIn(house, "alder", 440);
  const listener = await comeIn(house, "birch", 660);
  const grants: number[] = [];
  const revokes: number[] = [];
  try {
    for (let turn = 0; turn < turns; turn += 1) {
      const heard = listener.page.evaluate(
        (level) => window.voicePage.untilLoud(level, 5000),
        VOICE,
      );
      const grantedAt = now();
      house.speak("alder");
      grants.push(((await heard) ?? Infinity) - grantedAt);
      await untilFlowing(listener, 440);
      const revokedAt = now();
      house.speak();
      await passing(700);
      const last = await listener.page.evaluate(() => window.voicePage.newestPacketAt());
      revokes.push(Math.max(0, last - revokedAt));
    }
  } finally {
    await speaker.leave();
    await listener.leave();
    await house.close();
  }
  return {
    grantToAudioP95Ms: percentile(grants, 0.95),
    revokeToSilenceP99Ms: percentile(revokes, 0.99),
    turns,
  };
}
