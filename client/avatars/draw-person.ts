import { Matrix4, Quaternion, Vector3 } from "three";

import { curveControl, elbow } from "./arm.ts";
import { BODY_LENGTH } from "./body-parts.ts";
import type { Crowd } from "./crowd.ts";
import type { Dressed } from "./dress.ts";
import { HEAD } from "./head-shape.ts";
import { AT } from "./pose-blend.ts";
import { EYES_TO_HEAD, type Gesture, type SeatFrame } from "./seated.ts";

const NECK_BELOW_HEAD_M = HEAD.height - 0.01;
/** A body shorter or longer than this would look squeezed or torn: then the hips follow the head instead. */
const BODY_MIN_M = 0.42;
const BODY_MAX_M = 0.72;
const SHOULDER = new Vector3(0.112, -0.1, 0.005);
const ARM_RADIUS = { shoulder: 0.064, wrist: 0.036 } as const;
const WING_RADIUS = { shoulder: 0.072, wrist: 0.044 } as const;

const rotation = new Quaternion();
const headMatrix = new Matrix4();
const bodyMatrix = new Matrix4();
const partMatrix = new Matrix4();
const offset = new Matrix4();
const x = new Vector3();
const y = new Vector3();
const z = new Vector3();
const at = new Vector3();
const neck = new Vector3();
const shoulder = new Vector3();
const wrist = new Vector3();
const elbowAt = new Vector3();
const control = new Vector3();
const pole = new Vector3();

/** Shapes face +z, poses look to −z: the same turn with its x and z axes reversed. */
function facing(out: Matrix4, pose: Float32Array, from: number): void {
  rotation.set(pose[from + 3] ?? 0, pose[from + 4] ?? 0, pose[from + 5] ?? 0, pose[from + 6] ?? 1);
  out.makeRotationFromQuaternion(rotation);
  out.extractBasis(x, y, z);
  out.makeBasis(x.negate(), y, z.negate());
  out.setPosition(pose[from] ?? 0, pose[from + 1] ?? 0, pose[from + 2] ?? 0);
}

/** Middle of the head as drawn, from the pose's point between the eyes. */
export function headMiddle(out: Vector3, pose: Float32Array): Vector3 {
  rotation.set(pose[3] ?? 0, pose[4] ?? 0, pose[5] ?? 0, pose[6] ?? 1);
  return out
    .copy(EYES_TO_HEAD)
    .applyQuaternion(rotation)
    .add(at.set(pose[0] ?? 0, pose[1] ?? 0, pose[2] ?? 0));
}

/** The garment from the neck to the cushion, sheared so that a leaning head never lifts the hips off the chair. */
export function bodyPlacement(
  out: Matrix4,
  head: Vector3,
  frame: SeatFrame,
  breath: number,
): Matrix4 {
  neck.copy(head);
  neck.y -= NECK_BELOW_HEAD_M;
  y.subVectors(neck, frame.hips);
  const length = y.length();
  if (length < 1e-4) y.set(0, 1, 0);
  const kept = Math.min(BODY_MAX_M, Math.max(BODY_MIN_M, length));
  // Far from the chair (somebody stood up): the body hangs straight below the head.
  if (length > BODY_MAX_M * 1.35) y.set(0, BODY_LENGTH, 0);
  else y.multiplyScalar(kept / Math.max(length, 1e-4));
  z.set(-Math.sin(frame.yaw), 0, -Math.cos(frame.yaw));
  x.crossVectors(y, z)
    .normalize()
    .multiplyScalar(1 + breath * 0.012);
  z.multiplyScalar(1 + breath * 0.022);
  y.multiplyScalar(1 / BODY_LENGTH);
  return out.makeBasis(x, y, z).setPosition(neck);
}

