import {
  LEFT_HAND,
  PART_NUMBERS,
  POSE_NUMBERS,
  RIGHT_HAND,
  stampsApart,
} from "#protocol/pose-numbers.ts";

/** Samples kept of each person: 0.8 s at 20 Hz. */
const KEPT = 16;
/** Time between two samples of somebody who moves. */
const STEP_MS = 50;
/** Poses are shown this long after they were made, at least and at most: enough for one lost sample and the network's jitter. */
const LEAST_DELAY_MS = 100;
const MOST_DELAY_MS = 300;
/** Beyond what jitter needs. */
const SPARE_MS = 10;
/** A longer gap is somebody who kept still, not somebody whose samples were lost. */
const REST_MS = 260;
/** Two clocks this far apart are not the same clock: another device, or a page that slept. */
const OTHER_CLOCK_MS = 2000;
/** The worst lateness of late is forgotten at this rate, ms a sample. */
const FORGET_MS = 0.5;
/** Playback runs at most this much faster or slower to reach the delay it wants. */
const CATCH_UP = 0.08;
/** Where samples fail to come, motion goes on this long, fading, and returns to the last known pose. */
const GLIDE_MS = 50;
const GLIDE_END_MS = 400;
/** A jump, when samples come after a failure, is spread over this time. */
const MEND_MS = 150;
/** How fast two clocks drift apart at worst, ms a sample. */
const DRIFT_MS = 0.02;

const HURRY_M_PER_MS = 0.003;

const WRAP_MS = 65_536;

/** What the wire tells of one person. Times are performance.now(). */
class Track {
  readonly #times = new Float64Array(KEPT);
  readonly #hands = new Uint8Array(KEPT);
  readonly #poses = new Float32Array(KEPT * POSE_NUMBERS);
  /** Index of the newest sample. */
  #newest = 0;
  #count = 0;
  #stamp = 0;
  #arrived = 0;
  /** Arrival minus the sender's time, at its smallest. */
  #offset = 0;
  #worst = LEAST_DELAY_MS;
  #delay = LEAST_DELAY_MS;
  #shownAt = Number.NEGATIVE_INFINITY;
  #playhead = Number.NEGATIVE_INFINITY;
  readonly #shown = new Float32Array(POSE_NUMBERS);
  readonly #held = new Float32Array(POSE_NUMBERS);
  #mendFrom = Number.NEGATIVE_INFINITY;
  hands = 0;

