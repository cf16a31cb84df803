/** A pose: head, left, right hand, each x y z (metres) and qx qy qz qw. */
const NUMBERS = 21;

/** How somebody moves: walking about in full motion, or seated, one in four of them gesturing. */
export type Profile = "walk" | "seated";

/** Chance that is the same on every run. */
export function chance(a: number, b: number): number {
  let hash = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  hash = Math.imul(hash, 0x297a2d39);
  hash ^= hash >>> 15;
  return (hash >>> 0) / 2 ** 32;
}

/** Of a tracker: two uniform numbers added, ± `size`. */
const noise = (a: number, b: number, size: number): number =>
  (chance(a, b) + chance(a + 77, b + 13) - 1) * size;

/** Yaw, pitch, roll (radians, in that order) as a unit quaternion. */
export function turn(
  out: Float32Array,
  at: number,
  yaw: number,
  pitch: number,
  roll: number,
): void {
  const [cy, sy] = [Math.cos(yaw / 2), Math.sin(yaw / 2)];
  const [cp, sp] = [Math.cos(pitch / 2), Math.sin(pitch / 2)];
  const [cr, sr] = [Math.cos(roll / 2), Math.sin(roll / 2)];
  out[at] = cy * sp * cr + sy * cp * sr;
  out[at + 1] = sy * cp * cr - cy * sp * sr;
  out[at + 2] = cy * cp * sr - sy * sp * cr;
  out[at + 3] = cy * cp * cr + sy * sp * sr;
}

/** Where somebody is and which way they face. */
export interface Stand {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly yaw: number;
}

const rad = (degrees: number): number => (degrees * Math.PI) / 180;

/**
 * Person `who` at `seconds`, in ordinary motion: heads sway and look around, hands rest or gesture, trackers tremble by
 * 0.2 mm. Walkers go along x at 0.4 m/s through their stand.
 */
export function movePerson(
  out: Float32Array,
  profile: Profile,
  who: number,
  seconds: number,
  stand: Stand,
): Float32Array {
  const tick = Math.round(seconds * 1000);
  const seed = who * 101 + 7;
  const phase = chance(seed, 1) * 2 * Math.PI;
  const walking = profile === "walk";
  const lively = walking || who % 4 === 0;
  const yaw =
    stand.yaw +
    rad(walking ? 35 : 25) * Math.sin((walking ? 0.5 : 0.4) * seconds + phase) +
    noise(seed + 9, tick, walking ? 0 : 0.0004);
  const along = walking ? 0.4 * seconds : 0.047 * Math.sin(0.98 * seconds + phase);
  out[0] = stand.x + along;
  out[1] =
    stand.y +
    (walking ? 0.02 * Math.sin(10.5 * seconds + phase) : 0.004 * Math.sin(1.6 * seconds + phase)) +
    noise(seed, tick, 0.0002);
  out[2] =
    stand.z + (walking ? 0.4 * Math.sin(0.31 * seconds + phase) : noise(seed + 2, tick, 0.0003));
  turn(
    out,
    3,
    yaw,
    rad(8) * Math.sin(0.7 * seconds + 2 * phase),
    rad(3) * Math.sin(0.9 * seconds + 3 * phase),
  );
  // Hands of walkers turn with the body; those of the seated stay with the chair.
  const body = walking ? { x: out[0], y: out[1], z: out[2], yaw } : stand;
  for (const side of [-1, 1])
    moveHand(out, side, lively ? 1 : 0, { seed, phase, seconds, tick, body });
  return out;
}

interface HandMoment {
  readonly seed: number;
  readonly phase: number;
  readonly seconds: number;
  readonly tick: number;
  readonly body: Stand;
}

function moveHand(out: Float32Array, side: number, life: number, moment: HandMoment): void {
  const { seed, seconds, tick, body } = moment;
  const hand = side < 0 ? 0 : 1;
  const at = 7 + hand * 7;
  const phase = moment.phase + hand * 1.7;
  const right = side * 0.25 + life * 0.12 * Math.sin(2.1 * seconds + phase);
  const up = -0.45 + life * 0.18 * Math.sin(3.3 * seconds + 2 * phase);
  const back = -0.3 + life * 0.1 * Math.sin(2.7 * seconds + 3 * phase);
  const [cos, sin] = [Math.cos(body.yaw), Math.sin(body.yaw)];
  out[at] = body.x + cos * right + sin * back + noise(seed + 20 + hand, tick, 0.0002);
  out[at + 1] = body.y + up + noise(seed + 30 + hand, tick, 0.0002);
  out[at + 2] = body.z - sin * right + cos * back + noise(seed + 40 + hand, tick, 0.0002);
  turn(
    out,
    at + 3,
    body.yaw + life * 0.5 * Math.sin(1.9 * seconds + phase) + noise(seed + 50 + hand, tick, 0.0003),
    -0.4 + life * 0.6 * Math.sin(2.3 * seconds + phase) + noise(seed + 60 + hand, tick, 0.0003),
    side * 0.3 + life * 0.5 * Math.sin(1.3 * seconds + phase),
  );
}

export const newPose = (): Float32Array => new Float32Array(NUMBERS);
