import { Vector3 } from "three";

import type { Place } from "#protocol/place-shape.ts";
import type { SeatView } from "#rules/circle/view.ts";

import { POSE_LENGTH } from "../world/own-pose.ts";
import { wrapAngle } from "../xr/angles.ts";
import type { Dressed } from "./dress.ts";
import { eyesOpen, glance, nodOf, seedOf, syllable } from "./living.ts";
import { toward } from "./pose-blend.ts";
import { atEase, seatFrame, type Gesture, type SeatFrame } from "./seated.ts";

/** One person as drawn: what they aim for comes from the circle, what is shown eases toward it. */
export interface Person {
  seat: SeatView;
  readonly dressed: Dressed;
  readonly seed: number;
  frame: SeatFrame;
  chair: number;
  readonly pose: Float32Array;
  readonly idle: Float32Array;
  readonly sampled: Float32Array;
  /** 0 seated idle pose, 1 the pose that comes over the wire. */
  tracked: number;
  readonly gesture: Gesture;
  readonly head: Vector3;
  gazeX: number;
  gazeY: number;
  mouth: number;
  /** Seconds of voice so far, by loudness: what the mouth's shapes go by. */
  spoken: number;
  glow: number;
  presence: number;
  colour: number;
  leaving: boolean;
  /** Seconds that have passed since they were last posed; people afar are posed less often. */
  owed: number;
}

export function makePerson(seat: SeatView, dressed: Dressed, place: Place): Person {
  const frame = seatFrame(place, seat.chair);
  return {
    seat,
    dressed,
    seed: seedOf(seat.id),
    frame,
    chair: seat.chair,
    pose: new Float32Array(POSE_LENGTH),
    idle: new Float32Array(POSE_LENGTH),
    sampled: new Float32Array(POSE_LENGTH),
    tracked: 0,
    gesture: atEase(),
    head: frame.eyes.clone(),
    gazeX: 0,
    gazeY: 0,
    mouth: 0,
    spoken: 0,
    glow: 0,
    presence: 0,
    colour: 1,
    leaving: false,
    owed: 0,
  };
}

const away = new Vector3();

/** Turns head and eyes toward a point; null lets them rest. Heads turn part of the way, eyes do the rest. */
export function look(person: Person, target: Vector3 | null, seconds: number, delta: number): void {
  const { gesture, seed } = person;
  let yaw = 0.18 * glance(seed, 1, seconds);
  let pitch = -0.04;
  if (target) {
    away.subVectors(target, person.head);
    yaw = wrapAngle(person.frame.yaw - Math.atan2(-away.x, -away.z));
    pitch = Math.atan2(away.y, Math.hypot(away.x, away.z));
  }
  const headYaw = Math.max(-0.95, Math.min(0.95, yaw * 0.72));
  const headPitch = Math.max(-0.3, Math.min(0.25, pitch * 0.6));
  gesture.lookYaw = toward(gesture.lookYaw, headYaw, 2.6, delta);
  gesture.lookPitch = toward(gesture.lookPitch, headPitch, 2.6, delta);
  const rest = target ? 0.12 : 0.5;
  // Eyes lead: they look where the head has not come to yet. A face's +x is the person's left.
  const eyeX =
    Math.max(-1, Math.min(1, -(yaw - gesture.lookYaw) * 2.2)) + rest * glance(seed, 2, seconds);
  const eyeY =
    Math.max(-1, Math.min(1, (pitch - gesture.lookPitch) * 2.2)) +
    rest * 0.6 * glance(seed, 3, seconds);
  person.gazeX = toward(person.gazeX, Math.max(-1, Math.min(1, eyeX)), 16, delta);
  person.gazeY = toward(person.gazeY, Math.max(-1, Math.min(1, eyeY)), 16, delta);
}

export interface Part {
  readonly holds: boolean;
  readonly level: number;
  readonly handRaised: boolean;
}

/** How solid and how colourful somebody is, by how their link is. */
const PRESENCE: Readonly<
  Record<SeatView["presence"], { readonly solid: number; readonly colour: number }>
> = {
  here: { solid: 1, colour: 1 },
  away: { solid: 1, colour: 0.6 },
  lost: { solid: 0.5, colour: 0.35 },
  left: { solid: 0, colour: 0.35 },
};

/** Mouths open fast and close a little slower, as real ones do. */
function moveMouth(mouth: number, level: number, delta: number): number {
  const open = Math.min(1, level * 1.5);
  return toward(mouth, open, open > mouth ? 26 : 14, delta);
}

function glowFor({ holds, level }: Part): number {
  if (holds) return 0.75 + 0.25 * Math.min(1, level * 2);
  return level > 0.04 ? 0.55 : 0;
}

/** Eases everything that a state of the circle shows on a person. */
export function ease(person: Person, part: Part, delta: number): void {
  const { seat, gesture } = person;
  const { solid, colour } = PRESENCE[seat.presence];
  const gone = person.leaving || person.chair !== seat.chair;
  person.presence = toward(person.presence, gone ? 0 : solid, gone ? 7 : 3, delta);
  person.colour = toward(person.colour, colour, 3, delta);
  gesture.away = toward(gesture.away, seat.presence === "away" ? 1 : 0, 2.5, delta);
  gesture.raise = toward(gesture.raise, part.handRaised ? 1 : 0, 5, delta);
  gesture.hold = toward(gesture.hold, part.holds ? 1 : 0, 3, delta);
  person.glow = toward(person.glow, glowFor(part), 4, delta);
  person.mouth = moveMouth(person.mouth, part.level, delta);
  person.spoken += delta * Math.min(1, part.level * 2);
}

/** Takes the new chair once nobody can see the jump. */
export function changeChair(person: Person, place: Place): void {
  if (person.chair === person.seat.chair || person.presence > 0.06) return;
  person.chair = person.seat.chair;
  person.frame = seatFrame(place, person.chair);
}

/** Rows 1 … 3 of a face: eyes and gaze, mouth and brows, tilt and blush. */
export interface Face {
  open: number;
  wide: number;
  round: number;
  smile: number;
  brow: number;
  tilt: number;
  eyes: number;
}

const faceNow: Face = { open: 0, wide: 0, round: 0, smile: 0, brow: 0, tilt: 0, eyes: 1 };

/** The face of this moment. The same object every time: read it at once. */
export function faceOf(person: Person, listening: boolean, seconds: number): Face {
  const { seed, gesture, mouth } = person;
  const blink = eyesOpen(seed, seconds);
  const shape = syllable(seed, person.spoken);
  // Away is asleep on the chair: eyes closed, the smile stays.
  faceNow.eyes = blink * (1 - 0.98 * gesture.away);
  faceNow.open = mouth * (0.72 + 0.2 * Math.abs(shape));
  faceNow.wide = Math.max(0, shape) * mouth;
  faceNow.round = Math.max(0, -shape) * Math.min(1, mouth * 1.6);
  faceNow.smile = 0.72 + 0.22 * seed + 0.1 * gesture.raise - (listening ? 0.08 : 0) - 0.15 * mouth;
  faceNow.brow = 0.15 + (listening ? 0.22 : 0) + 0.35 * mouth + 0.2 * gesture.raise;
  faceNow.tilt = listening ? -0.22 : 0;
  return faceNow;
}

const NOD_RAD = 0.11;

/** Listeners nod; whoever is away or reduced to stillness does not. */
export function nod(person: Person, listening: boolean, seconds: number): void {
  const { gesture, seed } = person;
  gesture.nod = listening ? NOD_RAD * nodOf(seed, seconds) * (1 - gesture.away) : 0;
}