  put(stamp: number, hands: number, pose: Float32Array, arrived: number): void {
    const time = this.#timeOf(stamp, arrived);
    const last = this.#times[this.#newest] ?? 0;
    if (this.#count > 0 && time <= last) return;
    const gap = this.#count > 0 ? time - last : STEP_MS;
    if (this.#count > 0 && this.#playhead > last) this.#beginMending();
    if (gap > REST_MS) this.#repeatNewest(time - this.#wayMs(pose));
    this.#push(time, hands);
    this.#poses.set(pose, this.#newest * POSE_NUMBERS);
    this.#stamp = stamp;
    this.#arrived = arrived;
    this.#offset = Math.min(this.#offset + DRIFT_MS, arrived - time);
    const late = arrived - time - this.#offset + (gap > REST_MS ? STEP_MS : gap);
    this.#worst = Math.max(late, this.#worst - FORGET_MS);
  }

  /** Writes what is to be seen at `now`; hands that are not there stay as `out` has them. */
  sample(now: number, out: Float32Array): boolean {
    if (this.#count === 0) return false;
    this.#advance(now);
    const to = this.#after(this.#playhead);
    if (to === -1) this.#glide(out);
    else this.#between(to, out);
    this.#mend(now, out);
    for (let i = 0; i < POSE_NUMBERS; i++) if (this.#has(i)) this.#shown[i] = out[i] ?? 0;
    this.#shownAt = now;
    return true;
  }

  #has(i: number): boolean {
    return i < PART_NUMBERS || (this.hands & (i < 2 * PART_NUMBERS ? LEFT_HAND : RIGHT_HAND)) !== 0;
  }

  #timeOf(stamp: number, arrived: number): number {
    if (this.#count === 0) {
      this.#offset = arrived - stamp;
      return stamp;
    }
    const passed = arrived - this.#arrived;
    const apart = stampsApart(this.#stamp, stamp);
    const told = apart + WRAP_MS * Math.max(0, Math.round((passed - apart) / WRAP_MS));
    const time = (this.#times[this.#newest] ?? 0) + told;
    if (Math.abs(passed - told) < OTHER_CLOCK_MS) return time;
    this.#count = 0;
    this.#playhead = Number.NEGATIVE_INFINITY;
    this.#offset = arrived - stamp;
    return stamp;
  }

  #push(time: number, hands: number): void {
    this.#newest = (this.#newest + 1) % KEPT;
    this.#count = Math.min(KEPT, this.#count + 1);
    this.#times[this.#newest] = time;
    this.#hands[this.#newest] = hands;
  }

  /** How long the way from the newest sample to this pose takes somebody in a hurry. */
  #wayMs(pose: Float32Array): number {
    const from = this.#newest * POSE_NUMBERS;
    let squares = 0;
    for (let i = 0; i < 3; i++) squares += ((pose[i] ?? 0) - (this.#poses[from + i] ?? 0)) ** 2;
    return Math.min(REST_MS, Math.max(STEP_MS, Math.sqrt(squares) / HURRY_M_PER_MS));
  }

  #repeatNewest(time: number): void {
    const from = this.#newest * POSE_NUMBERS;
    this.#push(time, this.#hands[this.#newest] ?? 0);
    this.#poses.copyWithin(this.#newest * POSE_NUMBERS, from, from + POSE_NUMBERS);
  }

  #beginMending(): void {
    this.#held.set(this.#shown);
    this.#mendFrom = this.#shownAt;
  }

  /** Time never runs back, and hurries or lingers only a little. */
  #advance(now: number): void {
    const wanted = Math.min(MOST_DELAY_MS, Math.max(LEAST_DELAY_MS, this.#worst + SPARE_MS));
    if (this.#playhead === Number.NEGATIVE_INFINITY) {
      this.#delay = wanted;
      this.#playhead = now - this.#offset - wanted;
      return;
    }
    const most = CATCH_UP * Math.max(0, now - this.#shownAt);
    this.#delay += Math.max(-most, Math.min(most, wanted - this.#delay));
    this.#playhead = Math.max(this.#playhead, now - this.#offset - this.#delay);
  }

  /** The first sample later than `time`, or −1. */
  #after(time: number): number {
    let found = -1;
    for (let back = 0; back < this.#count; back++) {
      const index = (this.#newest - back + KEPT) % KEPT;
      if ((this.#times[index] ?? 0) <= time) break;
      found = index;
    }
    return found;
  }

  #between(to: number, out: Float32Array): void {
    const oldest = (this.#newest - this.#count + 1 + KEPT) % KEPT;
    const from = to === oldest ? to : (to - 1 + KEPT) % KEPT;
    const start = this.#times[from] ?? 0;
    const span = (this.#times[to] ?? 0) - start;
    const part = span > 0 ? (this.#playhead - start) / span : 0;
    this.#write(from, to, part, out);
  }

  /** Behind the newest sample: on along the last motion for a moment, then back to where they were last known. */
  #glide(out: Float32Array): void {
    const from = this.#count > 1 ? (this.#newest - 1 + KEPT) % KEPT : this.#newest;
    const newest = this.#times[this.#newest] ?? 0;
    const span = newest - (this.#times[from] ?? 0);
    const past = this.#playhead - newest;
    const on = past < GLIDE_END_MS ? past * Math.exp(-past / GLIDE_MS) : 0;
    this.#write(from, this.#newest, span > 0 ? 1 + on / span : 1, out);
  }

  /** From sample `from` (0) to sample `to` (1), or a little farther. */
  #write(from: number, to: number, part: number, out: Float32Array): void {
    const there = this.#hands[to] ?? 0;
    const before = this.#hands[from] ?? 0;
    this.hands = part < 1 ? before : there;
    const [a, b] = [from * POSE_NUMBERS, to * POSE_NUMBERS];
    mixPart(this.#poses, a, this.#poses, b, part, out, 0);
    for (const [bit, at] of HAND_PARTS) {
      if ((this.hands & bit) === 0) continue;
      const both = (before & there & bit) !== 0;
      const only = (there & bit) === 0 ? a : b;
      mixPart(
        this.#poses,
        (both ? a : only) + at,
        this.#poses,
        (both ? b : only) + at,
        part,
        out,
        at,
      );
    }
  }

  #mend(now: number, out: Float32Array): void {
    const done = (now - this.#mendFrom) / MEND_MS;
    if (!(done < 1)) return;
    const rest = 1 - Math.max(0, done);
    const weight = rest * rest * (3 - 2 * rest);
    for (let part = 0; part < POSE_NUMBERS; part += PART_NUMBERS)
      if (this.#has(part)) mixPart(out, part, this.#held, part, weight, out, part);
  }
}

const HAND_PARTS = [
  [LEFT_HAND, PART_NUMBERS],
  [RIGHT_HAND, 2 * PART_NUMBERS],
] as const;

/** Mixes one part (place along the line, turn along the shorter arc). `part` may be a little more than 1. */
function mixPart(
  a: Float32Array,
  fromA: number,
  b: Float32Array,
  fromB: number,
  part: number,
  out: Float32Array,
  at: number,
): void {
  for (let i = 0; i < 3; i++) {
    const start = a[fromA + i] ?? 0;
    out[at + i] = start + ((b[fromB + i] ?? 0) - start) * part;
  }
  const dot = dotOf(a, fromA + 3, b, fromB + 3);
  const angle = Math.acos(Math.min(1, Math.abs(dot)));
  const sine = Math.sin(angle);
  // Small angles, where a sine would divide by nearly nothing, are as good as straight.
  const ofA = sine > 1e-3 ? Math.sin((1 - part) * angle) / sine : 1 - part;
  const ofB = (sine > 1e-3 ? Math.sin(part * angle) / sine : part) * (dot < 0 ? -1 : 1);
  for (let i = 3; i < PART_NUMBERS; i++)
    out[at + i] = (a[fromA + i] ?? 0) * ofA + (b[fromB + i] ?? 0) * ofB;
  makeUnit(out, at + 3);
}

function dotOf(a: Float32Array, fromA: number, b: Float32Array, fromB: number): number {
  let dot = 0;
  for (let i = 0; i < 4; i++) dot += (a[fromA + i] ?? 0) * (b[fromB + i] ?? 0);
  return dot;
}

function makeUnit(out: Float32Array, at: number): void {
  const squares = dotOf(out, at, out, at);
  const scale = squares > 1e-12 ? 1 / Math.sqrt(squares) : 0;
  for (let i = at; i < at + 4; i++) out[i] = (out[i] ?? 0) * scale;
  if (scale === 0) out[at + 3] = 1;
}

/** Everybody's motion as it comes over the wire, played back smoothly a little later. Session fills it, avatars read it. */
export interface PoseTracks {
  put(seat: string, stamp: number, hands: number, pose: Float32Array, arrived: number): void;
  remove(seat: string): void;
  clear(): void;
  /**
   * Writes where this person is to be seen at `nowMs` (performance.now()). Hands nobody tracks stay as `out` has them.
   * False: nothing is known of them. Allocates nothing.
   */
  sample(seat: string, nowMs: number, out: Float32Array): boolean;
  /** Which hands the last `sample` of this person wrote: 1 the left, 2 the right. */
  hands(seat: string): number;
}

export function makePoseTracks(): PoseTracks {
  const tracks = new Map<string, Track>();
  return {
    put(seat, stamp, hands, pose, arrived) {
      const track = tracks.get(seat) ?? new Track();
      tracks.set(seat, track);
      track.put(stamp, hands, pose, arrived);
    },
    remove: (seat) => void tracks.delete(seat),
    clear: () => tracks.clear(),
    sample: (seat, nowMs, out) => tracks.get(seat)?.sample(nowMs, out) ?? false,
    hands: (seat) => tracks.get(seat)?.hands ?? 0,
  };
}

/** The tracks of this page. */
export const poseTracks: PoseTracks = makePoseTracks();
