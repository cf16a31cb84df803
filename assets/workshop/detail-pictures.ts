import { mkdirSync } from "node:fs";

import sharp from "sharp";

import { clouded, seeded, step } from "./noise.ts";

type Shade = number | readonly [number, number, number];
type Painter = (u: number, v: number) => Shade;

interface Picture {
  readonly width: number;
  readonly quality: number;
  readonly paint: () => Painter;
}

const TURN = Math.PI * 2;

/** Grain runs along v. */
function wood(): Painter {
  const [slow, fibre, fine, warp] = [
    clouded(4, 2, 4, 1),
    clouded(48, 3, 3, 2),
    clouded(128, 4, 2, 3),
    clouded(3, 2, 3, 9),
  ];
  return (u, v) => {
    const x = u + warp(u, v) * 0.16;
    const [g, f] = [fibre(x, v), fine(x, v)];
    const rings = (Math.sin((u * 9 + slow(u, v) * 3.2) * TURN) * 0.5 + 0.5) ** 2;
    const k =
      0.8 + 0.13 * g + 0.09 * f - 0.1 * rings * g - 0.1 * step(0.66, 0.9, f) * step(0.4, 0.7, g);
    return [k * 1.03, k, k * 0.965];
  };
}

/** Twelve boards across 2.4 m, joints out of step. */
function floor(): Painter {
  const chance = seeded(77);
  const pair = (): readonly [number, number] => [chance(), chance()];
  const boards = Array.from({ length: 12 }, () => ({
    joint: chance(),
    tone: pair(),
    hue: pair(),
    off: pair(),
  }));
  const [fibre, fine, slow] = [clouded(96, 4, 3, 21), clouded(256, 6, 2, 22), clouded(8, 3, 3, 23)];
  return (u, v) => {
    const index = Math.min(11, Math.floor(u * 12));
    const board = boards[index];
    if (!board) return 1;
    const across = u * 12 - index;
    const along = (((v - board.joint) % 1) + 1) % 1;
    const half = along < 0.5 ? 0 : 1;
    const toJointM = Math.min(along % 0.5, 0.5 - (along % 0.5)) * 2.4;
    const [x, y] = [u + board.off[half] * 0.37, v + board.off[half]];
    const [g, f] = [fibre(x, y), fine(x, y)];
    const rings = (Math.sin((x * 26 + slow(x, y) * 4) * TURN) * 0.5 + 0.5) ** 2;
    let k = 0.74 + 0.15 * g + 0.1 * f - 0.09 * rings * g + (board.tone[half] - 0.5) * 0.2;
    k -= 0.14 * step(0.68, 0.9, f) * step(0.45, 0.7, g);
    const toEdgeM = Math.min(across, 1 - across) * 0.2;
    k *= 0.45 + 0.55 * Math.min(toEdgeM / 0.004, toJointM / 0.004, 1);
    k *= 0.93 + 0.07 * Math.min(1, Math.min(toEdgeM, toJointM) / 0.014);
    const hue = (board.hue[half] - 0.5) * 0.07;
    return [k * (1.02 + hue), k, k * (0.965 - hue)];
  };
}

function fabric(): Painter {
  const [nubs, slow, hair] = [
    clouded(64, 64, 2, 31),
    clouded(6, 6, 3, 32),
    clouded(160, 160, 1, 33),
  ];
  return (u, v) => {
    const m = slow(u, v);
    const weave = Math.sin(u * TURN * 56) * Math.sin(v * TURN * 56);
    return (
      0.865 +
      0.075 * weave * (0.6 + 0.4 * m) +
      0.16 * (nubs(u, v) - 0.5) +
      0.1 * (hair(u, v) - 0.5) +
      0.1 * (m - 0.5)
    );
  };
}

/** Plaster, stone, glaze. */
function matte(): Painter {
  const [slow, speckle] = [clouded(5, 5, 6, 41), clouded(90, 90, 2, 42)];
  return (u, v) => 0.9 + 0.16 * (slow(u, v) - 0.5) + 0.06 * (speckle(u, v) - 0.5);
}

