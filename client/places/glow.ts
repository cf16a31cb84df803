import { DoubleSide, ShaderMaterial } from "three";

import { AIR, airUniforms, END } from "./air.ts";
import type { Firelight } from "./firelight.ts";
import type { Mood } from "./mood.ts";

const VERTEX = /* glsl */ `
varying vec3 vAt;
#include <color_pars_vertex>
void main() {
  #include <color_vertex>
  vec4 world = modelMatrix * vec4(position, 1.);
  vAt = world.xyz;
  gl_Position = projectionMatrix * viewMatrix * world;
}`;

/** Lamps and bulbs: brighter where they face the eye, so that a flat colour reads as a glowing body. */
export const glowing = (mood: Mood, firelight: Firelight): ShaderMaterial =>
  new ShaderMaterial({
    name: "glow",
    vertexColors: true,
    side: DoubleSide,
    uniforms: {
      ...airUniforms(mood),
      lamps: mood.numbers.lamps,
      ambient: mood.colours.ambientTop,
      firelight: firelight.strength,
    },
    vertexShader: VERTEX.replace("varying vec3 vAt;", "varying vec3 vAt, vFacing;").replace(
      "gl_Position",
      `vec3 N = normalize(mat3(modelMatrix) * normal);
  vFacing = vec3(abs(dot(N, normalize(cameraPosition - vAt))), 0., 0.);
  gl_Position`,
    ),
    fragmentShader: /* glsl */ `
uniform float lamps, firelight;
uniform vec3 ambient;
varying vec3 vAt, vFacing;
#include <color_pars_fragment>
${AIR}
void main() {
  vec3 alight = vColor.rgb * 1.7 * mix(vec3(.62, .40, .24), vec3(1.40, 1.12, .82), smoothstep(0., 1., vFacing.x));
  // A lamp that is out is paper and glass in the light of the room.
  vec3 result = mix(vColor.rgb * ambient * 1.2, alight, lamps) * mix(1., firelight, .25 * lamps);
  gl_FragColor = vec4(throughAir(result, vAt), 1.);
  ${END}
}`,
  });

/** Coals: they glow with the fire, at every hour. */
export const embers = (mood: Mood, firelight: Firelight): ShaderMaterial =>
  new ShaderMaterial({
    name: "ember",
    vertexColors: true,
    side: DoubleSide,
    uniforms: { ...airUniforms(mood), firelight: firelight.strength },
    vertexShader: VERTEX,
    fragmentShader: /* glsl */ `
uniform float firelight;
varying vec3 vAt;
#include <color_pars_fragment>
${AIR}
void main() {
  gl_FragColor = vec4(throughAir(vColor.rgb * firelight * firelight, vAt), 1.);
  ${END}
}`,
  });

/** What lies outside: hills, trees, islands. They take the colour of the hour. */
export const distant = (mood: Mood): ShaderMaterial =>
  new ShaderMaterial({
    name: "view",
    vertexColors: true,
    side: DoubleSide,
    uniforms: { ...airUniforms(mood), land: mood.colours.land },
    vertexShader: VERTEX,
    fragmentShader: /* glsl */ `
uniform vec3 land;
varying vec3 vAt;
#include <color_pars_fragment>
${AIR}
void main() {
  gl_FragColor = vec4(throughAir(vColor.rgb * land, vAt), 1.);
  ${END}
}`,
  });
