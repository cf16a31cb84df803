import type { Quaternion, Vector3 } from "three";
import { Vector3 as Vector } from "three";

import { listener } from "../world/listener.ts";
import { ownPose, ownPoseState } from "../world/own-pose.ts";

const forward = new Vector();
const up = new Vector();

/** Tells session and voice where my head is: the point between the eyes, in the place. */
export function writeOwnHead(at: Vector3, turn: Quaternion): void {
  ownPose[0] = at.x;
  ownPose[1] = at.y;
  ownPose[2] = at.z;
  ownPose[3] = turn.x;
  ownPose[4] = turn.y;
  ownPose[5] = turn.z;
  ownPose[6] = turn.w;
  ownPoseState.present = true;
  at.toArray(listener.position);
  forward.set(0, 0, -1).applyQuaternion(turn).toArray(listener.forward);
  up.set(0, 1, 0).applyQuaternion(turn).toArray(listener.up);
  listener.present = true;
}

/** Leaving 3D: others see a resting pose again and voices are mixed plainly. */
export function forgetOwnHead(): void {
  ownPoseState.present = false;
  listener.present = false;
}
