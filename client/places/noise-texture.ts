import {
  DataTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  RepeatWrapping,
  RGBAFormat,
} from "three";

const SIZE = 256;

/** A seeded chance: the same clouds and waves for everybody. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** Adds one octave of smooth noise that repeats at the edges. */
function addOctave(into: Float32Array, period: number, weight: number, next: () => number): void {
  const lattice = Float32Array.from({ length: period * period }, next);
  const step = period / SIZE;
  for (let y = 0; y < SIZE; y++) {
    const v = y * step;
    const row = Math.floor(v) * period;
    const below = ((Math.floor(v) + 1) % period) * period;
    const fy = (v % 1) ** 2 * (3 - 2 * (v % 1));
    for (let x = 0; x < SIZE; x++) {
      const u = x * step;
      const [left, right] = [Math.floor(u), (Math.floor(u) + 1) % period];
      const fx = (u % 1) ** 2 * (3 - 2 * (u % 1));
      const top = (lattice[row + left] ?? 0) * (1 - fx) + (lattice[row + right] ?? 0) * fx;
      const low = (lattice[below + left] ?? 0) * (1 - fx) + (lattice[below + right] ?? 0) * fx;
      into[y * SIZE + x] = (into[y * SIZE + x] ?? 0) + weight * (top + (low - top) * fy);
    }
  }
}

/** Several octaves, stretched to 0 … 1. */
function noise(seed: number, first: number, octaves: number): Float32Array {
  const field = new Float32Array(SIZE * SIZE);
  const next = chance(seed);
  for (let i = 0; i < octaves; i++) addOctave(field, first * 2 ** i, 0.5 ** i, next);
  let [low, high] = [Infinity, -Infinity];
  for (const value of field) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return field.map((value) => (value - low) / (high - low));
}

const byte = (value: number): number => Math.max(0, Math.min(255, Math.round(value * 255)));

/**
 * One small picture for everything that ripples, made here instead of downloaded: the slopes of little waves (red, green),
 * the lace of foam (blue) and clouds (alpha).
 */
export function makeNoise(): DataTexture {
  const waves = noise(7, 8, 4);
  const ridge = noise(23, 12, 3).map((value) => 1 - Math.abs(value * 2 - 1));
  const clouds = noise(41, 4, 6);
  const pixels = new Uint8Array(SIZE * SIZE * 4);
  const wave = (x: number, y: number): number =>
    waves[((y + SIZE) % SIZE) * SIZE + ((x + SIZE) % SIZE)] ?? 0;
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const at = y * SIZE + x;
      pixels[at * 4] = byte(0.5 + 4 * (wave(x + 1, y) - wave(x - 1, y)));
      pixels[at * 4 + 1] = byte(0.5 + 4 * (wave(x, y + 1) - wave(x, y - 1)));
      pixels[at * 4 + 2] = byte(ridge[at] ?? 0);
      pixels[at * 4 + 3] = byte(clouds[at] ?? 0);
    }
  }
  const texture = new DataTexture(pixels, SIZE, SIZE, RGBAFormat);
  texture.wrapS = RepeatWrapping;
  texture.wrapT = RepeatWrapping;
  texture.magFilter = LinearFilter;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.generateMipmaps = true;
  texture.needsUpdate = true;
  return texture;
}
