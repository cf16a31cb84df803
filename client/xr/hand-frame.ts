import { Quaternion, Vector3 } from "three";

/** A controller is held at the palm; poses speak of wrists. */
const PALM_TO_WRIST_M = 0.075;

const roll = {
  left: new Quaternion().setFromAxisAngle(new Vector3(0, 0, 1), Math.PI / 2),
  right: new Quaternion().setFromAxisAngle(new Vector3(0, 0, 1), -Math.PI / 2),
};
const back = new Vector3();

/**
 * Turns a controller's grip (its −z runs out along the thumb's fist, its x through the palm) into a wrist whose
 * fingers point along −z and whose back of the hand is +y: the frame that hand tracking gives.
 */
export function gripToWrist(side: "left" | "right", at: Vector3, turn: Quaternion): void {
  back.set(0, 0, PALM_TO_WRIST_M).applyQuaternion(turn);
  at.add(back);
  turn.multiply(roll[side]);
}

/** The palm looks up, as for reading from it: the gesture that calls the panel. */
export function palmUp(turn: Quaternion): boolean {
  back.set(0, 1, 0).applyQuaternion(turn);
  return back.y < -0.72;
}
