import {
  BufferAttribute,
  DoubleSide,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Mesh,
  ShaderMaterial,
  Vector3,
  type IUniform,
} from "three";

import type { PlaceScene } from "#protocol/place-scene-shape.ts";

import { END } from "./air.ts";
import type { Mood } from "./mood.ts";

const vertexShader = /* glsl */ `
attribute vec4 bird;
uniform float time;
uniform vec3 around;
uniform float radius;
void main() {
  // Each on its own slow round, gliding more than it beats its wings.
  float turn = bird.x * 6.2831853 + time * (.021 + .008 * bird.y) * (bird.z > .5 ? 1. : -1.);
  float way = bird.z > .5 ? 1. : -1.;
  vec3 at = around + vec3(cos(turn), 0., sin(turn)) * radius * (.55 + .6 * bird.y);
  at.y += (bird.w - .5) * radius * .22 + sin(time * .13 + bird.x * 20.) * .8;
  vec3 ahead = normalize(vec3(-sin(turn), 0., cos(turn))) * way;
  vec3 side = vec3(ahead.z, 0., -ahead.x);
  float beat = sin(time * 5.2 + bird.w * 30.) * smoothstep(.1, .8, sin(time * .31 + bird.y * 17.));
  float lift = abs(position.x) * (.25 + .55 * beat);
  vec3 p = at + (side * position.x + ahead * position.z + vec3(0., lift, 0.)) * (.55 + .3 * bird.w);
  gl_Position = projectionMatrix * viewMatrix * vec4(p, 1.);
}`;

const fragmentShader = /* glsl */ `
uniform vec3 sky1, land;
uniform float stars, mist;
void main() {
  vec3 colour = mix(sky1 * .28 * land, sky1, .18);
  gl_FragColor = vec4(colour, (1. - mist) * (1. - smoothstep(.15, .5, stars)) * .9);
  ${END}
}`;

/** A bird of two bent wings, four triangles; metres. */
function birdGeometry(): InstancedBufferGeometry {
  const geometry = new InstancedBufferGeometry();
  const points = [
    [0, 0, 0.22],
    [0, 0, -0.2],
    [0.42, 0, 0.1],
    [0.95, 0, -0.22],
    [-0.42, 0, 0.1],
    [-0.95, 0, -0.22],
  ];
  geometry.setAttribute("position", new BufferAttribute(new Float32Array(points.flat()), 3));
  geometry.setIndex([0, 1, 2, 1, 3, 2, 0, 4, 1, 1, 4, 5]);
  return geometry;
}

/** Birds far off, in one draw call. They sleep when the stars come out. */
export function makeBirds(
  { count, at, radiusM }: NonNullable<PlaceScene["birds"]>,
  mood: Mood,
  time: IUniform<number>,
): Mesh {
  const geometry = birdGeometry();
  geometry.instanceCount = count;
  const own = Float32Array.from(
    { length: count * 4 },
    (_, i) => (Math.sin(i * 78.233) * 43758.5) % 1,
  );
  geometry.setAttribute("bird", new InstancedBufferAttribute(own.map(Math.abs), 4));
  const material = new ShaderMaterial({
    name: "birds",
    transparent: true,
    depthWrite: false,
    side: DoubleSide,
    uniforms: {
      time,
      around: { value: new Vector3(...at) },
      radius: { value: radiusM },
      sky1: mood.colours.sky1,
      land: mood.colours.land,
      stars: mood.numbers.stars,
      mist: mood.numbers.mist,
    },
    vertexShader,
    fragmentShader,
  });
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  mesh.renderOrder = 2;
  mesh.raycast = () => undefined;
  return mesh;
}
