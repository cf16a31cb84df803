import { CylinderGeometry, TorusGeometry, type BufferGeometry } from "three";

import type { Accessory } from "../world/outfit.ts";
import { HEAD, headPoint } from "./head-shape.ts";
import { mirrored, pebble, placed, sheet, SURFACE, surfaced, together } from "./solid.ts";

/** Length of a garment from the neck down to the cushion, metres; the body's shape is drawn to it. */
export const BODY_LENGTH = 0.588;

/** Radius and height (below the neck) down the garment: a knitted bell. */
const PROFILE: readonly (readonly [number, number])[] = [
  [0.05, 0],
  [0.075, -0.012],
  [0.118, -0.034],
  [0.15, -0.075],
  [0.163, -0.13],
  [0.17, -0.2],
  [0.182, -0.29],
  [0.203, -0.38],
  [0.222, -0.46],
  [0.225, -0.52],
  [0.2, -0.565],
  [0.12, -0.585],
  [0, -BODY_LENGTH],
];

/** Everything faces +z here; the crowd turns it to the pose's −z. */
const head = () => surfaced(pebble(9, HEAD.exponent, headPoint), SURFACE.face);

function body(): BufferGeometry {
  const rows = PROFILE.length - 1;
  const bell = sheet(
    28,
    rows,
    (u, v) => {
      const [radius, y] = PROFILE[Math.round(v * rows)] ?? [0, 0];
      const angle = -u * Math.PI * 2;
      const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
      // The lap: knees push the cloth forward.
      const lap = Math.max(0, cos) * Math.exp(-(((y + 0.47) / 0.12) ** 2)) * 0.07;
      const depth = 0.78 + 0.16 * Math.min(1, Math.max(0, (-y - 0.1) / 0.35));
      return [sin * radius * (1 + 0.03 * sin * sin), y, cos * radius * depth + lap];
    },
    true,
  );
  return surfaced(bell, SURFACE.garment);
}

/** A tube of unit radius along y = 0 … 1; the shader bends it from shoulder to wrist. */
const arm = () =>
  surfaced(
    sheet(10, 10, (u, v) => [Math.cos(-u * Math.PI * 2), v, Math.sin(-u * Math.PI * 2)], true),
    SURFACE.arm,
  );

/** A left mitten, palm down, fingers to +z, thumb to the person's right (their +x is left when they face +z). */
function leftHand(): BufferGeometry {
  const palm = pebble(4, 2.6, (x, y, z) => [
    x * 0.042 * (1 - 0.08 * z),
    y * 0.019 + (z > 0.2 ? -0.012 * (z - 0.2) ** 2 : 0),
    z * 0.062 + 0.045,
  ]);
  const fingers = pebble(4, 2.4, (x, y, z) => [
    x * 0.0385,
    y * 0.0165 - 0.01 * (z * 0.5 + 0.5) ** 2,
    z * 0.036 + 0.108,
  ]);
  const thumb = placed(
    pebble(3, 2.3, (x, y, z) => [x * 0.0145, y * 0.0145, z * 0.033]),
    { at: [-0.044, -0.004, 0.062], turn: [0, -0.62, 0] },
  );
  return together([palm, fingers, thumb].map((part) => surfaced(part, SURFACE.hand)));
}

function glasses(): BufferGeometry {
  const plain = (geometry: BufferGeometry) => surfaced(geometry, SURFACE.plain);
  const sides = [-1, 1].flatMap((sign) => [
    plain(
      placed(new TorusGeometry(0.036, 0.0042, 6, 18), {
        at: [sign * 0.047, 0.01, HEAD.depth * 0.985],
        turn: [0, sign * 0.26, 0],
      }),
    ),
    plain(
      placed(new CylinderGeometry(0.0034, 0.0034, 0.07, 6), {
        at: [sign * 0.105, 0.016, 0.082],
        turn: [Math.PI / 2 - 0.02, 0, sign * -0.44],
      }),
    ),
  ]);
  const bridge = placed(new TorusGeometry(0.012, 0.0036, 6, 10, Math.PI), {
    at: [0, 0.014, HEAD.depth + 0.01],
  });
  return together([...sides, plain(bridge)]);
}

function scarf(): BufferGeometry {
  const ring = sheet(
    28,
    9,
    (u, v) => {
      const [a, b] = [-u * Math.PI * 2, v * Math.PI * 2];
      const [wide, thick] = [0.092 + 0.006 * Math.sin(a * 3), 0.036];
      return [
        Math.sin(a) * (wide + thick * Math.cos(b)) * 1.12,
        thick * 0.95 * Math.sin(b) + 0.006 * Math.cos(a * 2) - 0.008,
        Math.cos(a) * (wide + thick * Math.cos(b)) * 0.98,
      ];
    },
    true,
  );
  const end = placed(
    pebble(4, 3, (x, y, z) => [x * 0.035, y * 0.085, z * 0.018]),
    { at: [0.07, -0.1, 0.125], turn: [-0.34, 0.18, 0.12] },
  );
  return together([ring, end].map((part) => surfaced(part, SURFACE.plain)));
}

function phones(): BufferGeometry {
  const band = sheet(18, 6, (u, v) => {
    const [a, b] = [(u - 0.5) * Math.PI * 1.04, v * Math.PI * 2];
    const [wide, thick] = [HEAD.height + 0.022, 0.0085];
    const reach = wide + thick * Math.cos(b);
    return [Math.sin(a) * reach * 1.01, Math.cos(a) * reach, thick * 1.6 * Math.sin(b)];
  });
  const cup = (sign: number) =>
    placed(
      pebble(4, 3, (x, y, z) => [x * 0.022, y * 0.046, z * 0.042]),
      { at: [sign * (HEAD.width + 0.016), -0.006, 0] },
    );
  return together([
    surfaced(band, SURFACE.plain),
    ...[-1, 1].map((sign) => surfaced(cup(sign), SURFACE.second)),
  ]);
}

function flower(): BufferGeometry {
  const petals = Array.from({ length: 6 }, (_, i) =>
    surfaced(
      placed(
        pebble(3, 2, (x, y, z) => [x * 0.017, y * 0.017, z * 0.007]),
        { turn: [0, 0, (i * Math.PI) / 3] },
        { at: [0.021, 0, 0] },
      ),
      SURFACE.plain,
    ),
  );
  const heart = placed(
    pebble(3, 2, (x, y, z) => [x * 0.013, y * 0.013, z * 0.011]),
    { at: [0, 0, 0.005] },
  );
  return together([...petals, surfaced(heart, SURFACE.second)]);
}

/** The small light that floats beside whoever has raised a hand. */
const lantern = () =>
  together([
    surfaced(
      pebble(5, 2.2, (x, y, z) => [x * 0.036, y * 0.046, z * 0.036]),
      SURFACE.lantern,
    ),
    ...[0.046, -0.046].map((y) =>
      surfaced(
        placed(new CylinderGeometry(0.016, 0.016, 0.008, 10), { at: [0, y, 0] }),
        SURFACE.plain,
      ),
    ),
  ]);

export const bodyShapes = {
  head,
  body,
  arm,
  leftHand,
  rightHand: () => mirrored(leftHand()),
  lantern,
} as const;

export const accessoryShapes: Readonly<Record<Exclude<Accessory, "none">, () => BufferGeometry>> = {
  glasses,
  scarf,
  phones,
  flower,
};
