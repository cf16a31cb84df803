import { CylinderGeometry, type BufferGeometry } from "three";

import { BODY_LENGTH } from "./body-parts.ts";
import { HEAD, headPoint } from "./head-shape.ts";
import {
  isCoarse,
  pebble,
  placed,
  ring,
  sheet,
  SURFACE,
  surfaced,
  together,
  type Surface,
  type Triple,
} from "./solid.ts";

/** Heads and bodies that are no person's: the same size, the same face, the same hands. */

const ball = (segments: number, size: Triple, at: Triple, turn: Triple = [0, 0, 0]) =>
  placed(
    pebble(segments, 2.1, (x, y, z) => [x * size[0], y * size[1], z * size[2]]),
    { at, turn },
  );

const as = (surface: Surface, ...parts: readonly BufferGeometry[]) =>
  parts.map((part) => surfaced(part, surface));

/** A turned body whose radius is given down from the neck (0 … 1). */
const turnedBody = (rows: number, radius: (down: number, azimuth: number) => number) =>
  sheet(
    24,
    rows,
    (u, v) => {
      const azimuth = -u * Math.PI * 2;
      const r = radius(v, azimuth);
      return [Math.sin(azimuth) * r, -v * BODY_LENGTH, Math.cos(azimuth) * r * 0.94];
    },
    true,
  );

const RIBS = 7;
/** Paper between bamboo hoops: it bulges a little from hoop to hoop. */
const bulge = (down: number, hoops: number): number => Math.abs(Math.sin(down * Math.PI * hoops));

function lanternHead(): BufferGeometry {
  const paper = sheet(
    22,
    RIBS * 2,
    (u, v) => {
      const azimuth = -u * Math.PI * 2;
      const y = 1 - 2 * v;
      const wide = (1 - Math.abs(y) ** 3.2 * 0.72) * (0.965 + 0.035 * bulge(v, RIBS));
      return [
        Math.sin(azimuth) * HEAD.width * 1.06 * wide,
        y * HEAD.height * 0.96,
        Math.cos(azimuth) * HEAD.depth * 1.04 * wide,
      ];
    },
    true,
  );
  const hoop = (y: number) =>
    placed(ring(0.044, 0.008, 14, 4), { at: [0, y, 0], turn: [Math.PI / 2, 0, 0] });
  return together([
    ...as(SURFACE.face, paper),
    ...as(
      SURFACE.beak,
      hoop(HEAD.height * 0.97),
      hoop(-HEAD.height * 0.97),
      placed(new CylinderGeometry(0.03, 0.042, 0.016, isCoarse() ? 6 : 14), {
        at: [0, HEAD.height, 0],
      }),
      placed(ring(0.022, 0.004, 12, 4), { at: [0, HEAD.height + 0.026, 0] }),
    ),
  ]);
}

const lanternBody = () =>
  together(
    as(
      SURFACE.garment,
      turnedBody(18, (v) => {
        const barrel = 0.06 + 0.158 * Math.sin(Math.min(1, v * 1.02) ** 0.78 * Math.PI) ** 0.62;
        return (v > 0.985 ? 0.05 : barrel) * (0.965 + 0.035 * bulge(v, 9));
      }),
    ),
  );

/** A pebble that the sea has turned: no side like another. */
const stone = (size: Triple, at: Triple, turn: Triple) =>
  placed(
    pebble(5, 2.3, (x, y, z) => [
      x * size[0] * (1 + 0.05 * z),
      y * size[1] * (1 + 0.06 * x),
      z * size[2] * (1 - 0.04 * x),
    ]),
    { at, turn },
  );

const stoneHead = () =>
  surfaced(
    pebble(7, 2.5, (x, y, z) => {
      const [px, py, pz] = headPoint(x, y, z);
      return [px * (1.05 - 0.05 * y), py * (0.95 + 0.03 * x), pz];
    }),
    SURFACE.face,
  );

const stoneBody = () =>
  together(
    as(
      SURFACE.garment,
      stone([0.148, 0.092, 0.132], [0.006, -0.09, 0], [0, 0.3, 0.04]),
      stone([0.19, 0.108, 0.172], [-0.008, -0.265, 0.006], [0, -0.4, -0.04]),
      stone([0.226, 0.134, 0.21], [0.004, -0.455, 0.012], [0, 0.2, 0.02]),
    ),
  );

