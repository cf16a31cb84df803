/** A candle that all see burn in step: everything about its flame comes from the time of the server. */
export interface CandleFlame {
  /** Of its usual height. */
  height: number;
  /** Sideways at the tip, of its height. */
  lean: number;
  /** Of its usual light. */
  light: number;
}

/** Beats in a second; none near three, and the sum repeats after ten minutes without a jump. */
const BEATS = [0.37, 0.81, 1.46].map((hz) => Math.round(hz * 600) / 600);
const PERIOD_MS = 600_000;

/** The flame at a moment. The same for everybody whose clock agrees with the server's; writes into `out`. */
export function candleAt(serverMs: number, out: CandleFlame): CandleFlame {
  const seconds = (((serverMs % PERIOD_MS) + PERIOD_MS) % PERIOD_MS) / 1000;
  const [slow = 0, middle = 0, quick = 0] = BEATS;
  const turn = seconds * 2 * Math.PI;
  const a = Math.sin(turn * slow);
  const b = Math.sin(turn * middle + 1.1);
  const c = Math.sin(turn * quick + 2.3);
  out.height = 1 + 0.09 * a + 0.06 * b + 0.03 * c;
  out.lean = 0.1 * Math.sin(turn * BEATS_LEAN) + 0.05 * b;
  out.light = 1 + 0.05 * a + 0.04 * b + 0.02 * c;
  return out;
}

const BEATS_LEAN = Math.round(0.23 * 600) / 600;
export const CANDLE_STILL: Readonly<CandleFlame> = { height: 1, lean: 0, light: 1 };
