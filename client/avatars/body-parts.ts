import { CylinderGeometry, type BufferGeometry } from "three";

import type { Accessory } from "../world/outfit.ts";
import { HEAD, headPoint } from "./head-shape.ts";
import {
  isCoarse,
  mirrored,
  pebble,
  placed,
  ring,
  sheet,
  SURFACE,
  surfaced,
  together,
} from "./solid.ts";

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
const head = () => surfaced(pebble(7, HEAD.exponent, headPoint), SURFACE.face);

function body(): BufferGeometry {
  const rows = PROFILE.length - 1;
  const bell = sheet(
    24,
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
    sheet(10, 8, (u, v) => [Math.cos(-u * Math.PI * 2), v, Math.sin(-u * Math.PI * 2)], true),
    SURFACE.arm,
  );

/** How far along a finger its rings lie, and how thick it is there: straight, then round at the tip. */
const FINGER: readonly (readonly [along: number, thick: number])[] = [
  [0, 1],
  [0.42, 1.04],
  [0.78, 0.98],
  [0.94, 0.68],
  [1, 0.06],
];

/** A finger along z, `long` metres from its root. */
const finger = (radius: number, long: number) =>
  sheet(
    6,
    FINGER.length - 1,
    (u, v) => {
      const [along, thick] = FINGER[Math.round(v * (FINGER.length - 1))] ?? [v, 1];
      const a = u * Math.PI * 2;
      const r = radius * thick;
      return [Math.cos(a) * r, Math.sin(a) * r * 1.05, along * long];
    },
    true,
  );

/** A left hand, palm down, fingers to +z, thumb to the person's right (their +x is left when they face +z). */
function leftHand(): BufferGeometry {
  const palm = pebble(3, 2.6, (x, y, z) => [
    x * 0.041 * (1 - 0.06 * z),
    y * 0.019 - 0.004 * (1 - x * x),
    z * 0.056 + 0.026,
  ]);
  if (isCoarse()) {
    const mitten = pebble(3, 2.6, (x, y, z) => [x * 0.038, y * 0.014 - 0.004, z * 0.04 + 0.096]);
    return together([palm, mitten].map((part) => surfaced(part, SURFACE.hand)));
  }
  const thumb = placed(finger(0.0142, 0.062), { at: [-0.026, -0.004, 0.024], turn: [0, -0.7, 0] });
  // Four fingers of their own, side by side: the shader curls them.
  const fingers = [-0.03, -0.0105, 0.0095, 0.0285].map((x, i) =>
    placed(finger(0.0112, [0.068, 0.08, 0.074, 0.06][i] ?? 0.07), {
      at: [x, -0.003, 0.062],
      turn: [0, x * 2.8, 0],
    }),
  );
  return together([palm, ...fingers, thumb].map((part) => surfaced(part, SURFACE.hand)));
}

function glasses(): BufferGeometry {
  const plain = (geometry: BufferGeometry) => surfaced(geometry, SURFACE.plain);
  const sides = [-1, 1].flatMap((sign) => [
    plain(
      placed(ring(0.041, 0.0044, 14, 5), {
        at: [sign * 0.054, 0.006, HEAD.depth * 0.985],
        turn: [0, sign * 0.3, 0],
      }),
    ),
    plain(
      placed(new CylinderGeometry(0.0034, 0.0034, 0.07, 6), {
        at: [sign * 0.105, 0.016, 0.082],
        turn: [Math.PI / 2 - 0.02, 0, sign * -0.44],
      }),
    ),
  ]);
  const bridge = placed(new CylinderGeometry(0.0036, 0.0036, 0.03, 6), {
    at: [0, 0.014, HEAD.depth + 0.009],
    turn: [0, 0, Math.PI / 2],
  });
  return together([...sides, plain(bridge)]);
}

function scarf(): BufferGeometry {
  const loop = sheet(
    20,
    7,
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
    pebble(3, 3, (x, y, z) => [x * 0.035, y * 0.085, z * 0.018]),
    { at: [0.07, -0.1, 0.125], turn: [-0.34, 0.18, 0.12] },
  );
  return together([loop, end].map((part) => surfaced(part, SURFACE.plain)));
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
      pebble(3, 3, (x, y, z) => [x * 0.022, y * 0.046, z * 0.042]),
      { at: [sign * (HEAD.width + 0.016), -0.006, 0] },
    );
  return together([
    surfaced(band, SURFACE.plain),
    ...[-1, 1].map((sign) => surfaced(cup(sign), SURFACE.second)),
  ]);
}

function flower(): BufferGeometry {
  // From afar: one disc instead of six petals.
  const count = isCoarse() ? 1 : 6;
  const [reach, out] = isCoarse() ? [0.034, 0] : [0.017, 0.021];
  const petals = Array.from({ length: count }, (_, i) =>
    surfaced(
      placed(
        pebble(2, 2, (x, y, z) => [x * reach, y * reach, z * 0.007]),
        { turn: [0, 0, (i * Math.PI * 2) / count] },
        { at: [out, 0, 0] },
      ),
      SURFACE.plain,
    ),
  );
  const heart = placed(
    pebble(2, 2, (x, y, z) => [x * 0.013, y * 0.013, z * 0.011]),
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