function birdHead(): BufferGeometry {
  const round = pebble(7, 2.15, (x, y, z) => {
    const [px, py, pz] = headPoint(x, y, z);
    return [px, py, pz];
  });
  const feather = (x: number, lean: number, tall: number) =>
    ball(3, [0.016, tall, 0.02], [x, HEAD.height + tall * 0.55, -0.012], [-0.35, 0, lean]);
  const middle = feather(0, 0, 0.048);
  const crest = isCoarse()
    ? [middle]
    : [feather(-0.024, 0.42, 0.034), middle, feather(0.024, -0.42, 0.034)];
  const bill = placed(
    pebble(3, 2, (x, y, z) => [
      x * 0.036 * (1 - 0.42 * z),
      y * 0.02 * (1 - 0.3 * z) - 0.012 * Math.max(0, z) ** 2,
      z * 0.046,
    ]),
    { at: [0, -0.036, HEAD.depth + 0.006] },
  );
  const jaw = ball(3, [0.026, 0.011, 0.034], [0, -0.056, HEAD.depth]);
  return together([
    ...as(SURFACE.face, round),
    ...as(SURFACE.plain, ...crest),
    ...as(SURFACE.beak, bill),
    ...as(SURFACE.jaw, jaw),
  ]);
}

function birdBody(): BufferGeometry {
  const breast = sheet(
    24,
    12,
    (u, v) => {
      const azimuth = -u * Math.PI * 2;
      const r = v > 0.99 ? 0.02 : 0.075 + 0.15 * Math.sin(v ** 0.9 * Math.PI * 0.86) ** 0.85;
      const front = Math.max(0, Math.cos(azimuth)) * Math.sin(v * Math.PI) * 0.035;
      return [Math.sin(azimuth) * r, -v * BODY_LENGTH, Math.cos(azimuth) * r * 0.92 + front];
    },
    true,
  );
  const tail = (x: number, turn: number) =>
    ball(3, [0.045, 0.016, 0.11], [x, -0.49, -0.235], [0.5, turn, 0]);
  const tails = isCoarse() ? [tail(0, 0)] : [tail(-0.045, 0.25), tail(0.045, -0.25), tail(0, 0)];
  return together(as(SURFACE.garment, breast, ...tails));
}

function cloudHead(): BufferGeometry {
  const face = pebble(7, 2.1, (x, y, z) => {
    const [px, py, pz] = headPoint(x, y, z);
    return [px * 1.02, py * 0.96, pz];
  });
  const puffs: readonly (readonly [Triple, number])[] = [
    [[-0.105, 0.062, -0.02], 0.062],
    [[0.108, 0.05, -0.026], 0.066],
    [[-0.045, 0.115, -0.012], 0.062],
    [[0.046, 0.122, -0.02], 0.056],
    [[-0.112, -0.045, -0.045], 0.062],
    [[0, 0.02, -0.09], 0.1],
    [[0.11, -0.055, -0.045], 0.056],
  ];
  return together([
    ...as(SURFACE.face, face),
    ...as(
      SURFACE.plain,
      ...puffs.slice(0, isCoarse() ? 3 : 6).map(([at, r]) => ball(3, [r, r * 0.94, r], at)),
    ),
  ]);
}

function cloudBody(): BufferGeometry {
  const parts: BufferGeometry[] = [ball(3, [0.1, 0.1, 0.1], [0, -0.1, 0])];
  const ringOf = (most: number, y: number, reach: number, r: number, turn: number) => {
    // From afar: fewer, fuller puffs.
    const count = isCoarse() ? Math.min(2, most - 2) : most;
    for (let i = 0; i < count; i++) {
      const a = (i / count) * Math.PI * 2 + turn;
      const size = r * (1 + 0.12 * Math.sin(i * 2.4 + turn)) * (isCoarse() ? 1.25 : 1);
      parts.push(ball(3, [size, size * 0.92, size], [Math.sin(a) * reach, y, Math.cos(a) * reach]));
    }
  };
  ringOf(3, -0.19, 0.075, 0.1, 0.4);
  ringOf(4, -0.32, 0.095, 0.118, 0);
  ringOf(4, -0.465, 0.125, 0.125, 0.6);
  return together(as(SURFACE.garment, ...parts));
}

/** Heads and bodies by form, as the crowd names its shapes. */
export const formShapes = {
  lanternHead,
  lanternBody,
  stoneHead,
  stoneBody,
  birdHead,
  birdBody,
  cloudHead,
  cloudBody,
} as const;
