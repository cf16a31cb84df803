import { BufferGeometry, Euler, Float32BufferAttribute, Matrix4 } from "three";

export type Triple = readonly [number, number, number];
type Shape = (x: number, y: number, z: number) => Triple;

/** How finely solids are cut: 1 near, less for the copies drawn from afar. */
let fineness = 1;

/** Builds with fewer triangles whatever `make` builds. */
export function cutAt<Built>(part: number, make: () => Built): Built {
  fineness = part;
  try {
    return make();
  } finally {
    fineness = 1;
  }
}

/** True while copies for afar are made: what nobody can see from there is left out. */
export const isCoarse = (): boolean => fineness < 1;

const cut = (steps: number, least: number): number =>
  Math.max(Math.min(steps, least), Math.round(steps * fineness));

/** What the crowd's shader does with a surface. */
export const SURFACE = {
  plain: 0,
  face: 1,
  garment: 2,
  arm: 3,
  hand: 4,
  second: 5,
  lantern: 6,
  beak: 7,
  jaw: 8,
} as const;
export type Surface = (typeof SURFACE)[keyof typeof SURFACE];

const CUBE_FACES: readonly (readonly [Triple, Triple, Triple])[] = [
  [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  [
    [-1, 0, 0],
    [0, 0, 1],
    [0, 1, 0],
  ],
  [
    [0, 1, 0],
    [0, 0, 1],
    [1, 0, 0],
  ],
  [
    [0, -1, 0],
    [1, 0, 0],
    [0, 0, 1],
  ],
  [
    [0, 0, 1],
    [1, 0, 0],
    [0, 1, 0],
  ],
  [
    [0, 0, -1],
    [0, 1, 0],
    [1, 0, 0],
  ],
];

const build = (positions: readonly number[], index: number[]): BufferGeometry => {
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new Float32BufferAttribute(positions, 3));
  geometry.setIndex(index);
  geometry.computeVertexNormals();
  return geometry;
};

/** The point of the superellipsoid |x|^e + |y|^e + |z|^e = 1 in this direction. */
export function onSuperellipsoid(x: number, y: number, z: number, exponent: number): Triple {
  const length =
    (Math.abs(x) ** exponent + Math.abs(y) ** exponent + Math.abs(z) ** exponent) ** (1 / exponent);
  return [x / length, y / length, z / length];
}

/** A cube turned into a rounded pebble; corners are shared so that normals are smooth. */
export function pebble(finest: number, exponent: number, shape: Shape): BufferGeometry {
  const segments = cut(finest, 2);
  const positions: number[] = [];
  const index: number[] = [];
  const known = new Map<string, number>();
  const corner = (x: number, y: number, z: number): number => {
    const key = `${Math.round(x * 1e5)},${Math.round(y * 1e5)},${Math.round(z * 1e5)}`;
    const old = known.get(key);
    if (old !== undefined) return old;
    known.set(key, positions.length / 3);
    positions.push(...shape(...onSuperellipsoid(x, y, z, exponent)));
    return positions.length / 3 - 1;
  };
  // tan spreads the grid evenly over the sphere instead of crowding it at the cube's edges.
  const step = (i: number) => Math.tan(((i / segments) * 2 - 1) * (Math.PI / 4));
  for (const [normal, u, v] of CUBE_FACES) {
    const at = (i: number, j: number): number =>
      corner(
        normal[0] + u[0] * step(i) + v[0] * step(j),
        normal[1] + u[1] * step(i) + v[1] * step(j),
        normal[2] + u[2] * step(i) + v[2] * step(j),
      );
    for (let j = 0; j < segments; j++)
      for (let i = 0; i < segments; i++) {
        const [a, b, c, d] = [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)];
        index.push(a, b, c, a, c, d);
      }
  }
  return build(positions, index);
}

/** Six times the volume of a mesh around its middle: negative when it is inside out. */
function signedVolume(positions: readonly number[], index: readonly number[]): number {
  const count = positions.length / 3;
  const middle = [0, 0, 0];
  positions.forEach((value, i) => (middle[i % 3] = (middle[i % 3] ?? 0) + value / count));
  const get = (i: number, axis: number) => (positions[i * 3 + axis] ?? 0) - (middle[axis] ?? 0);
  let volume = 0;
  for (let i = 0; i < index.length; i += 3) {
    const [a = 0, b = 0, c = 0] = [index[i], index[i + 1], index[i + 2]];
    volume +=
      get(a, 0) * (get(b, 1) * get(c, 2) - get(b, 2) * get(c, 1)) -
      get(a, 1) * (get(b, 0) * get(c, 2) - get(b, 2) * get(c, 0)) +
      get(a, 2) * (get(b, 0) * get(c, 1) - get(b, 1) * get(c, 0));
  }
  return volume;
}

