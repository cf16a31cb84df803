import { CircleGeometry, Group, Mesh, ShaderMaterial } from "three";

import { AIR, airUniforms, END } from "./air.ts";
import type { Mood } from "./mood.ts";

/** A quiet floor under an even sky: seen while the scenery comes, and for good where it does not come. */
export function makePlainGround(mood: Mood): Group {
  const floor = new Mesh(
    new CircleGeometry(9, 48).rotateX(-Math.PI / 2),
    new ShaderMaterial({
      name: "plain-ground",
      uniforms: airUniforms(mood),
      vertexShader: /* glsl */ `
varying vec3 vAt;
void main() {
  vAt = (modelMatrix * vec4(position, 1.)).xyz;
  gl_Position = projectionMatrix * viewMatrix * vec4(vAt, 1.);
}`,
      fragmentShader: /* glsl */ `
varying vec3 vAt;
${AIR}
void main() {
  gl_FragColor = vec4(plainAt(vAt), 1.);
  ${END}
}`,
    }),
  );
  floor.raycast = () => undefined;
  const group = new Group();
  group.add(floor);
  return group;
}
