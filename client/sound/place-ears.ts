import { listener } from "../world/listener.ts";

const at = (numbers: Float32Array, index: number): number => numbers[index] ?? 0;

/** Puts Web Audio's ears where the scene has the listener's head. */
export function placeEars(ears: AudioListener): void {
  const { position, forward, up } = listener;
  // Firefox has only the older calls.
  if (!("positionX" in ears)) {
    placeByCalls(ears);
    return;
  }
  ears.positionX.value = at(position, 0);
  ears.positionY.value = at(position, 1);
  ears.positionZ.value = at(position, 2);
  ears.forwardX.value = at(forward, 0);
  ears.forwardY.value = at(forward, 1);
  ears.forwardZ.value = at(forward, 2);
  ears.upX.value = at(up, 0);
  ears.upY.value = at(up, 1);
  ears.upZ.value = at(up, 2);
}

function placeByCalls(ears: Pick<AudioListener, "setPosition" | "setOrientation">): void {
  const { position, forward, up } = listener;
  ears.setPosition(at(position, 0), at(position, 1), at(position, 2));
  ears.setOrientation(
    at(forward, 0),
    at(forward, 1),
    at(forward, 2),
    at(up, 0),
    at(up, 1),
    at(up, 2),
  );
}
