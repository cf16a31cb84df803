import { Vector3 } from "three";

/** Upper and lower arm of the pebble folk, metres each. */
export const ARM_BONE_M = 0.21;

const along = new Vector3();
const bend = new Vector3();

/**
 * The elbow of an arm from shoulder to wrist, bent toward `pole`: two bones of equal length, solved exactly.
 * A wrist out of reach stretches the arm (they are soft); then the elbow lies in the middle.
 */
export function elbow(out: Vector3, shoulder: Vector3, wrist: Vector3, pole: Vector3): Vector3 {
  along.subVectors(wrist, shoulder);
  const distance = along.length();
  out.addVectors(shoulder, wrist).multiplyScalar(0.5);
  const half = distance / 2;
  if (half >= ARM_BONE_M) return out;
  const height = Math.sqrt(ARM_BONE_M * ARM_BONE_M - half * half);
  bend.copy(pole);
  if (distance > 1e-5) {
    along.divideScalar(distance);
    bend.addScaledVector(along, -bend.dot(along));
  }
  const size = bend.length();
  if (size < 1e-5) return out;
  return out.addScaledVector(bend, height / size);
}

/** The control point of the quadratic curve that passes through this elbow. */
export function curveControl(
  out: Vector3,
  shoulder: Vector3,
  at: Vector3,
  wrist: Vector3,
): Vector3 {
  return out
    .copy(at)
    .multiplyScalar(2)
    .addScaledVector(shoulder, -0.5)
    .addScaledVector(wrist, -0.5);
}
