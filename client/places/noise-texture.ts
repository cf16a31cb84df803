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
  const lattice = new Float32Array(period * period);
  for (let i = 0; i < lattice.length; i++) lattice[i] = next() * weight;
  const cell = SIZE / period;
  // A picture's width is a whole number of cells: each is filled between its four corners.
  for (let row = 0; row < period; row++) {
    for (let column = 0; column < period; column++) {
      const right = (column + 1) % period;
      const below = ((row + 1) % period) * period;
      fillCell(into, column * cell, row * cell, cell, [
        lattice[row * period + column] ?? 0,
        lattice[row * period + right] ?? 0,
        lattice[below + column] ?? 0,
        lattice[below + right] ?? 0,
      ]);
    }
  }
}

type Corners = readonly [number, number, number, number];

function fillCell(into: Float32Array, left: number, top: number, cell: number, of: Corners): void {
  const a = of[0];
  const b = of[1] - of[0];
  const c = of[2] - of[0];
  const d = of[3] - of[2] - b;
  for (let y = 0; y < cell; y++) {
    const v = (y / cell) ** 2 * (3 - (2 * y) / cell);
    const from = (top + y) * SIZE + left;
    for (let x = 0; x < cell; x++) {
      const u = (x / cell) ** 2 * (3 - (2 * x) / cell);
      into[from + x] = (into[from + x] ?? 0) + a + c * v + (b + d * v) * u;
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
  const waves = noise(7, 8, 3);
  const ridge = noise(23, 16, 2).map((value) => 1 - Math.abs(value * 2 - 1));
  const clouds = noise(41, 4, 5);
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
