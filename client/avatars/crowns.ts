import { CylinderGeometry, type BufferGeometry } from "three";

import type { Crown } from "../world/outfit.ts";
import { headAt } from "./head-shape.ts";
import {
  isCoarse,
  pebble,
  placed,
  sheet,
  SURFACE,
  surfaced,
  together,
  type Surface,
  type Triple,
} from "./solid.ts";

const front = (azimuth: number) => Math.max(0, Math.cos(azimuth));
const back = (azimuth: number) => Math.max(0, -Math.cos(azimuth));
const side = (azimuth: number) => Math.abs(Math.sin(azimuth));

/** Hair or cloth from the pole of the head down to a line (elevation by azimuth), rolled in at its edge. */
function cap(
  line: (azimuth: number) => number,
  thickness: (azimuth: number, down: number) => number,
  { around = 24, rows = 9 } = {},
): BufferGeometry {
  const all = rows + 2;
  return sheet(
    around,
    all,
    (u, v): Triple => {
      const azimuth = -u * Math.PI * 2;
      const down = Math.min(1, (v * all) / rows);
      const elevation = Math.PI / 2 + (line(azimuth) - Math.PI / 2) * down;
      const row = v * all;
      const thick = thickness(azimuth, down);
      const scale = row > rows + 0.5 ? 0.93 : row > rows - 0.5 ? 1 + thick * 0.75 : 1 + thick;
      return headAt(azimuth, elevation, scale);
    },
    true,
  );
}

const ball = (
  segments: number,
  exponent: number,
  size: Triple,
  at: Triple,
  turn: Triple = [0, 0, 0],
) =>
  placed(
    pebble(segments, exponent, (x, y, z) => [x * size[0], y * size[1], z * size[2]]),
    { at, turn },
  );

const as = (surface: Surface, ...parts: readonly BufferGeometry[]) =>
  parts.map((part) => surfaced(part, surface));

function curls(): BufferGeometry {
  const parts = as(
    SURFACE.plain,
    cap(
      (a) => 0.55 * front(a) ** 0.7 - 0.55 * back(a),
      () => (isCoarse() ? 0.2 : 0.05),
      { around: 20, rows: 5 },
    ),
  );
  // From afar the cap alone reads as curls.
  const count = isCoarse() ? 0 : 30;
  for (let i = 0; i < count; i++) {
    // Points spread by the golden angle, except over the face.
    const azimuth = i * 2.39996;
    const elevation = Math.asin(Math.max(-1, 1 - ((i + 0.5) / count) * 1.12));
    if (Math.cos(azimuth) > 0.25 && elevation < 0.62) continue;
    const radius = 0.03 + (0.01 * ((i * 37) % 7)) / 7;
    parts.push(
      ...as(SURFACE.plain, ball(2, 2, [radius, radius, radius], headAt(azimuth, elevation, 1.1))),
    );
  }
  return together(parts);
}

function sprout(): BufferGeometry {
  const leaf = (sign: number) =>
    placed(
      pebble(4, 2, (x, y, z) => [
        x * 0.06,
        y * 0.012 * (1 - x * x * 0.5) + x * x * 0.012,
        z * 0.03 * (1 - 0.55 * Math.max(0, x)),
      ]),
      { at: [sign * 0.048, 0.178, 0], turn: [0, sign > 0 ? 0 : Math.PI, 0.52] },
    );
  return together([
    ...as(SURFACE.plain, leaf(-1), leaf(1)),
    ...as(SURFACE.plain, placed(new CylinderGeometry(0.006, 0.009, 0.06, 7), { at: [0, 0.15, 0] })),
  ]);
}

function beanie(): BufferGeometry {
  const rim = sheet(
    20,
    6,
    (u, v) => {
      const azimuth = -u * Math.PI * 2;
      const around = v * Math.PI * 2;
      return headAt(
        azimuth,
        0.4 + 0.05 * Math.cos(azimuth) + 0.1 * Math.sin(around),
        1.115 + 0.05 * Math.cos(around),
      );
    },
    true,
  );
  return together([
    ...as(
      SURFACE.plain,
      cap(
        (a) => 0.4 + 0.05 * Math.cos(a),
        (a, down) => 0.1 + 0.1 * (1 - down) + 0.01 * Math.cos(a * 22) * Math.min(1, down * 3),
      ),
    ),
    ...as(SURFACE.second, rim, ball(3, 2, [0.034, 0.032, 0.034], [0, 0.178, 0])),
  ]);
}

function swoop(): BufferGeometry {
  const lock = placed(
    pebble(5, 2.3, (x, y, z) => {
      const bend = x * x * 0.35;
      return [x * 0.118, y * 0.046 + 0.03 * x - bend * 0.03, z * 0.058 - bend * 0.05];
    }),
    { at: [0.012, 0.112, 0.072], turn: [0.25, 0, 0.1] },
  );
  const base = cap(
    (a) => 0.5 * front(a) - 0.5 * back(a) + 0.3 * Math.sin(a) * front(a),
    (_, down) => 0.075 + 0.035 * Math.sin(down * 3),
  );
  return together(as(SURFACE.plain, base, lock));
}

const short = () =>
  together(
    as(
      SURFACE.plain,
      cap(
        (a) =>
          0.62 * front(a) ** 0.6 - 0.55 * back(a) - 0.02 * side(a) + 0.12 * Math.sin(a) * front(a),
        (a, down) => 0.075 + 0.055 * Math.sin(down * 2.4) + 0.012 * Math.sin(a * 9) * down,
      ),
    ),
  );

const bob = () =>
  together(
    as(
      SURFACE.plain,
      cap(
        (a) => 0.5 * front(a) ** 1.6 - 0.98 * (1 - front(a) ** 1.2),
        (a, down) => 0.085 + 0.09 * down * down * (1 - front(a) * 0.6),
      ),
    ),
  );

const bun = () =>
  together(
    as(
      SURFACE.plain,
      cap(
        (a) => 0.58 * front(a) ** 0.7 - 0.52 * back(a) - 0.08 * side(a),
        (_, down) => 0.06 + 0.03 * Math.sin(down * 3),
      ),
      ball(4, 2.1, [0.054, 0.048, 0.054], [0, 0.158, -0.038]),
    ),
  );

const hood = () =>
  together(
    as(
      SURFACE.plain,
      cap(
        (a) => 0.72 * front(a) ** 0.35 - 1.18 * (1 - front(a) ** 0.5),
        (a, down) => 0.15 + 0.06 * down * (1 - front(a)) + 0.02 * Math.sin(down * 3),
        { rows: 11 },
      ),
    ),
  );

const wrap = () =>
  together(
    as(
      SURFACE.plain,
      cap(
        (a) => 0.46 - 0.42 * back(a) - 0.12 * side(a),
        (a, down) => 0.1 + 0.05 * Math.sin(down * 3.1) + 0.016 * Math.sin(down * 16 + a),
      ),
      ball(4, 2.3, [0.062, 0.046, 0.054], [0.012, 0.15, -0.052], [0.3, 0, 0.2]),
    ),
  );

/** What one may wear on the head. Built once for everybody. */
export const crownShapes: Readonly<Record<Exclude<Crown, "none">, () => BufferGeometry>> = {
  short,
  bob,
  curls,
  swoop,
  bun,
  sprout,
  beanie,
  hood,
  wrap,
};
