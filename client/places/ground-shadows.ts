import { InstancedMesh, Matrix4, PlaneGeometry, ShaderMaterial } from "three";

import { END } from "./air.ts";

export interface GroundShadow {
  /** On the ground. */
  readonly at: readonly [number, number, number];
  readonly radiusM: number;
}

const A_LITTLE_ABOVE_M = 0.006;

/** The soft dark under things that were not there when the light was baked: they stand on the ground, and do not float. */
export function makeGroundShadows(shadows: readonly GroundShadow[]): InstancedMesh {
  const material = new ShaderMaterial({
    name: "ground-shadow",
    transparent: true,
    depthWrite: false,
    polygonOffset: true,
    polygonOffsetFactor: -2,
    polygonOffsetUnits: -2,
    vertexShader: /* glsl */ `
varying vec2 vQuad;
void main() {
  vQuad = uv * 2. - 1.;
  gl_Position = projectionMatrix * viewMatrix * modelMatrix * instanceMatrix * vec4(position, 1.);
}`,
    fragmentShader: /* glsl */ `
varying vec2 vQuad;
void main() {
  gl_FragColor = vec4(.02, .012, .01, .5 * pow(max(0., 1. - length(vQuad)), 1.4));
  ${END}
}`,
  });
  const geometry = new PlaneGeometry(2, 2).rotateX(-Math.PI / 2);
  const mesh = new InstancedMesh(geometry, material, shadows.length);
  const matrix = new Matrix4();
  shadows.forEach(({ at: [x, y, z], radiusM }, i) => {
    matrix.makeScale(radiusM, 1, radiusM).setPosition(x, y + A_LITTLE_ABOVE_M, z);
    mesh.setMatrixAt(i, matrix);
  });
  mesh.frustumCulled = false;
  mesh.renderOrder = 2;
  mesh.raycast = () => undefined;
  return mesh;
}
