import {
  AdditiveBlending,
  DynamicDrawUsage,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Mesh,
  PlaneGeometry,
  ShaderMaterial,
} from "three";

import type { SeatId } from "#rules/ids.ts";

import type { Person } from "./person.ts";

/** A pool of light and a lantern's halo each. */
const MOST = 60;

const vertexShader = /* glsl */ `
attribute vec4 place;
attribute vec4 light;
varying vec3 vLight;
varying vec2 vQuad;
void main() {
  // light.w: 1 lies on the floor, 0 faces the eye.
  vQuad = position.xy;
  vLight = light.rgb;
  vec4 flatAt = viewMatrix * vec4(place.xyz + vec3(position.x, 0., -position.y) * place.w, 1.);
  vec4 facing = viewMatrix * vec4(place.xyz, 1.);
  facing.xy += position.xy * place.w;
  gl_Position = projectionMatrix * mix(facing, flatAt, light.w);
}`;

const fragmentShader = /* glsl */ `
varying vec3 vLight;
varying vec2 vQuad;
void main() {
  float a = max(0., 1. - length(vQuad) * 2.);
  gl_FragColor = vec4(vLight * a * a * (1.5 - .5 * a), 1.);
  #include <colorspace_fragment>
}`;

export interface Marks {
  readonly mesh: Mesh;
  /** `warmth`: how much of "me too" glows around me, seen by me alone. */
  update(people: ReadonlyMap<SeatId, Person>, me?: SeatId | "", warmth?: number): void;
  dispose(): void;
}

/** Light around people: the pool in which a speaker sits, the glow of a raised lantern. One draw call, none when dark. */
export function makeMarks(): Marks {
  const plane = new PlaneGeometry(1, 1);
  const geometry = new InstancedBufferGeometry();
  geometry.index = plane.index;
  geometry.setAttribute("position", plane.getAttribute("position"));
  const [place, light] = [0, 1].map(() =>
    new InstancedBufferAttribute(new Float32Array(MOST * 4), 4).setUsage(DynamicDrawUsage),
  ) as [InstancedBufferAttribute, InstancedBufferAttribute];
  geometry.setAttribute("place", place);
  geometry.setAttribute("light", light);
  const material = new ShaderMaterial({
    transparent: true,
    depthWrite: false,
    blending: AdditiveBlending,
    vertexShader,
    fragmentShader,
  });
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  mesh.renderOrder = 4;
  mesh.raycast = () => undefined;

  return {
    mesh,
    update(people, me = "", warmth = 0) {
      let count = 0;
      for (const { seat, glow, gesture, frame, head, presence } of people.values()) {
        if (count > MOST - 3) break;
        if (seat.id === me && warmth > 0.01) {
          place.setXYZW(count, frame.hips.x, 0.02, frame.hips.z, 3.4);
          light.setXYZW(count++, 0.42 * warmth, 0.17 * warmth, 0.16 * warmth, 1);
        }
        if (glow > 0.02) {
          place.setXYZW(count, frame.hips.x, 0.012, frame.hips.z, 2.3);
          light.setXYZW(count++, 0.3 * glow, 0.19 * glow, 0.085 * glow, 1);
        }
        if (gesture.raise > 0.05) {
          const sin = Math.sin(frame.yaw);
          const cos = Math.cos(frame.yaw);
          const gain = gesture.raise * presence;
          place.setXYZW(count, head.x + cos * 0.33, head.y + 0.2, head.z - sin * 0.33, 0.5);
          light.setXYZW(count++, 0.34 * gain, 0.17 * gain, 0.05 * gain, 0);
        }
      }
      geometry.instanceCount = count;
      mesh.visible = count > 0;
      place.needsUpdate = true;
      light.needsUpdate = true;
    },
    dispose() {
      geometry.dispose();
      material.dispose();
    },
  };
}
