import {
  AdditiveBlending,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Mesh,
  PlaneGeometry,
  ShaderMaterial,
  Vector3,
} from "three";

import type { PlaceScene } from "#protocol/place-scene-shape.ts";

import type { CandleFlame } from "./candle-in-step.ts";
import type { Firelight } from "./firelight.ts";
import type { Mood } from "./mood.ts";

type Point = readonly [number, number, number];

interface Flame {
  readonly at: readonly [number, number, number];
  readonly width: number;
  readonly height: number;
  readonly seed: number;
}

/** A seed below zero is the candle that burns in step. */
const IN_STEP = -1;
const HEIGHTS = [0.2, 0.7, 1.2, 0.8, 0.3];

/** The tallest flame of a ring, metres. */
const TALLEST_M = 0.91;
/** Below people's eyes by this, a fire in the middle hides no face. */
const UNDER_EYES_M = 0.2;

/** Five tongues: a hearth's stand in a row, a camp fire's in a ring that hides nobody from anybody. */
function tongues(scene: PlaceScene, eyesM: number): readonly Flame[] {
  const { fireKind } = scene;
  const [x, y, z] = scene.fire;
  const room = (eyesM - UNDER_EYES_M - y) / TALLEST_M;
  const fireSize = fireKind === "ring" ? Math.min(scene.fireSize, room) : scene.fireSize;
  return HEIGHTS.map((height, i): Flame => {
    const ring = fireKind === "ring";
    const angle = i * 1.257 * 2;
    const dx = ring ? 0.13 * Math.cos(angle) : (i - 2) * 0.14 + (i % 2 ? 0.02 : -0.02);
    const dz = ring ? 0.13 * Math.sin(angle) : (((i * 37) % 5) - 2) * 0.045;
    return {
      at: [x + dx * fireSize, y, z + dz * fireSize],
      width: ((ring ? 0.44 : 0.34) + 0.08 * ((i * 3) % 3)) * fireSize,
      height: (ring ? 0.62 + 0.24 * height : 0.4 + 0.16 * height) * fireSize,
      seed: i * 2.7 + 0.4,
    };
  });
}

/** Embers that a camp fire sends up; a seed from here on is one of them. */
const SPARK = 100;
const SPARKS = 26;

const sparks = ({ fire: [x, y, z] }: PlaceScene): readonly Flame[] =>
  Array.from({ length: SPARKS }, (_, i) => ({
    at: [x, y + 0.25, z],
    width: 0.016 + 0.012 * ((i * 0.37) % 1),
    height: 0.016 + 0.012 * ((i * 0.37) % 1),
    seed: SPARK + ((i * 7.31) % 25),
  }));

/** The fire, its sparks, one small flame a candle, and the candle of the circle. */
export function flamesOf(
  scene: PlaceScene,
  inStep: Point | null,
  moving: boolean,
  eyesM: number,
): readonly Flame[] {
  const candle = (at: Point, seed: number): Flame => ({
    at: [at[0], at[1] - 0.012, at[2]],
    width: 0.026,
    height: 0.075,
    seed,
  });
  return [
    ...tongues(scene, eyesM),
    ...scene.candles.map((at, i) => candle(at, 9 + i * 1.7)),
    ...(moving && scene.fireKind === "ring" ? sparks(scene) : []),
    ...(inStep ? [{ ...candle(inStep, IN_STEP), width: 0.034, height: 0.1 }] : []),
  ];
}

const vertexShader = /* glsl */ `
attribute vec4 place;
attribute vec2 size;
uniform vec3 candle;
uniform float time, lamps;
varying vec2 vUv;
varying float vSeed, vSlim, vLight;
void main() {
  vUv = uv; vSeed = place.w; vSlim = size.x / size.y; vLight = 1.;
  vec2 own = size;
  float lean = 0.;
  if (place.w < 0.) { own.y *= candle.x; lean = candle.y * uv.y * uv.y * own.y; vLight = candle.z; }
  vec3 from = place.xyz;
  if (place.w >= ${SPARK}.) {
    float pace = .5 + fract(place.w * 3.7), life = fract(place.w * 1.7 + time * .13 * pace);
    float turn = place.w * 11. + life * 3.;
    from += vec3(cos(turn), 0., sin(turn)) * (.08 + .34 * life * pace);
    from.y += 1.5 * life * pace;
    from.x += .25 * life * life;
    vLight = (1. - life) * (1. - life) * smoothstep(0., .06, life) * lamps;
  }
  vec3 toEye = cameraPosition - from;
  toEye.y = 0.;
  toEye = normalize(toEye);
  vec3 right = vec3(toEye.z, 0., -toEye.x);
  vec3 p = from + right * (position.x * own.x + lean) + vec3(0., (position.y + .5) * own.y, 0.);
  gl_Position = projectionMatrix * viewMatrix * vec4(p, 1.);
}`;

