import { Group, Mesh, ShaderMaterial, type BufferGeometry } from "three";
import { mergeGeometries } from "three/examples/jsm/utils/BufferGeometryUtils.js";

import type { PlaceScene } from "#protocol/place-scene-shape.ts";
import type { Place } from "#protocol/place-shape.ts";

import { AIR, airUniforms, END } from "./air.ts";
import type { Firelight } from "./firelight.ts";
import { makeGroundShadows, type GroundShadow } from "./ground-shadows.ts";
import { turned } from "./lathe.ts";
import type { Mood } from "./mood.ts";
import { PEOPLE_LIGHT, peopleLightUniforms } from "./people-light.ts";

const BRASS = "#c0904a";
const WAX = "#efe3cc";
const WOOD = "#7b573c";

/** A small hand bell that stands on its rim. */
const bell = (): readonly BufferGeometry[] => [
  turned({
    outline: [
      [0.044, 0],
      [0.046, 0.004],
      [0.037, 0.016],
      [0.03, 0.034],
      [0.026, 0.05],
      [0.017, 0.062],
      [0.001, 0.066],
    ],
    colour: BRASS,
    footShade: 0.6,
    sides: 20,
  }),
  turned({
    outline: [
      [0.006, 0.064],
      [0.009, 0.08],
      [0.011, 0.1],
      [0.008, 0.116],
      [0.001, 0.122],
    ],
    colour: WOOD,
    sides: 10,
  }),
];

/** Height of the wick above the foot of the candle, metres. */
export const WICK_M = 0.16;

/** A thick candle in a shallow dish. */
const candle = (): readonly BufferGeometry[] => [
  turned({
    outline: [
      [0.03, 0],
      [0.062, 0.004],
      [0.07, 0.016],
      [0.066, 0.018],
      [0.05, 0.01],
      [0.001, 0.009],
    ],
    colour: BRASS,
    footShade: 0.7,
    sides: 20,
  }),
  turned({
    outline: [
      [0.036, 0.009],
      [0.0365, 0.148],
      [0.033, 0.152],
      [0.026, 0.145],
      [0.001, 0.143],
    ],
    colour: WAX,
    footShade: 0.72,
    sides: 18,
  }),
  turned({
    outline: [
      [0.0016, 0.14],
      [0.0012, WICK_M],
    ],
    colour: "#2a1d16",
    sides: 6,
  }),
];

/** A turned post with a round top, for a piece that would hang in the air otherwise. */
const stand = (height: number): readonly BufferGeometry[] => [
  turned({
    outline: [
      [0.15, 0],
      [0.15, 0.02],
      [0.06, 0.05],
      [0.035, 0.1],
      [0.035, Math.max(0.12, height - 0.1)],
      [0.06, Math.max(0.14, height - 0.05)],
      [0.12, height - 0.022],
      [0.12, height - 0.004],
      [0.001, height],
    ],
    colour: WOOD,
    footShade: 0.45,
    sides: 20,
  }),
];

type Point = readonly [number, number, number];

const at = (parts: readonly BufferGeometry[], [x, y, z]: Point): readonly BufferGeometry[] =>
  parts.map((part) => part.translate(x, y, z));

/** The dish of the piece hangs this far below where the piece rests. */
const DISH_M = 0.066;

/** Bell, candle and stand, where the place leaves them to us, and the dark under them. null where nothing is left to make. */
export function makeSmallThings(
  place: Pick<Place, "bell" | "candle" | "pieceStand">,
  made: PlaceScene["made"],
  mood: Mood,
  firelight: Firelight,
  /** Stands in the plain room already; everything else comes out of the mist with the scenery. */
  plain = false,
): Group | null {
  const parts: BufferGeometry[] = [];
  const shadows: GroundShadow[] = [];
  const put = (things: readonly BufferGeometry[], where: Point, radiusM: number): void => {
    parts.push(...at(things, where));
    shadows.push({ at: where, radiusM });
  };
  const { bell: bellAt, candle: candleAt, pieceStand } = place;
  const [x, y, z] = pieceStand;
  if (bellAt && made.includes("bell")) put(bell(), bellAt, 0.085);
  if (candleAt && made.includes("candle")) put(candle(), candleAt, 0.12);
  if (made.includes("stand")) put(stand(y - DISH_M), [x, 0, z], 0.3);
  if (parts.length === 0) return null;
  const group = new Group();
  const geometry = mergeGeometries(parts);
  for (const part of parts) part.dispose();
  const mesh = new Mesh(geometry, materialOf(mood, firelight, plain));
  mesh.raycast = () => undefined;
  group.add(mesh, makeGroundShadows(shadows));
  return group;
}

const materialOf = (mood: Mood, firelight: Firelight, plain: boolean): ShaderMaterial =>
  new ShaderMaterial({
    name: "small-things",
    vertexColors: true,
    defines: plain ? { PLAIN: "" } : {},
    uniforms: { ...peopleLightUniforms(mood, firelight), ...airUniforms(mood) },
    vertexShader: /* glsl */ `
varying vec3 vAt, vNormalW;
#include <color_pars_vertex>
void main() {
  #include <color_vertex>
  vec4 world = modelMatrix * vec4(position, 1.);
  vAt = world.xyz;
  vNormalW = mat3(modelMatrix) * normal;
  gl_Position = projectionMatrix * viewMatrix * world;
}`,
    fragmentShader: /* glsl */ `
varying vec3 vAt, vNormalW;
#include <color_pars_fragment>
${AIR}
${PEOPLE_LIGHT}
void main() {
  vec3 N = normalize(vNormalW), V = normalize(cameraPosition - vAt);
  vec3 toLamp = normalize(keyAt[1].xyz - vAt);
  vec3 colour = vColor.rgb * lightOn(N, vAt);
  // A warm edge, as brass and wax have.
  colour += vColor.rgb * key1 * (.5 * pow(max(0., dot(N, normalize(toLamp + V))), 40.) + .1 * pow(1. - max(0., dot(N, V)), 3.));
  #ifdef PLAIN
  gl_FragColor = vec4(colour, 1.);
  #else
  gl_FragColor = vec4(throughAir(colour, vAt), 1.);
  #endif
  ${END}
}`,
  });
