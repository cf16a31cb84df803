import { BitReader, type BitIo, BitWriter, rice } from "./pose-bits.ts";
import {
  emptySample,
  LEFT_HAND,
  PART_NUMBERS,
  PLACE_BITS,
  PLACE_MAX,
  type PoseSample,
  POSE_NUMBERS,
  RIGHT_HAND,
  stampsApart,
  TURN_BITS,
  TURN_MAX,
} from "./pose-numbers.ts";

/** Colyseus message types of pose bytes: numbers, because they cost one byte each on every message. */
export const POSE_UP = 1;
export const POSES_DOWN = 2;

/** Samples a second each client sends. */
export const POSE_HZ = 20;
const USUAL_STEP_MS = 1000 / POSE_HZ;

/** Hands travel to the server as seen from the head: 1 mm in ±1.024 m, farther than arms are long. */
const REACH_BITS = 11;
const REACH = 2 ** (REACH_BITS - 1);

const PARTS = [0, PART_NUMBERS, 2 * PART_NUMBERS] as const;
/** The bit of `hands` that says this part is there; heads always are. */
const present = (hands: number, part: number): boolean =>
  part === 0 || (hands & (part === PART_NUMBERS ? LEFT_HAND : RIGHT_HAND)) !== 0;

const between = (value: number, most: number): number =>
  value > 0 ? (value < most ? value : most) : 0;

/** Of one message a client sends: 12 bytes without hands, 20 with one, 28 with both. */
export const SAMPLE_MAX_BYTES = 28;
const SAMPLE_BYTES = [12, 20, 20, 28] as const;

const upWriter = new BitWriter(SAMPLE_MAX_BYTES);
const upReader = new BitReader();

/** Client → server. The answer is a view of a buffer that the next call writes over. */
export function writeSample(sample: PoseSample): Uint8Array {
  upWriter.restart();
  codeSample(upWriter, sample);
  upWriter.align();
  return upWriter.bytes.subarray(0, upWriter.length);
}

/** False: these bytes are no sample. Whatever they are, `into` holds sound numbers. */
export function readSample(bytes: Uint8Array, into: PoseSample): boolean {
  if (bytes.length > SAMPLE_MAX_BYTES) return false;
  upReader.open(bytes);
  codeSample(upReader, into);
  return !upReader.overrun && bytes.length === SAMPLE_BYTES[into.hands];
}

function codeSample(io: BitIo, sample: PoseSample): void {
  sample.stamp = io.bits(sample.stamp, 16);
  sample.hands = io.bits(sample.hands, 2);
  const { numbers } = sample;
  for (const part of PARTS) {
    if (!present(sample.hands, part)) continue;
    if (part === 0) codePlace(io, numbers, 0);
    else codeReach(io, numbers, part);
    codeTurn(io, numbers, part + 3);
  }
}

function codePlace(io: BitIo, numbers: Int32Array, at: number): void {
  for (let i = at; i < at + 3; i++) numbers[i] = io.bits(numbers[i] ?? 0, PLACE_BITS);
}

function codeReach(io: BitIo, numbers: Int32Array, part: number): void {
  for (let i = 0; i < 3; i++) {
    const head = numbers[i] ?? 0;
    const away = between((numbers[part + i] ?? 0) - head + REACH, 2 * REACH - 1);
    numbers[part + i] = between(io.bits(away, REACH_BITS) - REACH + head, PLACE_MAX);
  }
}

function codeTurn(io: BitIo, numbers: Int32Array, at: number): void {
  numbers[at] = io.bits(numbers[at] ?? 0, 2);
  for (let i = at + 1; i < at + 4; i++) numbers[i] = io.bits(numbers[i] ?? 0, TURN_BITS);
}

/** What both ends remember of one avatar, so that only what surprises needs to travel. */
export interface PoseMemory {
  readonly sample: PoseSample;
  /** What each number changed by last time: it is expected to go on so. */
  readonly speeds: Int32Array;
  /** Running sizes of the surprises: places and turns of the three parts, and time. */
  readonly means: Int32Array;
}

const GROUPS = 7;
const TIME_GROUP = 6;
const FIRST_MEAN = 48;
const MEAN_BITS = 22;

export const newMemory = (): PoseMemory => ({
  sample: emptySample(),
  speeds: new Int32Array(POSE_NUMBERS),
  means: new Int32Array(GROUPS).fill(FIRST_MEAN),
});

