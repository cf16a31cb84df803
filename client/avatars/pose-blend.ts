/** Where a pose keeps head, left and right hand: seven numbers each, x y z qx qy qz qw. */
export const AT = { head: 0, left: 7, right: 14 } as const;

/** Mixes two poses into `out` (0: all `from`, 1: all `to`): places along the line, turns along the shorter way. */
export function blendPose(
  out: Float32Array,
  from: Float32Array,
  to: Float32Array,
  weight: number,
): void {
  for (let at = 0; at < 21; at += 7) {
    for (let i = at; i < at + 3; i++)
      out[i] = (from[i] ?? 0) + ((to[i] ?? 0) - (from[i] ?? 0)) * weight;
    let dot = 0;
    for (let i = at + 3; i < at + 7; i++) dot += (from[i] ?? 0) * (to[i] ?? 0);
    const sign = dot < 0 ? -1 : 1;
    let length = 0;
    for (let i = at + 3; i < at + 7; i++) {
      const value = (from[i] ?? 0) * (1 - weight) + (to[i] ?? 0) * sign * weight;
      out[i] = value;
      length += value * value;
    }
    const scale = length > 1e-9 ? 1 / Math.sqrt(length) : 0;
    for (let i = at + 3; i < at + 7; i++) out[i] = (out[i] ?? 0) * scale;
    if (scale === 0) out[at + 6] = 1;
  }
}

/** Moves a value toward its aim; the same over any frame rate. `perSecond` is how eagerly. */
export const toward = (value: number, aim: number, perSecond: number, delta: number): number =>
  value + (aim - value) * (1 - Math.exp(-perSecond * delta));
