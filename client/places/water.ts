import { ShaderMaterial, type IUniform, type Texture } from "three";

import { FRONTS } from "../sound/surf.ts";
import { AIR, airUniforms, END } from "./air.ts";
import type { Mood } from "./mood.ts";
import { SKY_GLSL, skyUniforms } from "./sky.ts";

const g = (value: number): string => value.toFixed(6);
const front = (i: 0 | 1 | 2): string => {
  const { atM, reachM, rate, phase, along } = FRONTS[i];
  return `${g(atM)} + ${g(reachM)} * sin(sea * ${g(rate)} + ${g(phase)} + P.x * ${g(along)})`;
};
/** A drift that has gone round whole pictures when the sea's period ends. */
const drift = (u: number, v: number): string => `vec2(${g(u / 600)}, ${g(v / 600)}) * sea`;

const vertexShader = /* glsl */ `
varying vec3 vAt;
varying float vDepth, vShore;
uniform float sea;
#include <color_pars_vertex>
void main() {
  #include <color_vertex>
  vDepth = vColor.r * 4. - .5;
  vShore = vColor.g * 16. - 4.;
  vec4 w = modelMatrix * vec4(position, 1.);
  float open = smoothstep(-.5, 9., vShore);
  float near = smoothstep(140., 30., length(w.xz));
  w.y += open * near * (.05 * sin(w.x * .33 + w.z * .5 - sea * ${g((86 * 2 * Math.PI) / 600)}) + .035 * sin(-w.x * .51 + w.z * .42 - sea * ${g((119 * 2 * Math.PI) / 600)}));
  w.y += .045 * sin(sea * ${g(FRONTS[0].rate)}) * (1. - open);
  vAt = w.xyz;
  gl_Position = projectionMatrix * viewMatrix * w;
}`;

/** Two foam fronts with a lacy trail and a third farther out; the first one is where the water ends. */
const FOAM = /* glsl */ `
  float uneven = (big.b - .5) * 1.3 + (fine.b - .5) * .7;
  float w1 = ${front(0)} + uneven * .45, w2 = ${front(1)} + uneven * .7, w3 = ${front(2)} + uneven * .9;
  float lace = texture2D(noise, P.xz * .21 + ${drift(0, -9)}).b * .7 + fine.b * .45;
  float e1 = vShore - w1, e2 = vShore - w2, e3 = vShore - w3;
  float f1 = smoothstep(.16, 0., abs(e1)) + smoothstep(0., .12, e1) * smoothstep(1.4, 0., e1) * smoothstep(.6, .95, lace) * .75;
  float f2 = smoothstep(.13, 0., abs(e2)) * .75 * smoothstep(.45, .7, lace) + smoothstep(0., .1, e2) * smoothstep(1.5, 0., e2) * smoothstep(.7, 1., lace) * .6;
  float f3 = smoothstep(.22, 0., abs(e3)) * smoothstep(.6, .9, lace) * .5;
  float foamy = clamp(f1 + f2 + f3, 0., 1.);`;

const fragmentShader = /* glsl */ `
uniform sampler2D noise;
uniform float sea;
uniform vec3 shallow, mid, deep, foam, ambientTop;
varying vec3 vAt;
varying float vDepth, vShore;
${SKY_GLSL}
${AIR}
void main() {
  vec3 P = vAt;
  float far = distance(P, cameraPosition);
  vec3 V = normalize(cameraPosition - P);
  vec4 fine = texture2D(noise, P.xz * .19 + ${drift(-13, 18)});
  #ifdef THRIFTY
  vec4 big = fine;
  vec2 slope = (fine.xy - .5) * 1.6;
  #else
  vec4 big = texture2D(noise, P.xz * .031 + ${drift(3, -4)});
  vec4 middle = texture2D(noise, P.xz * .083 + ${drift(7, 11)});
  vec2 slope = (middle.xy - .5) + (fine.xy - .5) * .8 * smoothstep(60., 8., far) + (big.xy - .5) * 1.1;
  #endif
  vec3 N = normalize(vec3(slope.x, 0., slope.y) * mix(.55, .14, smoothstep(4., 90., far)) + vec3(0., 1., 0.));
  float F = .03 + .97 * pow(1. - max(dot(N, V), 0.), 5.);
  vec3 R = reflect(-V, N);
  R.y = abs(R.y) + .02;
  R = normalize(R);
  float depth = max(vDepth, 0.);
  vec3 body = mix(mix(shallow, mid, smoothstep(0., .7, depth)), deep, smoothstep(.5, 2.4, depth));
  float s = max(dot(R, sunAt), 0.);
  vec3 glitter = sun * (pow(s, 420.) * 6. + pow(s, 70.) * .55);
  vec3 colour = mix(body, skyBase(R), F) + glitter * (.35 + .65 * smoothstep(0., .5, depth));
  ${FOAM}
  colour = mix(colour, foam, foamy * .88);
  float alpha = smoothstep(-.02, .35, e1 + .15) * mix(.35, 1., smoothstep(0., .65, depth));
  alpha = max(alpha, foamy * .9 * smoothstep(-.25, 0., e1 + .12));
  alpha = max(alpha, F * smoothstep(-.02, .2, e1));
  float haze = 1. - exp(-max(0., far - 40.) * .006);
  colour = mix(colour, skyBase(normalize(vec3(-V.x, .012, -V.z))), haze);
  gl_FragColor = vec4(throughAir(colour, P), alpha * (1. - mist));
  ${END}
}`;

/** The sea: three readings of one small picture, the sky's own words for what it mirrors, and foam that runs up the sand. */
export const makeWater = (
  mood: Mood,
  noise: Texture,
  sea: IUniform<number>,
  thrifty: boolean,
): ShaderMaterial =>
  new ShaderMaterial({
    name: "water",
    transparent: true,
    depthWrite: false,
    vertexColors: true,
    defines: thrifty ? { THRIFTY: "" } : {},
    uniforms: {
      ...skyUniforms(mood),
      ...airUniforms(mood),
      noise: { value: noise },
      sea,
      shallow: mood.colours.shallow,
      mid: mood.colours.mid,
      deep: mood.colours.deep,
      foam: mood.colours.foam,
    },
    vertexShader,
    fragmentShader,
  });
