/** Where a pose keeps head, left and right hand: seven numbers each, x y z qx qy qz qw. */
export const AT = { head: 0, left: 7, right: 14 } as const;

const get = (pose: Float32Array, i: number): number => pose[i] ?? 0;

function blendTurn(
  out: Float32Array,
  from: Float32Array,
  to: Float32Array,
  weight: number,
  at: number,
): void {
  let dot = 0;
  for (let i = at; i < at + 4; i++) dot += get(from, i) * get(to, i);
  const sign = dot < 0 ? -1 : 1;
  let length = 0;
  for (let i = at; i < at + 4; i++) {
    const value = get(from, i) * (1 - weight) + get(to, i) * sign * weight;
    out[i] = value;
    length += value * value;
  }
  const scale = length > 1e-9 ? 1 / Math.sqrt(length) : 0;
  for (let i = at; i < at + 4; i++) out[i] = get(out, i) * scale;
  if (scale === 0) out[at + 3] = 1;
}

/** Mixes two poses into `out` (0: all `from`, 1: all `to`): places along the line, turns along the shorter way. */
export function blendPose(
  out: Float32Array,
  from: Float32Array,
  to: Float32Array,
  weight: number,
): void {
  for (const at of [AT.head, AT.left, AT.right]) {
    for (let i = at; i < at + 3; i++) out[i] = get(from, i) + (get(to, i) - get(from, i)) * weight;
    blendTurn(out, from, to, weight, at + 3);
  }
}

/** Moves a value toward its aim; the same over any frame rate. `perSecond` is how eagerly. */
export const toward = (value: number, aim: number, perSecond: number, delta: number): number =>
  value + (aim - value) * (1 - Math.exp(-perSecond * delta));
