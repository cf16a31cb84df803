import {
  DoubleSide,
  FrontSide,
  ShaderMaterial,
  Vector2,
  Vector3,
  type Side,
  type Texture,
} from "three";

import type { PlaceScene } from "#protocol/place-scene-shape.ts";

import { AIR, airUniforms, END } from "./air.ts";
import type { Firelight } from "./firelight.ts";
import type { Mood } from "./mood.ts";

/** The baked light, shared by all surfaces: what is shown, what comes next, and the fire's own. */
export interface BakedLight {
  readonly light: { value: Texture };
  readonly nextLight: { value: Texture };
  readonly fireMap: { value: Texture };
}

const vertexShader = /* glsl */ `
attribute vec2 uv1;
uniform float repeat;
varying vec2 vDetail, vLight;
varying vec3 vAt;
#include <color_pars_vertex>
void main() {
  #include <color_vertex>
  vec4 world = modelMatrix * vec4(position, 1.);
  vAt = world.xyz;
  vDetail = uv * repeat;
  vLight = uv1;
  gl_Position = projectionMatrix * viewMatrix * world;
}`;

/** Polished boards mirror the hearth: an analytic glow, no second view of the room. */
const POLISH = /* glsl */ `{
  vec3 V = normalize(cameraPosition - vAt);
  vec3 R = reflect(-V, vec3(0., 1., 0.));
  float fresnel = .035 + .5 * pow(1. - max(V.y, 0.), 5.);
  float away = (polishAt.z - vAt.z) / R.z;
  vec3 hit = (vAt + R * away - polishAt);
  float glow = exp(-(pow(hit.x / polishSize.x, 2.) + pow(hit.y / polishSize.y, 2.))) * step(0., away);
  result += fresnel * (.4 + 1.6 * colour.g) * glow * fireColour * vec3(.75, .64, .52) * firelight;
}`;

/** Sand that the sea has left mirrors the low sun and the sky. */
const WET = /* glsl */ `{
  vec3 V = normalize(cameraPosition - vAt);
  float wet = 1. - smoothstep(waterLevel + .02, waterLevel + .14, vAt.y);
  vec3 R = reflect(-V, vec3(0., 1., 0.));
  float fresnel = pow(1. - max(V.y, 0.), 4.);
  result += wet * fresnel * (sky1 * .4 + sun * 2. * pow(max(dot(R, sunAt), 0.), 60.));
}`;

const fragmentShader = /* glsl */ `
uniform sampler2D detail, light, nextLight, fireMap;
uniform float lightScale, nextScale, lightPart, firelight, waterLevel;
uniform vec3 fireColour, polishAt, sky1, sun, sunAt;
uniform vec2 polishSize;
varying vec2 vDetail, vLight;
varying vec3 vAt;
#include <color_pars_fragment>
${AIR}
void main() {
  vec3 colour = vColor.rgb * texture2D(detail, vDetail).rgb;
  vec3 lit = texture2D(light, vLight).rgb * lightScale;
  if (lightPart > 0.) lit = mix(lit, texture2D(nextLight, vLight).rgb * nextScale, lightPart);
  lit += fireColour * (texture2D(fireMap, vLight).r * firelight);
  vec3 result = colour * lit;
  #ifdef POLISHED
  ${POLISH}
  #endif
  #ifdef BY_THE_SEA
  ${WET}
  #endif
  gl_FragColor = vec4(throughAir(result, vAt), 1.);
  ${END}
}`;

interface SurfaceParts {
  readonly scene: PlaceScene;
  readonly baked: BakedLight;
  readonly mood: Mood;
  readonly firelight: Firelight;
  readonly thrifty: boolean;
}

/** What a surface mirrors. */
function mirrors(name: string, { polish, water }: PlaceScene): Readonly<Record<string, string>> {
  if (polish?.material === name) return { POLISHED: "" };
  return water?.wetMaterial === name ? { BY_THE_SEA: "" } : {};
}

/** A surface with baked light and a tiling picture. */
export function surface(
  name: string,
  detail: Texture,
  side: Side,
  { scene, baked, mood, firelight, thrifty }: SurfaceParts,
): ShaderMaterial {
  const { colours, numbers } = mood;
  const defines = thrifty ? {} : mirrors(name, scene);
  return new ShaderMaterial({
    name,
    vertexColors: true,
    side: side === DoubleSide ? DoubleSide : FrontSide,
    defines,
    vertexShader,
    fragmentShader,
    uniforms: {
      ...airUniforms(mood),
      ...baked,
      detail: { value: detail },
      repeat: { value: scene.detailRepeat },
      lightScale: numbers.lightScale,
      nextScale: numbers.nextScale,
      lightPart: numbers.lightPart,
      firelight: firelight.strength,
      fireColour: colours.fire,
      polishAt: { value: new Vector3(...(scene.polish?.at ?? [0, 0, 0])) },
      polishSize: { value: new Vector2(...(scene.polish?.halfSizeM ?? [1, 1])) },
      waterLevel: { value: scene.water?.levelM ?? 0 },
      sky1: colours.sky1,
      sun: colours.sun,
      sunAt: mood.sunAt,
    },
  });
}
