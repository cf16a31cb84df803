import type { Cell } from "#rules/presence/cell.ts";

/** What a simulated person does with their body: they sway, look around, and move their hands while they speak. */
export function demoPose(
  out: Float32Array,
  cell: Cell,
  seed: number,
  seconds: number,
  speaking: boolean,
): Float32Array {
  const [x, y, z] = cell.head;
  const facing = Math.atan2(x, z);
  const wave = (rate: number, phase: number): number =>
    Math.sin(rate * seconds + seed * 1.7 + phase);
  out[0] = x + 0.02 * wave(0.5, 0);
  out[1] = y + 0.006 * wave(1.5, 1) - (speaking ? 0 : 0.01);
  out[2] = z + 0.02 * wave(0.4, 2);
  turn(out, 3, facing + 0.45 * wave(0.3, 3), 0.12 * wave(0.7, 4) - 0.05, 0.04 * wave(0.9, 5));
  const life = speaking ? 1 : 0.05;
  for (const side of [-1, 1]) {
    const at = side < 0 ? 7 : 14;
    const right = side * (0.2 + 0.06 * life * wave(1.9, side));
    const up = -0.48 + 0.14 * life * (1 + wave(2.3, 2 * side));
    const ahead = 0.32 + 0.08 * life * wave(1.3, 3 * side);
    out[at] = x + right * Math.cos(facing) - ahead * Math.sin(facing);
    out[at + 1] = y + up;
    out[at + 2] = z - right * Math.sin(facing) - ahead * Math.cos(facing);
    turn(
      out,
      at + 3,
      facing - 0.4 * side,
      -0.3 + 0.3 * life * wave(1.7, side),
      0.2 * life * wave(2.1, side),
    );
  }
  return out;
}

function turn(out: Float32Array, at: number, yaw: number, pitch: number, roll: number): void {
  const [cy, sy] = [Math.cos(yaw / 2), Math.sin(yaw / 2)];
  const [cp, sp] = [Math.cos(pitch / 2), Math.sin(pitch / 2)];
  const [cr, sr] = [Math.cos(roll / 2), Math.sin(roll / 2)];
  out[at] = cy * sp * cr + sy * cp * sr;
  out[at + 1] = sy * cp * cr - cy * sp * sr;
  out[at + 2] = cy * cp * sr - sy * sp * cr;
  out[at + 3] = cy * cp * cr + sy * sp * sr;
}
