/** A candle that all see burn in step: everything about its flame comes from the time of the server. */
export interface CandleFlame {
  /** Of its usual height. */
  height: number;
  /** Sideways at the tip, of its height. */
  lean: number;
  /** Of its usual light. */
  light: number;
}

const PERIOD_S = 600;

/** Radians a second of a beat, so that a whole number of them fills the period: the sum repeats without a jump. */
const beat = (hz: number): number => (Math.round(hz * PERIOD_S) * 2 * Math.PI) / PERIOD_S;
/** None comes near three in a second. */
const SLOW = beat(0.37);
const MIDDLE = beat(0.81);
const QUICK = beat(1.46);
const LEANING = beat(0.23);

/** The flame at a moment. The same for everybody whose clock agrees with the server's; writes into `out`. */
export function candleAt(serverMs: number, out: CandleFlame): CandleFlame {
  const seconds = (serverMs / 1000) % PERIOD_S;
  const a = Math.sin(seconds * SLOW);
  const b = Math.sin(seconds * MIDDLE + 1.1);
  const c = Math.sin(seconds * QUICK + 2.3);
  out.height = 1 + 0.09 * a + 0.06 * b + 0.03 * c;
  out.lean = 0.1 * Math.sin(seconds * LEANING) + 0.05 * b;
  out.light = 1 + 0.05 * a + 0.04 * b + 0.02 * c;
  return out;
}

export const CANDLE_STILL: Readonly<CandleFlame> = { height: 1, lean: 0, light: 1 };
