import { Euler, Quaternion, Vector3 } from "three";

import type { Place } from "#protocol/place-shape.ts";

import { breathOf, drift } from "./living.ts";
import { AT } from "./pose-blend.ts";

/** From the point between the eyes to the middle of the head, in the head's own frame. */
export const EYES_TO_HEAD = new Vector3(0, -0.015, 0.06);

/** How far in front of a cushion's middle people sit. */
const FORWARD_M = 0.08;

/** One chair as the person in it feels it. */
export interface SeatFrame {
  /** Where the body meets the cushion. */
  readonly hips: Vector3;
  /** The point between the eyes of somebody sitting upright. */
  readonly eyes: Vector3;
  readonly yaw: number;
}

export function seatFrame(place: Place, chair: number): SeatFrame {
  const spot = place.chairs[chair] ?? place.chairs[0];
  const yaw = spot?.yaw ?? 0;
  const [x, y, z] = spot?.at ?? [0, 0.46, 0];
  const [forwardX, forwardZ] = [-Math.sin(yaw), -Math.cos(yaw)];
  const eyesForward = FORWARD_M + EYES_TO_HEAD.z;
  return {
    hips: new Vector3(x + forwardX * FORWARD_M, y - 0.005, z + forwardZ * FORWARD_M),
    eyes: new Vector3(
      x + forwardX * eyesForward,
      y + place.eyeAboveSeatM,
      z + forwardZ * eyesForward,
    ),
    yaw,
  };
}

/** What somebody without a headset is doing. All 0 … 1 but the two angles (radians, right and up are positive). */
export interface Gesture {
  lookYaw: number;
  lookPitch: number;
  raise: number;
  hold: number;
  /** Holds farther out and higher: on a screen one would not see one's own lap. */
  reach: number;
  away: number;
  /** A nod under way, radians downward. */
  nod: number;
}

/** Nothing to show. */
export const atEase = (): Gesture => ({
  lookYaw: 0,
  lookPitch: 0,
  raise: 0,
  hold: 0,
  reach: 0,
  away: 0,
  nod: 0,
});

const euler = new Euler(0, 0, 0, "YXZ");
const turn = new Quaternion();
const local = new Vector3();
const eyes = new Vector3();

function put(out: Float32Array, at: number, frame: SeatFrame, where: Vector3, q: Quaternion): void {
  const sin = Math.sin(frame.yaw);
  const cos = Math.cos(frame.yaw);
  // where: right, up, forward of the hips.
  out[at] = frame.hips.x + where.x * cos - where.z * sin;
  out[at + 1] = frame.hips.y + where.y;
  out[at + 2] = frame.hips.z - where.x * sin - where.z * cos;
  out[at + 3] = q.x;
  out[at + 4] = q.y;
  out[at + 5] = q.z;
  out[at + 6] = q.w;
}

const mix = (a: number, b: number, weight: number): number => a + (b - a) * weight;

function placeHand(
  out: Float32Array,
  side: -1 | 1,
  frame: SeatFrame,
  gesture: Gesture,
  breath: number,
  sway: number,
): void {
  const raise = side === 1 ? gesture.raise : 0;
  const hold = gesture.hold * (1 - raise);
  // In the lap, palms down; cupped before the chest around the piece; raised beside the head.
  local.set(
    side * mix(mix(0.11, 0.055, hold), 0.29, raise),
    mix(mix(0.145, 0.25 + 0.15 * gesture.reach, hold), 0.7 + 0.01 * sway, raise) + 0.004 * breath,
    mix(mix(0.27, 0.3 + 0.16 * gesture.reach, hold), 0.2, raise) + 0.006 * sway,
  );
  const inward = side * mix(mix(0.7, 1.15, hold), -0.1, raise);
  const pitch = mix(mix(-0.05, 0.35, hold), 1.35, raise);
  const roll = side * mix(mix(-0.1, -1.9, hold), 0.15 + 0.12 * sway, raise);
  turn.setFromEuler(euler.set(pitch, frame.yaw + inward, roll, "YXZ"));
  put(out, side === 1 ? AT.right : AT.left, frame, local, turn);
}

/** A living seated pose for whoever sends none: they breathe, drift a little, look, hold, raise a hand. */
export function seatedPose(
  out: Float32Array,
  frame: SeatFrame,
  gesture: Gesture,
  seed: number,
  seconds: number,
): void {
  const breath = breathOf(seed, seconds);
  const nod = -0.3 * gesture.away - gesture.nod;
  turn.setFromEuler(
    euler.set(
      gesture.lookPitch + nod + 0.02 * drift(seed, 1, seconds),
      frame.yaw - gesture.lookYaw + 0.035 * drift(seed, 2, seconds),
      0.035 * drift(seed, 3, seconds) + 0.05 * gesture.away,
      "YXZ",
    ),
  );
  // The head's middle stays over the neck while the eyes move with it.
  eyes.copy(EYES_TO_HEAD).negate().applyQuaternion(turn);
  const sin = Math.sin(frame.yaw);
  const cos = Math.cos(frame.yaw);
  const lean = 0.012 * drift(seed, 4, seconds);
  const side = 0.012 * drift(seed, 5, seconds);
  const height =
    frame.eyes.y + EYES_TO_HEAD.y - frame.hips.y + 0.004 * breath - 0.035 * gesture.away;
  out[AT.head] = frame.hips.x + side * cos - lean * sin + eyes.x;
  out[AT.head + 1] = frame.hips.y + height + eyes.y;
  out[AT.head + 2] = frame.hips.z - side * sin - lean * cos + eyes.z;
  out[AT.head + 3] = turn.x;
  out[AT.head + 4] = turn.y;
  out[AT.head + 5] = turn.z;
  out[AT.head + 6] = turn.w;
  placeHand(out, -1, frame, gesture, breath, drift(seed, 6, seconds));
  placeHand(out, 1, frame, gesture, breath, drift(seed, 7, seconds));
}
