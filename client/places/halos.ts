import { AdditiveBlending, Color, InstancedBufferAttribute, Mesh, ShaderMaterial } from "three";

import type { PlaceScene } from "#protocol/place-scene-shape.ts";

import type { Firelight } from "./firelight.ts";
import { instancedQuad } from "./flames.ts";
import type { Mood } from "./mood.ts";

type Point = readonly [number, number, number];

interface Halo {
  readonly at: readonly [number, number, number];
  readonly sizeM: number;
  readonly colour: string;
  readonly gain: number;
  /** 1: shines as the lamps do at this hour; 0: burns, whatever the hour. */
  readonly lamp: 0 | 1;
}

/** A soft glow around every lamp, candle, fairy light and the fire. */
export function halosOf(scene: PlaceScene, inStep: Point | null, calm: boolean): readonly Halo[] {
  const pendant = scene.lamps.length - 1;
  const [x, y, z] = scene.fire;
  const ring = scene.fireKind === "ring";
  const candles = inStep
    ? [...scene.candles, [inStep[0], inStep[1] + 0.04, inStep[2]] as const]
    : scene.candles;
  return [
    ...(calm ? [] : scene.fairy).map((at): Halo => ({
      at,
      sizeM: 0.26,
      colour: "#ffb867",
      gain: 0.3,
      lamp: 1,
    })),
    ...scene.lamps.map((at, i): Halo => ({
      at,
      sizeM: i === pendant ? 1.7 : 1.25,
      colour: "#ff9f4a",
      gain: i === pendant ? 0.22 : 0.3,
      lamp: 1,
    })),
    ...candles.map((at): Halo => ({ at, sizeM: 0.34, colour: "#ff9a45", gain: 0.35, lamp: 0 })),
    {
      at: ring ? [x, y + 0.42 * scene.fireSize, z] : [x, y + 0.28, z + 0.25],
      sizeM: (ring ? 3.2 : 2.4) * scene.fireSize,
      colour: "#ff6a1e",
      gain: ring ? 0.26 : 0.34,
      lamp: 0,
    },
  ];
}

const vertexShader = /* glsl */ `
attribute vec4 place;
attribute vec4 colour;
uniform float time, lamps, mist;
varying vec3 vColour;
varying vec2 vQuad;
void main() {
  vQuad = position.xy;
  vColour = colour.rgb * (1. - mist) * mix(.45 + .55 * lamps, lamps, colour.a) * (.93 + .07 * sin(time * 3. + place.x * 9. + place.z * 7.));
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
export function makeHalos(
  halos: readonly Halo[],
  firelight: Firelight,
  { numbers: { lamps, mist } }: Mood,
): Mesh {
  const geometry = instancedQuad(halos.length);
  const colour = new Color();
  const places = halos.flatMap((halo) => [...halo.at, halo.sizeM]);
  const colours = halos.flatMap((halo) => [
    ...colour.set(halo.colour).multiplyScalar(halo.gain).toArray(),
    halo.lamp,
  ]);
  geometry.setAttribute("place", new InstancedBufferAttribute(new Float32Array(places), 4));
  geometry.setAttribute("colour", new InstancedBufferAttribute(new Float32Array(colours), 4));
  const material = new ShaderMaterial({
    transparent: true,
    depthWrite: false,
    blending: AdditiveBlending,
    name: "halos",
    uniforms: { time: firelight.time, lamps, mist },
    vertexShader,
    fragmentShader,
  });
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  mesh.renderOrder = 6;
  mesh.raycast = () => undefined;
  return mesh;
}
