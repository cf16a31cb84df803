import {
  Color,
  DoubleSide,
  FrontSide,
  Group,
  InstancedMesh,
  Matrix4,
  Mesh,
  ShaderMaterial,
  type BufferGeometry,
  type Material,
  type Object3D,
  type Side,
  type Texture,
} from "three";

import type { Chair } from "#protocol/place-shape.ts";

import { END } from "./air.ts";
import type { Firelight } from "./firelight.ts";
import { makeGroundShadows } from "./ground-shadows.ts";
import { turned } from "./lathe.ts";
import type { Mood } from "./mood.ts";
import { PEOPLE_LIGHT, peopleLightUniforms } from "./people-light.ts";

const vertexShader = /* glsl */ `
varying vec3 vAt, vNormalW;
varying vec2 vDetail;
uniform float repeat;
#include <color_pars_vertex>
void main() {
  #include <color_vertex>
  vec4 world = modelMatrix * instanceMatrix * vec4(position, 1.);
  vAt = world.xyz;
  vNormalW = mat3(modelMatrix) * mat3(instanceMatrix) * normal;
  vDetail = uv * repeat;
  gl_Position = projectionMatrix * viewMatrix * world;
}`;

const fragmentShader = /* glsl */ `
varying vec3 vAt, vNormalW;
varying vec2 vDetail;
#ifdef WOVEN
uniform sampler2D detail;
#endif
#include <color_pars_fragment>
${PEOPLE_LIGHT}
void main() {
  vec3 N = normalize(vNormalW) * (gl_FrontFacing ? 1. : -1.);
  vec3 colour = vColor.rgb;
  #ifdef WOVEN
  colour *= texture2D(detail, vDetail).rgb;
  #endif
  gl_FragColor = vec4(colour * lightOn(N, vAt) * .86, 1.);
  ${END}
}`;

/** What one primitive of a seat looks like. */
interface SeatPart {
  readonly geometry: BufferGeometry;
  readonly tinted: boolean;
  readonly side: Side;
  readonly detail: Texture | null;
}

function partMesh(
  { geometry, tinted, side, detail }: SeatPart,
  parts: SeatsParts,
): InstancedMesh<BufferGeometry, ShaderMaterial> {
  const { chairs, tints, mood, firelight, detailRepeat } = parts;
  const material = new ShaderMaterial({
    name: "seat",
    vertexColors: true,
    side,
    defines: detail ? { WOVEN: "" } : {},
    uniforms: {
      ...peopleLightUniforms(mood, firelight),
      detail: { value: detail },
      repeat: { value: detailRepeat },
    },
    vertexShader,
    fragmentShader,
  });
  const mesh = new InstancedMesh(geometry, material, chairs.length);
  const matrix = new Matrix4();
  const colour = new Color();
  chairs.forEach(({ at, yaw }, i) => {
    mesh.setMatrixAt(i, matrix.makeRotationY(yaw).setPosition(...at));
    const tint = tints[i % Math.max(1, tints.length)];
    mesh.setColorAt(i, tinted && tint ? colour.set(tint) : colour.setRGB(1, 1, 1));
  });
  mesh.instanceMatrix.needsUpdate = true;
  mesh.frustumCulled = false;
  mesh.raycast = () => undefined;
  return mesh;
}

/** A seat that the place's own model has made: one part for each material. */
export function seatPartsOf(
  model: Object3D,
  details: ReadonlyMap<string, Texture>,
): readonly SeatPart[] {
  const parts: SeatPart[] = [];
  model.updateMatrixWorld(true);
  model.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    const material = object.material as Material;
    const geometry = (object.geometry as BufferGeometry).applyMatrix4(object.matrixWorld);
    parts.push({
      geometry,
      tinted: material.name.startsWith("tint") || material.name === "fabric",
      side: material.side === DoubleSide ? DoubleSide : FrontSide,
      detail: geometry.hasAttribute("uv") ? (details.get(material.name) ?? null) : null,
    });
    material.dispose();
  });
  return parts;
}

/** A round, soft stool: what people sit on until, or unless, the place brings seats of its own. */
export function plainSeat(): readonly SeatPart[] {
  const geometry = turned({
    outline: [
      [0.26, -0.46],
      [0.34, -0.44],
      [0.39, -0.3],
      [0.4, -0.16],
      [0.37, -0.05],
      [0.28, -0.01],
      [0.001, 0],
    ],
    colour: "#e8dccb",
    footShade: 0.35,
    sides: 28,
  });
  return [{ geometry, tinted: true, side: FrontSide, detail: null }];
}

export interface SeatsParts {
  readonly chairs: readonly Chair[];
  readonly tints: readonly string[];
  readonly mood: Mood;
  readonly firelight: Firelight;
  readonly detailRepeat: number;
}

const SHADOW_M = 0.72;

/** The seats of the circle: one draw call for each material of a seat, one for the shadows. */
export function makeSeats(seat: readonly SeatPart[], parts: SeatsParts): Group {
  const group = new Group();
  let footM = 0;
  for (const part of seat) {
    part.geometry.computeBoundingBox();
    footM = Math.min(footM, part.geometry.boundingBox?.min.y ?? 0);
    group.add(partMesh(part, parts));
  }
  const shadows = parts.chairs.map(({ at: [x, y, z] }) => ({
    at: [x, y + footM, z] as const,
    radiusM: SHADOW_M,
  }));
  group.add(makeGroundShadows(shadows));
  return group;
}
