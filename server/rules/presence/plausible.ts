import type { Ms } from "../ids.ts";
import type { Cell } from "./cell.ts";

/** From the eyes to the palm of a tall person's stretched arm. */
export const REACH_M = 0.9;
/** A hand this far from its head is a controller left on a table. */
const LOST_HAND_M = 1.6;
/** Faster than anybody moves their head while seated (a quick bend forward reaches 1.5 m/s). */
export const SPEED_MPS = 3;
/** Distance that may come at once, when samples arrive bunched after a hiccup of the network: 0.15 s at full speed. */
const BURST_M = 0.45;
/** A head this much farther off than a lean is somewhere else (an old chair, a rig not set up). */
const ELSEWHERE_M = 1;
/** What is put right ends a little inside, so that rounding to millimetres cannot put it out again. */
const MARGIN_M = 0.002;
/** How far the length of a rotation may be from 1. */
const UNIT_SLACK = 0.02;

/** Bits of `hands`. */
const LEFT = 1;
const RIGHT = 2;

/** What the law remembers of one person's motion: the last head it let through, and how far it may go at once. */
export interface Motion {
  at: Ms | null;
  x: number;
  y: number;
  z: number;
  freeM: number;
}

export const atRest = (): Motion => ({ at: null, x: 0, y: 0, z: 0, freeM: BURST_M });

/** After a change of chairs, or of the person in it: the next pose is the first. */
export function beginAnew(motion: Motion): void {
  motion.at = null;
  motion.freeM = BURST_M;
}

/** A pose under judgement: 21 numbers (head, left, right: x y z in metres, qx qy qz qw) and which hands are there. */
export interface Judged {
  readonly pose: Float32Array;
  hands: number;
}

/** "altered": it is now the nearest plausible pose. "refused": nothing of it may be told to anybody. */
export type Verdict = "as-sent" | "altered" | "refused";

/** [P20 … P26] Makes a pose plausible for whoever sits in this cell at this moment, in place. */
export function settlePose(cell: Cell, motion: Motion, judged: Judged, at: Ms): Verdict {
  const { pose } = judged;
  if (!isSound(judged)) return "refused";
  const away = fromChair(cell, pose);
  if (away > cell.leanM + ELSEWHERE_M) return "refused";
  const [x = 0, y = 0, z = 0] = pose;
  keepInCell(cell, pose, away);
  keepPace(motion, pose, at);
  const carried = carryHands(pose, x, y, z);
  const left = settleHand(cell, judged, 7, LEFT);
  const right = settleHand(cell, judged, 14, RIGHT);
  return carried || left || right ? "altered" : "as-sent";
}

function fromChair(cell: Cell, pose: Float32Array): number {
  let squares = 0;
  for (let i = 0; i < 3; i++) squares += ((pose[i] ?? 0) - (cell.head[i] ?? 0)) ** 2;
  return Math.sqrt(squares);
}

/** [P20] Every number finite, every rotation a rotation. Absent hands may be anything. */
function isSound({ pose, hands }: Judged): boolean {
  if (pose.length !== 21) return false;
  return (
    isSoundPart(pose, 0) &&
    ((hands & LEFT) === 0 || isSoundPart(pose, 7)) &&
    ((hands & RIGHT) === 0 || isSoundPart(pose, 14))
  );
}

function isSoundPart(pose: Float32Array, part: number): boolean {
  for (let i = part; i < part + 3; i++) if (!Number.isFinite(pose[i] ?? Number.NaN)) return false;
  let squares = 0;
  for (let i = part + 3; i < part + 7; i++) squares += (pose[i] ?? Number.NaN) ** 2;
  return Math.abs(squares - 1) <= UNIT_SLACK;
}

/**
 * [P21, P22] The head stays within a lean of its chair and 0.6 m inside its side of the line to each neighbour. Drawn back
 * straight toward the chair: a cell is convex and its head point lies inside, so one scale satisfies all.
 */
function keepInCell(cell: Cell, pose: Float32Array, away: number): void {
  const x = (pose[0] ?? 0) - cell.head[0];
  const z = (pose[2] ?? 0) - cell.head[2];
  let scale = away > cell.leanM ? (cell.leanM - MARGIN_M) / away : 1;
  for (const { nx, nz, headM } of cell.borders) {
    const toward = x * nx + z * nz;
    if (toward > headM) scale = Math.min(scale, (headM - MARGIN_M) / toward);
  }
  if (scale === 1) return;
  for (let i = 0; i < 3; i++) {
    const centre = cell.head[i] ?? 0;
    pose[i] = centre + ((pose[i] ?? 0) - centre) * scale;
  }
}

/** [P23] At most 3 m/s on the whole, 0.45 m at once: what is faster follows at that pace. */
function keepPace(motion: Motion, pose: Float32Array, at: Ms): void {
  const [x = 0, y = 0, z = 0] = pose;
  if (motion.at !== null) {
    const passed = Math.max(0, at - motion.at) / 1000;
    const free = Math.min(BURST_M, motion.freeM + passed * SPEED_MPS);
    const wanted = Math.hypot(x - motion.x, y - motion.y, z - motion.z);
    const part = wanted > free ? free / wanted : 1;
    if (part < 1) {
      pose[0] = motion.x + (x - motion.x) * part;
      pose[1] = motion.y + (y - motion.y) * part;
      pose[2] = motion.z + (z - motion.z) * part;
    }
    motion.freeM = free - wanted * part;
  }
  motion.at = at;
  motion.x = pose[0] ?? 0;
  motion.y = pose[1] ?? 0;
  motion.z = pose[2] ?? 0;
}

/** Where the head is put right the hands come along: a body stays in one piece. False: it was not moved. */
function carryHands(pose: Float32Array, x: number, y: number, z: number): boolean {
  if (pose[0] === x && pose[1] === y && pose[2] === z) return false;
  const was = [x, y, z];
  for (let part = 7; part <= 14; part += 7)
    for (let i = 0; i < 3; i++)
      pose[part + i] = (pose[part + i] ?? 0) + (pose[i] ?? 0) - (was[i] ?? 0);
  return true;
}

/** [P24, P25] A hand too far from the head is drawn in; one across the line to a neighbour is hidden. True: altered. */
function settleHand(cell: Cell, judged: Judged, part: number, bit: number): boolean {
  if ((judged.hands & bit) === 0) return false;
  const { pose } = judged;
  const reach = fromHead(pose, part);
  const drawnIn = reach > REACH_M && reach <= LOST_HAND_M;
  if (drawnIn) drawIn(pose, part, (REACH_M - MARGIN_M) / reach);
  const hidden = reach > LOST_HAND_M || isAcross(cell, pose, part);
  if (hidden) judged.hands &= ~bit;
  return drawnIn || hidden;
}

function fromHead(pose: Float32Array, part: number): number {
  let squares = 0;
  for (let i = 0; i < 3; i++) squares += ((pose[part + i] ?? 0) - (pose[i] ?? 0)) ** 2;
  return Math.sqrt(squares);
}

function drawIn(pose: Float32Array, part: number, scale: number): void {
  for (let i = 0; i < 3; i++) {
    const head = pose[i] ?? 0;
    pose[part + i] = head + ((pose[part + i] ?? 0) - head) * scale;
  }
}

function isAcross(cell: Cell, pose: Float32Array, part: number): boolean {
  const x = (pose[part] ?? 0) - cell.head[0];
  const z = (pose[part + 2] ?? 0) - cell.head[2];
  for (const { nx, nz, handM } of cell.borders) if (x * nx + z * nz > handM - MARGIN_M) return true;
  return false;
}