function drawArm(
  crowd: Crowd,
  person: Dressed,
  pose: Float32Array,
  side: -1 | 1,
  frame: SeatFrame,
  curl: number,
): void {
  const from = side === 1 ? AT.right : AT.left;
  const arm = side === 1 ? "rightArm" : "leftArm";
  const hand = side === 1 ? "rightHand" : "leftHand";
  facing(partMatrix, pose, from);
  crowd.place(person, hand, partMatrix);
  crowd.write(person, hand, 1, curl, 0, 0, 0);
  // Shapes have the person's left at +x.
  shoulder.set(-side * SHOULDER.x, SHOULDER.y, SHOULDER.z).applyMatrix4(bodyMatrix);
  wrist.set(0, 0, 0.006).applyMatrix4(partMatrix);
  const sin = Math.sin(frame.yaw);
  const cos = Math.cos(frame.yaw);
  // Elbows go down, outward and back.
  pole.set(side * cos * 0.55 + sin * 0.5, -0.7, -side * sin * 0.55 + cos * 0.5);
  elbow(elbowAt, shoulder, wrist, pole);
  curveControl(control, shoulder, elbowAt, wrist);
  const radius = person.outfit.form === "bird" ? WING_RADIUS : ARM_RADIUS;
  crowd.write(person, arm, 1, shoulder.x, shoulder.y, shoulder.z, radius.shoulder);
  crowd.write(person, arm, 2, control.x, control.y, control.z, radius.wrist);
  crowd.write(person, arm, 3, wrist.x, wrist.y, wrist.z, 0);
}

const FLOWER_ON_HEAD = new Matrix4().makeRotationFromQuaternion(
  new Quaternion().setFromAxisAngle(new Vector3(0.4, 0.9, 0).normalize(), 0.75),
);
FLOWER_ON_HEAD.setPosition(0.089, 0.092, 0.076);
const FLOWER_ON_CHEST = new Matrix4().makeRotationX(-0.12).setPosition(0.075, -0.135, 0.137);
const SCARF = new Matrix4().makeTranslation(0, -0.008, 0);
/** Taken off, headphones lie around the neck, the cups before the collarbones. */
const PHONES_ON_NECK = new Matrix4().makeRotationX(-1.85).setPosition(0, -0.052, 0.085);
PHONES_ON_NECK.scale(new Vector3(0.56, 0.8, 0.8));

function drawAccessory(crowd: Crowd, person: Dressed): void {
  const { accessory, worn } = person.outfit;
  if (accessory === "none") return;
  if (accessory === "scarf") offset.multiplyMatrices(bodyMatrix, SCARF);
  else if (worn === "chest") offset.multiplyMatrices(bodyMatrix, FLOWER_ON_CHEST);
  else if (worn === "neck") offset.multiplyMatrices(bodyMatrix, PHONES_ON_NECK);
  else if (accessory === "flower") offset.multiplyMatrices(headMatrix, FLOWER_ON_HEAD);
  else offset.copy(headMatrix);
  crowd.place(person, "accessory", offset);
}

/** How far the fingers are bent, 0 … 1: at ease in the lap, around the piece, open when a hand is raised. */
export function curlOf(gesture: Gesture, side: -1 | 1): number {
  const raised = side === 1 ? gesture.raise : 0;
  return (0.3 + 0.32 * gesture.hold) * (1 - raised) + 0.06 * raised;
}

/** Writes one pose into the crowd's matrices. `head` receives the middle of the head as drawn. */
export function drawPose(
  crowd: Crowd,
  person: Dressed,
  pose: Float32Array,
  frame: SeatFrame,
  gesture: Gesture,
  breath: number,
  head: Vector3,
): void {
  headMiddle(head, pose);
  facing(headMatrix, pose, AT.head);
  headMatrix.setPosition(head);
  crowd.place(person, "head", headMatrix);
  crowd.place(person, "crown", headMatrix);
  bodyPlacement(bodyMatrix, head, frame, breath);
  crowd.place(person, "body", bodyMatrix);
  drawAccessory(crowd, person);
  drawArm(crowd, person, pose, -1, frame, curlOf(gesture, -1));
  drawArm(crowd, person, pose, 1, frame, curlOf(gesture, 1));
}

/** The lantern of a raised hand floats above the right shoulder, never before the face. */
export function drawLantern(
  crowd: Crowd,
  person: Dressed,
  head: Vector3,
  frame: SeatFrame,
  bob: number,
): void {
  const sin = Math.sin(frame.yaw);
  const cos = Math.cos(frame.yaw);
  partMatrix.makeTranslation(head.x + cos * 0.33, head.y + 0.2 + bob * 0.012, head.z - sin * 0.33);
  crowd.place(person, "lantern", partMatrix);
}
