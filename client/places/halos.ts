import { AdditiveBlending, Color, InstancedBufferAttribute, Mesh, ShaderMaterial } from "three";

import type { Firelight } from "./firelight.ts";
import { instancedQuad } from "./flames.ts";
import type { RoomScene } from "./place-data.ts";

interface Halo {
  readonly at: readonly [number, number, number];
  readonly sizeM: number;
  readonly colour: string;
  readonly gain: number;
}

/** A soft glow around every lamp, candle, fairy light and the fire. */
export function halosOf(scene: RoomScene): readonly Halo[] {
  const pendant = scene.lamps.length - 1;
  const [x, y, z] = scene.fire;
  return [
    ...scene.fairy.map((at): Halo => ({ at, sizeM: 0.26, colour: "#ffb867", gain: 0.3 })),
    ...scene.lamps.map((at, i): Halo => ({
      at,
      sizeM: i === pendant ? 1.7 : 1.25,
      colour: "#ff9f4a",
      gain: i === pendant ? 0.22 : 0.3,
    })),
    ...scene.candles.map((at): Halo => ({ at, sizeM: 0.34, colour: "#ff9a45", gain: 0.35 })),
    { at: [x, y + 0.28, z + 0.25], sizeM: 2.4, colour: "#ff6a1e", gain: 0.34 },
  ];
}

const vertexShader = /* glsl */ `
attribute vec4 place;
attribute vec3 colour;
uniform float time;
varying vec3 vColour;
varying vec2 vQuad;
void main() {
  vQuad = position.xy;
  vColour = colour * (.93 + .07 * sin(time * 3. + place.x * 9. + place.z * 7.));
  vec4 mv = viewMatrix * vec4(place.xyz, 1.);
  // Drawn a little nearer than its lamp, so that the lamp does not cut its own glow.
  float nearer = 1. - min(.6, .24 * place.w / max(.1, -mv.z));
  mv.xyz *= nearer;
  mv.xy += position.xy * place.w * nearer;
  gl_Position = projectionMatrix * mv;
}`;

const fragmentShader = /* glsl */ `
varying vec3 vColour;
varying vec2 vQuad;
void main() {
  float a = max(0., 1. - length(vQuad) * 2.);
  gl_FragColor = vec4(vColour * a * a * a, 1.);
  #include <colorspace_fragment>
}`;

/** All halos in one draw call: quads that face the eye (points would pop at the edge of a headset's view). */
export function makeHalos(halos: readonly Halo[], firelight: Firelight): Mesh {
  const geometry = instancedQuad(halos.length);
  const colour = new Color();
  const places = halos.flatMap((halo) => [...halo.at, halo.sizeM]);
  const colours = halos.flatMap((halo) =>
    colour.set(halo.colour).multiplyScalar(halo.gain).toArray(),
  );
  geometry.setAttribute("place", new InstancedBufferAttribute(new Float32Array(places), 4));
  geometry.setAttribute("colour", new InstancedBufferAttribute(new Float32Array(colours), 3));
  const material = new ShaderMaterial({
    transparent: true,
    depthWrite: false,
    blending: AdditiveBlending,
    uniforms: { time: firelight.time },
    vertexShader,
    fragmentShader,
  });
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  mesh.renderOrder = 6;
  mesh.raycast = () => undefined;
  return mesh;
}