const flipped = (index: readonly number[]): number[] => {
  const result = [...index];
  for (let i = 0; i < result.length; i += 3) {
    const second = result[i + 1] ?? 0;
    result[i + 1] = result[i + 2] ?? 0;
    result[i + 2] = second;
  }
  return result;
};

/** A sheet of points (u, v both 0 … 1), closed around u when asked, turned outward whatever its parametrisation. */
export function sheet(
  finestAcross: number,
  finestAlong: number,
  point: (u: number, v: number) => Triple,
  closed = false,
): BufferGeometry {
  const [across, along] = [cut(finestAcross, 5), cut(finestAlong, 4)];
  const positions: number[] = [];
  const index: number[] = [];
  const width = closed ? across : across + 1;
  for (let j = 0; j <= along; j++)
    for (let i = 0; i < width; i++) positions.push(...point(i / across, j / along));
  for (let j = 0; j < along; j++)
    for (let i = 0; i < across; i++) {
      const next = (i + 1) % width;
      const [a, b] = [j * width + i, j * width + next];
      const [c, d] = [(j + 1) * width + next, (j + 1) * width + i];
      index.push(a, d, c, a, c, b);
    }
  return build(positions, signedVolume(positions, index) < 0 ? flipped(index) : index);
}

/** A ring around z, as thick as `tube`. */
export function ring(radius: number, tube: number, around = 20, thick = 6): BufferGeometry {
  const made = sheet(
    around,
    thick,
    (u, v) => {
      const [a, b] = [u * Math.PI * 2, v * Math.PI * 2];
      const reach = radius + tube * Math.cos(b);
      return [Math.cos(a) * reach, Math.sin(a) * reach, tube * Math.sin(b)];
    },
    true,
  );
  return made;
}

/** Left and right hands are mirror images: mirrored in x, with the winding turned back outward. */
export function mirrored(geometry: BufferGeometry): BufferGeometry {
  geometry.applyMatrix4(new Matrix4().makeScale(-1, 1, 1));
  geometry.setIndex(flipped([...(geometry.index?.array ?? [])]));
  return geometry;
}

/** Marks every vertex with the surface it belongs to and drops what the crowd's shader does not read. */
export function surfaced(geometry: BufferGeometry, surface: Surface): BufferGeometry {
  const count = geometry.getAttribute("position").count;
  geometry.setAttribute(
    "surface",
    new Float32BufferAttribute(new Float32Array(count).fill(surface), 1),
  );
  for (const name of Object.keys(geometry.attributes))
    if (!["position", "normal", "surface"].includes(name)) geometry.deleteAttribute(name);
  return geometry;
}

/** Several surfaced solids as one. */
export function together(parts: readonly BufferGeometry[]): BufferGeometry {
  const result = new BufferGeometry();
  const index: number[] = [];
  let before = 0;
  for (const part of parts) {
    const count = part.getAttribute("position").count;
    const own = part.index?.array ?? Array.from({ length: count }, (_, i) => i);
    for (const i of own) index.push(i + before);
    before += count;
  }
  for (const [name, size] of [
    ["position", 3],
    ["normal", 3],
    ["surface", 1],
  ] as const) {
    const values = parts.flatMap((part) => [...part.getAttribute(name).array]);
    result.setAttribute(name, new Float32BufferAttribute(values, size));
  }
  result.setIndex(index);
  return result;
}

export interface Placement {
  readonly at?: Triple;
  /** Euler angles, radians. */
  readonly turn?: Triple;
}

const scratch = new Matrix4();
const turned = new Matrix4();

/** Moves and turns a solid; placements apply from the last to the first. */
export function placed(
  geometry: BufferGeometry,
  ...placements: readonly Placement[]
): BufferGeometry {
  scratch.identity();
  for (const { at, turn } of placements) {
    if (at) scratch.multiply(turned.makeTranslation(...at));
    if (turn) scratch.multiply(turned.makeRotationFromEuler(new Euler(...turn)));
  }
  geometry.applyMatrix4(scratch);
  return geometry;
}
