import type { IUniform } from "three";

import type { Mood } from "./mood.ts";

/** Haze in the distance, and the mist the scenery comes out of: every opaque thing of a place goes through this. */
export const AIR = /* glsl */ `
uniform vec3 fogColour, fogReach, plainSky, plainGround;
uniform float mist;
/** The plain room as it would be here: a floor that fades into an even sky. */
vec3 plainAt(vec3 at) {
  float out_ = smoothstep(2.6, 7., length(at.xz));
  vec3 ground = mix(plainGround * (1.3 - .3 * smoothstep(1.5, 3., length(at.xz))), plainSky, out_);
  return mix(ground, plainSky, smoothstep(.02, .5, at.y));
}
vec3 throughAir(vec3 colour, vec3 at) {
  colour = mix(colour, fogColour, fogReach.z * smoothstep(fogReach.x, fogReach.y, distance(at, cameraPosition)));
  return mist > 0. ? mix(colour, plainAt(at), mist) : colour;
}`;

export const END = /* glsl */ `
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
`;

export const airUniforms = ({
  colours,
  numbers,
  fogReach,
  plain,
}: Mood): Record<string, IUniform> => ({
  fogColour: colours.fog,
  fogReach,
  mist: numbers.mist,
  ...plain,
});
