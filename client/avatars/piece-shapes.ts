import { CylinderGeometry, type BufferGeometry } from "three";

import type { CircleView } from "#rules/circle/view.ts";

import {
  pebble,
  placed,
  ring,
  sheet,
  surfaced,
  together,
  type Surface,
  type Triple,
} from "./solid.ts";

/** What the piece's shader does with a surface. */
const STUFF = { pearl: 0, brass: 1, wood: 2, paint: 3, flame: 4, rose: 5 } as const;

const of = (stuff: Surface, ...parts: readonly BufferGeometry[]) =>
  parts.map((part) => surfaced(part, stuff));

const TURNS = 3.2;

/** A sea snail's shell: a tube that widens as it winds down. */
function shell(): BufferGeometry {
  const wound = (
    t: number,
  ): { readonly at: Triple; readonly radius: number; readonly turn: number } => {
    const size = Math.exp(Math.log(16) * (t - 1));
    const turn = t * TURNS * Math.PI * 2 + 0.5;
    return {
      at: [Math.cos(turn) * 0.03 * size, 0.062 - 0.083 * size, Math.sin(turn) * 0.03 * size],
      radius: 0.034 * size,
      turn,
    };
  };
  const tube = sheet(60, 12, (u, v) => {
    const { at, radius, turn } = wound(u);
    const a = v * Math.PI * 2;
    // Growth lines: fine steps along the way.
    const reach = radius * (1 + 0.035 * Math.sin(u * 150)) * Math.cos(a);
    return [
      at[0] + Math.cos(turn) * reach,
      at[1] + radius * 1.12 * Math.sin(a),
      at[2] + Math.sin(turn) * reach,
    ];
  });
  const { at, radius, turn } = wound(1);
  const mouth = placed(
    pebble(4, 2, (x, y, z) => [x * radius * 0.93, y * radius * 1.05, z * 0.006]),
    { at, turn: [0, -turn, 0] },
  );
  const lip = placed(ring(radius * 0.98, 0.0035, 20, 6), { at, turn: [0, -turn, 0] });
  return together([...of(STUFF.pearl, tube, lip), ...of(STUFF.rose, mouth)]);
}

/** From the foot to the tip of the stick, metres from where it is held. */
const STICK = { from: -0.05, to: 0.15 } as const;

/** A turned and carved stick with two painted rings, a cord and a leaf of brass. */
function stick(): BufferGeometry {
  const long = STICK.to - STICK.from;
  const wood = sheet(
    18,
    44,
    (u, v) => {
      const a = -u * Math.PI * 2;
      const carved = v > 0.26 && v < 0.68 ? 0.0016 * Math.sin(a * 2 + v * 46) : 0;
      const bud = v > 0.8 ? 0.0075 * Math.sin(((v - 0.8) / 0.2) * Math.PI) : 0;
      const ends = v < 0.015 || v > 0.985 ? 0.25 : 1;
      const r =
        (0.0128 - 0.002 * v + carved + bud + 0.0022 * Math.exp(-(((v - 0.22) / 0.02) ** 2))) * ends;
      return [Math.cos(a) * r, STICK.from + v * long, Math.sin(a) * r];
    },
    true,
  );
  const band = (y: number) =>
    placed(ring(0.0122, 0.0028, 18, 6), { at: [0, y, 0], turn: [Math.PI / 2, 0, 0] });
  const cord = placed(new CylinderGeometry(0.0012, 0.0012, 0.05, 5), {
    at: [0.0155, 0.062, 0.004],
    turn: [0, 0, 0.12],
  });
  const bead = (y: number, x: number) =>
    placed(
      pebble(3, 2, (a, b, c) => [a * 0.0048, b * 0.0048, c * 0.0048]),
      { at: [x, y, 0.004] },
    );
  const leaf = placed(
    pebble(3, 2, (x, y, z) => [x * 0.009 * (1 + 0.4 * y), y * 0.019, z * 0.0018]),
    { at: [0.0205, 0.012, 0.004], turn: [0, 0.5, 0.1] },
  );
  return together([
    ...of(STUFF.wood, wood, cord),
    ...of(STUFF.paint, band(0.09), band(0.106), bead(0.036, 0.0185)),
    ...of(STUFF.brass, leaf, bead(0.028, 0.0195)),
  ]);
}

/** A little lantern: four thin posts around a light that does not flicker. */
function lantern(): BufferGeometry {
  const disc = (y: number, top: number, foot: number, high: number) =>
    placed(new CylinderGeometry(top, foot, high, 20), { at: [0, y, 0] });
  const post = (i: number) => {
    const a = (i / 4) * Math.PI * 2 + 0.4;
    return placed(new CylinderGeometry(0.0022, 0.0022, 0.075, 6), {
      at: [Math.cos(a) * 0.031, -0.002, Math.sin(a) * 0.031],
    });
  };
  const light = placed(
    pebble(6, 2.1, (x, y, z) => [x * 0.0265, y * 0.034 * (1 - 0.08 * y), z * 0.0265]),
    { at: [0, -0.003, 0] },
  );
  return together([
    ...of(
      STUFF.brass,
      disc(-0.044, 0.037, 0.041, 0.011),
      disc(0.038, 0.033, 0.037, 0.007),
      disc(0.051, 0.011, 0.032, 0.02),
      ...[0, 1, 2, 3].map(post),
      placed(ring(0.017, 0.0024, 18, 6), { at: [0, 0.076, 0] }),
    ),
    ...of(STUFF.flame, light),
  ]);
}

/** The three talking pieces; built once for a room. */
export const pieceShapes: Readonly<Record<CircleView["piece"], () => BufferGeometry>> = {
  shell,
  stick,
  lantern,
};

/** A shallow brass dish, the piece's home; its middle lies below where the piece rests. */
export const dishShape = (): BufferGeometry =>
  together(
    of(
      STUFF.brass,
      new CylinderGeometry(0.058, 0.034, 0.014, 28),
      placed(ring(0.058, 0.004, 28, 6), { at: [0, 0.007, 0], turn: [Math.PI / 2, 0, 0] }),
    ),
  );