const fragmentShader = /* glsl */ `
uniform float time, mist;
varying vec2 vUv;
varying float vSeed, vSlim, vLight;
float chance(vec2 p) { p = fract(p * vec2(123.34, 456.21)); p += dot(p, p + 45.32); return fract(p.x * p.y); }
float noise(vec2 p) {
  vec2 i = floor(p), f = fract(p);
  f = f * f * (3. - 2. * f);
  return mix(mix(chance(i), chance(i + vec2(1, 0)), f.x), mix(chance(i + vec2(0, 1)), chance(i + vec2(1, 1)), f.x), f.y);
}
float clouds(vec2 p) { float s = 0., a = .5; for (int i = 0; i < 4; i++) { s += a * noise(p); p = p * 2.03 + 17.; a *= .5; } return s; }
/** The candle of the circle: one calm drop of light, whose movement comes from outside. */
vec3 drop(vec2 p) {
  float wide = .62 * pow(max(0., 1. - p.y), .8) * smoothstep(-.02, .3, p.y);
  float d = abs(p.x) / max(wide, .001);
  float body = smoothstep(1., .2, d) * smoothstep(1., .6, p.y);
  float core = smoothstep(.8, 0., d) * smoothstep(.75, .1, p.y) * smoothstep(.02, .2, p.y);
  return vec3(1., .42, .08) * body * 1.3 + vec3(1., .72, .34) * core * 1.5 + vec3(.05, .08, .3) * smoothstep(.22, 0., p.y) * body;
}
void main() {
  if (vSeed < 0.) {
    gl_FragColor = vec4(drop(vec2((vUv.x - .5) * 2., vUv.y)) * vLight * (1. - mist), 1.);
    #include <tonemapping_fragment>
    #include <colorspace_fragment>
    return;
  }
  if (vSeed >= ${SPARK}.) {
    float round = max(0., 1. - length(vUv * 2. - 1.));
    gl_FragColor = vec4(vec3(1., .34, .06) * vLight * round * (1. - mist), 1.);
    #include <tonemapping_fragment>
    #include <colorspace_fragment>
    return;
  }
  float y = vUv.y, x = (vUv.x - .5) * 2.;
  float slow = clouds(vec2(vUv.x * 4.16 * vSlim + vSeed * 7.3, y * 2.1 - time * 1.35 + vSeed * 3.1));
  float quick = noise(vec2(vUv.x * 6. * vSlim + vSeed * 5., y * 5. - time * 2.6));
  x += (slow - .5) * 1.15 * y + sin(time * 2.1 + vSeed * 6. + y * 3.) * .12 * y;
  float width = .8 * pow(max(0., 1. - y), .75) * smoothstep(-.05, .22, y) * (.78 + .35 * slow);
  float d = abs(x) / max(width, .001);
  float body = smoothstep(1., .25, d) * smoothstep(1., .45, y + (slow - .5) * .75 + (quick - .5) * .2);
  float core = smoothstep(.75, 0., d) * smoothstep(.7, .12, y + (slow - .5) * .4);
  vec3 c = mix(vec3(.75, .1, .015), vec3(1., .36, .05), body) * body * 1.5 + vec3(1., .62, .2) * core * 1.7;
  gl_FragColor = vec4(c * smoothstep(0., .08, y) * (1. - mist), 1.);
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}`;

/** A unit square drawn once per instance; a size of its own would cull what stands behind the middle. */
export function instancedQuad(count: number): InstancedBufferGeometry {
  const plane = new PlaneGeometry(1, 1);
  const geometry = new InstancedBufferGeometry();
  geometry.index = plane.index;
  for (const name of ["position", "uv"] as const)
    geometry.setAttribute(name, plane.getAttribute(name));
  geometry.instanceCount = count;
  return geometry;
}

export interface FlameMesh {
  readonly mesh: Mesh;
  /** How the candle of the circle burns now. */
  readonly burn: (flame: Readonly<CandleFlame>) => void;
}

/** Every flame of the room in one draw call, turned about the upright toward the eye. */
export function makeFlames(
  flames: readonly Flame[],
  firelight: Firelight,
  { numbers: { mist, lamps } }: Mood,
): FlameMesh {
  const geometry = instancedQuad(flames.length);
  const places = flames.flatMap((flame) => [...flame.at, flame.seed]);
  const candle = new Vector3(1, 0, 1);
  const sizes = flames.flatMap((flame) => [flame.width, flame.height]);
  geometry.setAttribute("place", new InstancedBufferAttribute(new Float32Array(places), 4));
  geometry.setAttribute("size", new InstancedBufferAttribute(new Float32Array(sizes), 2));
  const material = new ShaderMaterial({
    transparent: true,
    depthWrite: false,
    blending: AdditiveBlending,
    name: "flames",
    uniforms: { time: firelight.time, mist, lamps, candle: { value: candle } },
    vertexShader,
    fragmentShader,
  });
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  mesh.renderOrder = 5;
  mesh.raycast = () => undefined;
  return {
    mesh,
    burn: ({ height, lean, light }) => candle.set(height, lean, light),
  };
}