/** Forgets an avatar: the next thing said of it has to be its whole. */
export function clearMemory(memory: PoseMemory): void {
  memory.sample.stamp = 0;
  memory.sample.hands = 0;
  memory.sample.numbers.fill(0);
  memory.speeds.fill(0);
  memory.means.fill(FIRST_MEAN);
}

/**
 * One sample as the difference from where the last two point to. A reader passes any `next`; afterwards
 * `memory.sample` is the sample on both ends.
 */
export function codeStep(io: BitIo, memory: PoseMemory, next: PoseSample): void {
  const { sample, means } = memory;
  const before = sample.hands;
  const same = io.bits(next.hands === before ? 1 : 0, 1) === 1;
  sample.hands = same ? before : io.bits(next.hands, 2);
  const late = rice(io, means, TIME_GROUP, stampsApart(sample.stamp, next.stamp) - USUAL_STEP_MS);
  sample.stamp = (sample.stamp + USUAL_STEP_MS + late) & 0xffff;
  for (const part of PARTS) {
    if (!present(sample.hands, part)) continue;
    if (present(before, part)) stepPart(io, memory, next.numbers, part);
    else wholePart(io, memory, next.numbers, part);
  }
}

function wholePart(
  io: BitIo,
  { sample, speeds }: PoseMemory,
  next: Int32Array,
  part: number,
): void {
  for (let i = part; i < part + PART_NUMBERS; i++) sample.numbers[i] = next[i] ?? 0;
  codePlace(io, sample.numbers, part);
  codeTurn(io, sample.numbers, part + 3);
  speeds.fill(0, part, part + PART_NUMBERS);
}

function stepPart(io: BitIo, memory: PoseMemory, next: Int32Array, part: number): void {
  const { numbers } = memory.sample;
  let moved = 0;
  for (let i = part; i < part + PART_NUMBERS; i++) if (numbers[i] !== next[i]) moved = 1;
  if (io.bits(moved, 1) === 0) {
    memory.speeds.fill(0, part, part + PART_NUMBERS);
    return;
  }
  const group = (part / PART_NUMBERS) * 2;
  for (let i = part; i < part + 3; i++) stepNumber(io, memory, next, i, group, PLACE_MAX);
  const turn = part + 3;
  if (io.bits(numbers[turn] === next[turn] ? 1 : 0, 1) === 1) {
    for (let i = turn + 1; i < turn + 4; i++) stepNumber(io, memory, next, i, group + 1, TURN_MAX);
    return;
  }
  for (let i = turn; i < turn + 4; i++) numbers[i] = next[i] ?? 0;
  codeTurn(io, numbers, turn);
  memory.speeds.fill(0, turn, turn + 4);
}

function stepNumber(
  io: BitIo,
  { sample: { numbers }, speeds, means }: PoseMemory,
  next: Int32Array,
  at: number,
  group: number,
  most: number,
): void {
  const last = numbers[at] ?? 0;
  const expected = between(last + (speeds[at] ?? 0), most);
  const value = between(expected + rice(io, means, group, (next[at] ?? 0) - expected), most);
  numbers[at] = value;
  speeds[at] = value - last;
}

/** An avatar for somebody who knows nothing of it: the sample and everything the next step builds upon. */
export function codeWhole(io: BitIo, memory: PoseMemory): void {
  const { sample, speeds, means } = memory;
  sample.stamp = io.bits(sample.stamp, 16);
  sample.hands = io.bits(sample.hands, 2);
  for (const part of PARTS) {
    if (!present(sample.hands, part)) continue;
    codePlace(io, sample.numbers, part);
    codeTurn(io, sample.numbers, part + 3);
    for (let i = part; i < part + PART_NUMBERS; i++) speeds[i] = codeSpeed(io, speeds[i] ?? 0);
  }
  for (let i = 0; i < GROUPS; i++) means[i] = codeSized(io, means[i] ?? 0, MEAN_BITS);
}

/** A whole number below 2^most: its length, then itself. */
function codeSized(io: BitIo, value: number, most: number): number {
  const length = Math.min(most, io.bits(32 - Math.clz32(value), 5));
  return io.bits(value, length);
}

function codeSpeed(io: BitIo, speed: number): number {
  const size = codeSized(io, Math.abs(speed), PLACE_BITS);
  return size !== 0 && io.bits(speed < 0 ? 1 : 0, 1) === 1 ? -size : size;
}
