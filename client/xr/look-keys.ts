import { wrapAngle } from "./angles.ts";

/** Where a seated person on a screen looks, relative to the chair: radians, left and up are positive. */
export interface Look {
  yaw: number;
  pitch: number;
  turnBy: number;
  tiltBy: number;
}

export const makeLook = (): Look => ({ yaw: 0, pitch: -0.06, turnBy: 0, tiltBy: 0 });

const PITCH_LIMIT = 1.15;
/** Half a view's width dragged turns by about a quarter circle. */
const RADIANS_PER_PIXEL = 0.0042;
const KEY_RADIANS_PER_S = 1.3;
const STILL_STEP = Math.PI / 12;

export function dragLook(look: Look, dx: number, dy: number): void {
  look.yaw = wrapAngle(look.yaw + dx * RADIANS_PER_PIXEL);
  look.pitch = Math.max(-PITCH_LIMIT, Math.min(PITCH_LIMIT, look.pitch + dy * RADIANS_PER_PIXEL));
}

function snapLook(look: Look, direction: 1 | -1, degrees: number): void {
  look.yaw = wrapAngle(look.yaw + (direction * degrees * Math.PI) / 180);
}

const ARROWS: Readonly<Record<string, readonly ["turnBy" | "tiltBy", 1 | -1]>> = {
  ArrowLeft: ["turnBy", 1],
  ArrowRight: ["turnBy", -1],
  ArrowUp: ["tiltBy", 1],
  ArrowDown: ["tiltBy", -1],
};

/** A key while the scene has the focus. Answers whether it was meant for looking. */
export function pressLookKey(
  look: Look,
  key: string,
  snapDegrees: number,
  still: boolean,
): boolean {
  const arrow = ARROWS[key];
  if (arrow) {
    const [axis, sign] = arrow;
    if (!still) look[axis] = sign;
    else if (axis === "turnBy") look.yaw = wrapAngle(look.yaw + sign * STILL_STEP);
    else look.pitch = Math.max(-PITCH_LIMIT, Math.min(PITCH_LIMIT, look.pitch + sign * STILL_STEP));
    return true;
  }
  const letter = key.toLowerCase();
  if (letter !== "q" && letter !== "e") return false;
  snapLook(look, letter === "q" ? 1 : -1, snapDegrees);
  return true;
}

export function releaseLookKey(look: Look, key: string): void {
  const arrow = ARROWS[key];
  if (arrow) look[arrow[0]] = 0;
}

/** Arrow keys turn as long as they are held. */
export function advanceLook(look: Look, delta: number): void {
  if (look.turnBy === 0 && look.tiltBy === 0) return;
  const step = KEY_RADIANS_PER_S * delta;
  look.yaw = wrapAngle(look.yaw + look.turnBy * step);
  look.pitch = Math.max(-PITCH_LIMIT, Math.min(PITCH_LIMIT, look.pitch + look.tiltBy * step));
}
