import { DoubleSide, ShaderMaterial, type IUniform } from "three";

import { AIR, airUniforms, END } from "./air.ts";
import type { Mood } from "./mood.ts";

const vertexShader = /* glsl */ `
uniform float time;
varying vec3 vAt;
#include <color_pars_vertex>
void main() {
  #include <color_vertex>
  vec4 w = modelMatrix * vec4(position, 1.);
  // High leaves move with the wind, low grass a little.
  float sway = smoothstep(.4, 6., w.y) * .10 + .03 * step(w.y, 2.6) * clamp(w.y - .3, 0., 1.);
  w.xyz += vec3(sin(time * .9 + w.x * .55 + w.z * .4), .6 * sin(time * 1.3 + w.x * 1.1), cos(time * .8 + w.z * .6)) * sway;
  vAt = w.xyz;
  gl_Position = projectionMatrix * viewMatrix * w;
}`;

const fragmentShader = /* glsl */ `
uniform vec3 leafLit, leafShade, sunAt, firePoint, fireKey;
uniform float firelight;
varying vec3 vAt;
#include <color_pars_fragment>
${AIR}
void main() {
  // Flat leaves: their own slope on the screen is normal enough.
  vec3 N = normalize(cross(dFdx(vAt), dFdy(vAt)));
  vec3 toEye = normalize(vAt - cameraPosition);
  float lit = abs(dot(N, sunAt));
  float through = pow(max(dot(toEye, sunAt), 0.), 3.) * (.35 + .65 * lit);
  vec3 light = mix(leafShade, leafLit, lit * .75 + .08) + leafLit * through * .9;
  vec3 toFire = firePoint - vAt;
  light += fireKey * firelight * (.4 + .6 * abs(dot(N, normalize(toFire)))) / (1. + .25 * dot(toFire, toFire));
  gl_FragColor = vec4(throughAir(vColor.rgb * light, vAt), 1.);
  ${END}
}`;

/** Palms, grass, leaves that move: lit by the sun through and through, no baked light. */
export const makeLeaves = (
  mood: Mood,
  time: IUniform<number>,
  fire: { readonly at: IUniform; readonly strength: IUniform<number> },
): ShaderMaterial =>
  new ShaderMaterial({
    name: "frond",
    vertexColors: true,
    side: DoubleSide,
    uniforms: {
      ...airUniforms(mood),
      time,
      leafLit: mood.colours.leafLit,
      leafShade: mood.colours.leafShade,
      sunAt: mood.sunAt,
      firePoint: fire.at,
      fireKey: mood.colours.key0,
      firelight: fire.strength,
    },
    vertexShader,
    fragmentShader,
  });