function leaf(): Painter {
  const slow = clouded(8, 8, 4, 51);
  return (u, v) => 0.88 + 0.24 * (slow(u, v) - 0.5);
}

/** Fine grain, and ripples where the wind was. */
function sand(): Painter {
  const [grain, patches, warp, chance] = [
    clouded(200, 200, 2, 61),
    clouded(5, 5, 4, 62),
    clouded(4, 4, 3, 63),
    seeded(64),
  ];
  return (u, v) => {
    const ripple = Math.sin((v * 22 + warp(u, v) * 3.2 + 0.35 * Math.sin(u * TURN * 2)) * TURN);
    let k =
      0.88 +
      0.055 * ripple * step(0.35, 0.75, patches(u, v)) +
      0.17 * (grain(u, v) - 0.5) +
      0.1 * (patches(u, v) - 0.5);
    const odd = chance();
    if (odd > 0.992) k += 0.1;
    else if (odd < 0.006) k -= 0.18;
    return [k * 1.01, k, k * 0.975];
  };
}

/** Paving, gravel between: rounded cobbles of uneven size. */
function cobble(): Painter {
  const [grain, slow, chance] = [clouded(120, 120, 2, 91), clouded(6, 6, 4, 92), seeded(93)];
  const across = 9;
  const stones = Array.from({ length: across * across }, () => ({
    x: chance(),
    y: chance(),
    tone: chance(),
  }));
  return (u, v) => {
    const near: { d: number; tone: number }[] = [];
    const [cx, cy] = [Math.floor(u * across), Math.floor(v * across)];
    for (let j = -1; j <= 1; j++)
      for (let i = -1; i <= 1; i++) {
        const stone = stones[((cy + j + across) % across) * across + ((cx + i + across) % across)];
        if (!stone) continue;
        const x = cx + i + 0.5 + (stone.x - 0.5) * 0.7 - u * across;
        const y = cy + j + 0.5 + (stone.y - 0.5) * 0.7 - v * across;
        near.push({ d: Math.hypot(x, y), tone: stone.tone });
      }
    near.sort((p, q) => p.d - q.d);
    const gap = (near[1]?.d ?? 1) - (near[0]?.d ?? 0);
    const k =
      0.82 +
      0.2 * ((near[0]?.tone ?? 0.5) - 0.5) +
      0.12 * (grain(u, v) - 0.5) +
      0.08 * (slow(u, v) - 0.5);
    return k * (0.62 + 0.38 * step(0.02, 0.2, gap)) + 0.04;
  };
}

const PICTURES: Readonly<Record<string, Picture>> = {
  wood: { width: 512, quality: 62, paint: wood },
  floor: { width: 1024, quality: 50, paint: floor },
  fabric: { width: 512, quality: 60, paint: fabric },
  matte: { width: 512, quality: 60, paint: matte },
  leaf: { width: 256, quality: 60, paint: leaf },
  sand: { width: 512, quality: 60, paint: sand },
  paving: { width: 512, quality: 60, paint: cobble },
};

async function picture({ width, quality, paint }: Picture, file: string): Promise<void> {
  const shade = paint();
  const bytes = Buffer.alloc(width * width * 3);
  for (let y = 0; y < width; y++)
    for (let x = 0; x < width; x++) {
      const c = shade((x + 0.5) / width, (y + 0.5) / width);
      for (let k = 0; k < 3; k++) {
        const value = typeof c === "number" ? c : (c[k] ?? 0);
        bytes[(y * width + x) * 3 + k] = Math.max(0, Math.min(255, Math.round(255 * value)));
      }
    }
  await sharp(bytes, { raw: { width, height: width, channels: 3 } })
    .webp({ quality, smartSubsample: true, effort: 6 })
    .toFile(file);
}

/** The tiling pictures a place wears: multipliers with a mean near 0.9, painted by noise. */
export async function paintDetails(names: readonly string[], folder: URL): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await Promise.all(
    names.map((name) => {
      const known = PICTURES[name];
      if (!known) throw new Error(`no detail picture is called ${name}`);
      return picture(known, new URL(`${name}.webp`, folder).pathname);
    }),
  );
}
