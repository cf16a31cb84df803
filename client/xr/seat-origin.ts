import { Euler, Quaternion, Vector3, type Object3D } from "three";

import { comfort } from "./comfort.ts";
import type { Viewpoint } from "./viewpoint.ts";

const euler = new Euler(0, 0, 0, "YXZ");
const upright = new Quaternion();
const offset = new Vector3();
const UP = new Vector3(0, 1, 0);

/** The turn around the upright that a head looks to. */
export function headingOf(turn: Quaternion): number {
  return euler.setFromQuaternion(turn, "YXZ").y;
}

/**
 * Places the tracking space so that this head is the one sitting in the chair: eyes at eye height whatever the
 * person's size or chair, looking where the chair looks. `at` and `turn` are the head in tracking space.
 */
export function seatOrigin(
  origin: Object3D,
  viewpoint: Viewpoint,
  at: Vector3,
  turn: Quaternion,
): void {
  const yaw = viewpoint.yaw - headingOf(turn);
  upright.setFromAxisAngle(UP, yaw);
  offset.copy(at).applyQuaternion(upright);
  origin.quaternion.copy(upright);
  origin.position.set(
    viewpoint.eyes[0] - offset.x,
    viewpoint.eyes[1] + comfort.heightM - offset.y,
    viewpoint.eyes[2] - offset.z,
  );
  origin.updateMatrixWorld(true);
}

/** Turns the tracking space around the head: the view turns, the person stays. */
export function turnOrigin(origin: Object3D, at: Vector3, radians: number): void {
  offset.copy(at).applyQuaternion(origin.quaternion).add(origin.position);
  upright.setFromAxisAngle(UP, radians);
  origin.position.sub(offset).applyQuaternion(upright).add(offset);
  origin.quaternion.premultiply(upright);
  origin.updateMatrixWorld(true);
}
