import type { CircleEvent } from "#rules/circle/events.ts";
import { emptyCircle, evolve } from "#rules/circle/evolve.ts";
import { rightsOf } from "#rules/circle/rights.ts";
import { asMeetingId, type SeatId } from "#rules/ids.ts";

import { type Reading, SILENCE_DB, VOICE_DB } from "./ears.ts";

/** From when to when exactly these had the right to be heard, by the journal. Times in ms since the epoch. */
export interface Stretch {
  readonly from: number;
  to: number;
  readonly speakers: readonly SeatId[];
  /** Who held the piece; null when nobody did. */
  readonly holder: SeatId | null;
}

/** Right after a change a voice may still fade out, or not have begun. */
const TOLERANCE_MS = 500;
/**
 * What was said lawfully may still be played a moment later: a page that draws a room without a graphics card plays its sound late.
 * That nothing is sent any more after half a second is counted in packets elsewhere (test/voice, test/e2e/cheats).
 */
const LATE_MS = 1500;
/** A reading of the ears looks back so far. */
const EARS_MS = 200;

/** The journal as stretches of who may be heard. The last one is open: it ends at `until`. */
export function stretchesOf(events: readonly CircleEvent[], until: number): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let circle = emptyCircle(asMeetingId("the-meeting"));
  for (const event of events) {
    circle = evolve(circle, event);
    const speakers = rightsOf(circle).speakers.toSorted();
    const holder = circle.floor.kind === "held" ? circle.floor.by : null;
    const last = stretches.at(-1);
    if (last && last.holder === holder && String(last.speakers) === String(speakers)) continue;
    if (last) last.to = event.at;
    stretches.push({ from: event.at, to: until, speakers, holder });
  }
  return stretches;
}

interface Voice {
  readonly seat: SeatId;
  readonly hz: number;
}

/** What one listener received, measured against the journal. */
export interface Verdict {
  /** Somebody without the right to it was heard. */
  readonly leaks: readonly string[];
  /** Somebody with the right to it was not. */
  readonly missing: readonly string[];
  /** How many readings were judged as silence, and how many as a voice in its turn. */
  readonly silent: number;
  readonly voiced: number;
}

export function judge(
  listener: SeatId,
  readings: readonly Reading[],
  stretches: readonly Stretch[],
  voices: readonly Voice[],
): Verdict {
  const leaks: string[] = [];
  const missing: string[] = [];
  let silent = 0;
  let voiced = 0;
  const lawfulUntil = new Map<SeatId, number>();
  for (const stretch of stretches) {
    const [from, to] = [stretch.from + TOLERANCE_MS, stretch.to];
    for (const { seat, hz } of voices.filter((one) => one.seat !== listener)) {
      const since = stretch.speakers.includes(seat)
        ? from
        : Math.max(from, (lawfulUntil.get(seat) ?? 0) + LATE_MS);
      const inside = readings.filter(({ at }) => at - EARS_MS >= since && at <= to);
      const levels = inside.map(({ dB }) => dB[hz] ?? Number.NaN);
      const loud = inside.filter((_, i) => isHeard(levels, i));
      if (stretch.speakers.includes(seat)) {
        voiced += levels.filter((level) => level > VOICE_DB).length;
        const long = to - from > 2 * TOLERANCE_MS && levels.length > 0;
        if (long && !levels.some((level) => level > VOICE_DB)) missing.push(told(stretch, hz));
      } else {
        silent += levels.length - loud.length;
        if (loud.length > 0) leaks.push(`${told(stretch, hz)}: ${heardIn(stretch, loud, hz)}`);
      }
    }
    for (const seat of stretch.speakers) lawfulUntil.set(seat, to);
  }
  return { leaks, missing, silent, voiced };
}

/**
 * A voice lasts: it is plain at once, or there twice in a row. A crack in somebody else's tone, where a packet was late,
 * is a little of every tone for one reading. What could not be measured is not silence.
 */
function isHeard(levels: readonly number[], at: number): boolean {
  const there = (i: number): boolean => i in levels && !((levels[i] ?? Number.NaN) < SILENCE_DB);
  const plain = !((levels[at] ?? Number.NaN) < VOICE_DB);
  return there(at) && (plain || there(at - 1) || there(at + 1));
}

const heardIn = ({ from }: Stretch, loud: readonly Reading[], hz: number): string =>
  loud
    .slice(0, 10)
    .map(({ at, dB }) => `${String(dB[hz])} dBFS after ${((at - from) / 1000).toFixed(2)} s`)
    .join(", ");

const told = ({ from, to, holder }: Stretch, hz: number): string =>
  `${hz} Hz, in ${((to - from) / 1000).toFixed(1)} s with ${holder ?? "nobody"} holding the piece`;
