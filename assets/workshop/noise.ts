/** A seeded chance: the same pictures on every machine. */
export function seeded(seed: number): () => number {
  let s = seed;
  return () => {
    s = (s + 0x6d_2b_79_f5) | 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Field = (u: number, v: number) => number;

const smooth = (t: number): number => t * t * (3 - 2 * t);

/** Value noise that repeats after px × py cells. */
function lattice(px: number, py: number, seed: number): Field {
  const chance = seeded(seed);
  const cells = Float32Array.from({ length: px * py }, chance);
  const at = (x: number, y: number): number => cells[y * px + x] ?? 0;
  return (u, v) => {
    const x = ((u % px) + px) % px;
    const y = ((v % py) + py) % py;
    const [x0, y0] = [Math.floor(x), Math.floor(y)];
    const [x1, y1] = [(x0 + 1) % px, (y0 + 1) % py];
    const [fu, fv] = [smooth(x - x0), smooth(y - y0)];
    return (
      (at(x0, y0) * (1 - fu) + at(x1, y0) * fu) * (1 - fv) +
      (at(x0, y1) * (1 - fu) + at(x1, y1) * fu) * fv
    );
  };
}

/** Octaves of it over u, v in 0…1; tiles. */
export function clouded(px: number, py: number, octaves: number, seed: number): Field {
  const layers = Array.from({ length: octaves }, (_, i) => ({
    noise: lattice(px << i, py << i, seed + i * 17),
    px: px << i,
    py: py << i,
    weight: 0.5 ** (i + 1),
  }));
  const total = layers.reduce((sum, { weight }) => sum + weight, 0);
  return (u, v) =>
    layers.reduce((sum, l) => sum + l.weight * l.noise(u * l.px, v * l.py), 0) / total;
}

/** Smooth 0 to 1 while x goes from a to b. */
export const step = (a: number, b: number, x: number): number =>
  smooth(Math.min(1, Math.max(0, (x - a) / (b - a))));
