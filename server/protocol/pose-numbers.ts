/** A pose as whole numbers: head, left and right hand, each x y z in millimetres and a rotation of mode and three parts. */
export const POSE_NUMBERS = 21;
/** Of each part. */
export const PART_NUMBERS = 7;
/** Bits of `hands`: which hands are there. */
export const LEFT_HAND = 1;
export const RIGHT_HAND = 2;

/** Positions: millimetres from −8.192 m, 14 bits. */
export const PLACE_BITS = 14;
export const PLACE_MAX = 2 ** PLACE_BITS - 1;
const ORIGIN_M = 8.192;
/** Rotations: which component is largest (2 bits) and the three others, 10 bits each: at most 0.24° off. */
export const TURN_BITS = 10;
export const TURN_MAX = 2 ** TURN_BITS - 1;
const HALF_TURN = TURN_MAX / 2;

/** One pose as it travels. `stamp`: the sender's clock, ms modulo 65536. */
export interface PoseSample {
  stamp: number;
  hands: number;
  readonly numbers: Int32Array;
}

export const emptySample = (): PoseSample => ({
  stamp: 0,
  hands: 0,
  numbers: new Int32Array(POSE_NUMBERS),
});

/** The same pose, whenever it was taken; hands that are not there do not count. */
export function isSamePose(a: PoseSample, b: PoseSample): boolean {
  if (a.hands !== b.hands) return false;
  const end = a.hands === 0 ? PART_NUMBERS : POSE_NUMBERS;
  for (let i = 0; i < end; i++) {
    const hidden =
      i >= PART_NUMBERS && (a.hands & (i < 2 * PART_NUMBERS ? LEFT_HAND : RIGHT_HAND)) === 0;
    if (!hidden && a.numbers[i] !== b.numbers[i]) return false;
  }
  return true;
}

/** One part has moved by no more than a tracker trembles: 1 mm and 0.16°, each number for itself. */
export function nearly(a: Int32Array, b: Int32Array, part: number): boolean {
  if (a[part + 3] !== b[part + 3]) return false;
  for (let i = part; i < part + PART_NUMBERS; i++)
    if (Math.abs((a[i] ?? 0) - (b[i] ?? 0)) > 1) return false;
  return true;
}

/** Milliseconds from one stamp to a later one. */
export const stampsApart = (from: number, to: number): number => (to - from) & 0xffff;

const between = (value: number, most: number): number =>
  value > 0 ? (value < most ? value : most) : 0;

/** 21 floats (metres, unit quaternions) → whole numbers. What is not finite becomes 0. */
export function toNumbers(pose: ArrayLike<number>, out: Int32Array): void {
  for (let at = 0; at < POSE_NUMBERS; at += PART_NUMBERS) {
    for (let i = at; i < at + 3; i++)
      out[i] = between(Math.round(((pose[i] ?? 0) + ORIGIN_M) * 1000), PLACE_MAX);
    turnToNumbers(pose, at + 3, out);
  }
}

/** Whole numbers → 21 floats. Total: any numbers give finite places and unit rotations. */
export function toFloats(numbers: Int32Array, out: Float32Array): void {
  for (let at = 0; at < POSE_NUMBERS; at += PART_NUMBERS) {
    for (let i = at; i < at + 3; i++)
      out[i] = between(numbers[i] ?? 0, PLACE_MAX) / 1000 - ORIGIN_M;
    turnToFloats(numbers, at + 3, out);
  }
}

function turnToNumbers(pose: ArrayLike<number>, at: number, out: Int32Array): void {
  const squares = squaresOf(pose, at);
  if (!(squares > 1e-12 && squares < 1e12)) {
    // A rotation that is none counts as "no turn": a head must not vanish for a moment's bad tracking.
    out.fill(Math.round(HALF_TURN), at, at + 4);
    out[at] = 3;
    return;
  }
  const mode = largest(pose, at);
  const sign = (pose[at + mode] ?? 0) < 0 ? -1 : 1;
  const scale = (sign * Math.SQRT2) / Math.sqrt(squares);
  out[at] = mode;
  let to = at;
  for (let i = 0; i < 4; i++)
    if (i !== mode)
      out[++to] = between(Math.round(((pose[at + i] ?? 0) * scale + 1) * HALF_TURN), TURN_MAX);
}

function squaresOf(pose: ArrayLike<number>, at: number): number {
  let squares = 0;
  for (let i = at; i < at + 4; i++) squares += (pose[i] ?? 0) ** 2;
  return squares;
}

function largest(pose: ArrayLike<number>, at: number): number {
  let mode = 0;
  for (let i = 1; i < 4; i++)
    if (Math.abs(pose[at + i] ?? 0) > Math.abs(pose[at + mode] ?? 0)) mode = i;
  return mode;
}

function turnToFloats(numbers: Int32Array, at: number, out: Float32Array): void {
  const mode = (numbers[at] ?? 0) & 3;
  let squares = 0;
  let from = at;
  for (let i = 0; i < 4; i++) {
    if (i === mode) continue;
    const part = (between(numbers[++from] ?? 0, TURN_MAX) / HALF_TURN - 1) * Math.SQRT1_2;
    out[at + i] = part;
    squares += part * part;
  }
  out[at + mode] = Math.sqrt(Math.max(0, 1 - squares));
  if (squares <= 1) return;
  // Three parts that are too long together come from no rotation of ours; they still must be one.
  const scale = 1 / Math.sqrt(squares);
  for (let i = 0; i < 4; i++) out[at + i] = (out[at + i] ?? 0) * scale;
}
