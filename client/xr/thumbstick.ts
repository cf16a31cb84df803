/** A thumbstick as a switch: pushed far it answers once, and not again until it has come back to the middle. */
export interface Stick {
  armed: boolean;
}

const FAR = 0.65;
const NEAR = 0.3;

/** −1 left, 1 right, 0 nothing new. */
export function pushOf(stick: Stick, axis: number): -1 | 0 | 1 {
  if (Math.abs(axis) < NEAR) stick.armed = true;
  if (!stick.armed || Math.abs(axis) < FAR) return 0;
  stick.armed = false;
  return axis > 0 ? 1 : -1;
}
