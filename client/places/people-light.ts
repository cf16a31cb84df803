import type { IUniform } from "three";

import type { Firelight } from "./firelight.ts";
import type { Mood } from "./mood.ts";

/** The light that falls on people, for whatever stands among them without baked light: seats, bell, candle. */
export const PEOPLE_LIGHT = /* glsl */ `
uniform vec3 ambientTop, ambientBottom, key0, key1, key2;
uniform vec4 keyAt[3];
uniform float firelight;
vec3 fromKey(vec3 N, vec3 at, vec4 key, vec3 colour) {
  vec3 d = key.xyz - at;
  float q = dot(d, d);
  float wrapped = max(0., (dot(N, d * inversesqrt(q)) + .35) / 1.35);
  return colour * wrapped * (wrapped * .5 + .5) / (1. + q * key.w);
}
vec3 lightOn(vec3 N, vec3 at) {
  return mix(ambientBottom, ambientTop, N.y * .5 + .5)
    + fromKey(N, at, keyAt[0], key0) * firelight + fromKey(N, at, keyAt[1], key1) + fromKey(N, at, keyAt[2], key2);
}`;

export const peopleLightUniforms = (
  { colours, keyAt }: Mood,
  firelight: Firelight,
): Record<string, IUniform> => ({
  ambientTop: colours.ambientTop,
  ambientBottom: colours.ambientBottom,
  key0: colours.key0,
  key1: colours.key1,
  key2: colours.key2,
  keyAt,
  firelight: firelight.strength,
});
