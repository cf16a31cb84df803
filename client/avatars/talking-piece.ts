import {
  CylinderGeometry,
  Group,
  Mesh,
  PlaneGeometry,
  ShaderMaterial,
  TorusGeometry,
  Vector3,
} from "three";

import type { CircleView } from "#rules/circle/view.ts";
import type { SeatId } from "#rules/ids.ts";

import type { Person } from "./person.ts";
import { arcPoint, FLIGHT_S, inLastMinute, turnPart } from "./piece-path.ts";
import { AT, toward } from "./pose-blend.ts";
import { pebble, placed, SURFACE, surfaced, together } from "./solid.ts";

const pieceVertex = /* glsl */ `
attribute float surface;
varying vec3 vNormalW, vAt, vLocal;
varying float vSurface;
void main() {
  vec4 world = modelMatrix * vec4(position, 1.);
  vAt = world.xyz;
  vLocal = position;
  vNormalW = mat3(modelMatrix) * normal;
  vSurface = surface;
  gl_Position = projectionMatrix * viewMatrix * world;
}`;

/** Honey amber with a slow light inside, held by a brass band. */
const pieceFragment = /* glsl */ `
uniform float time, firelight;
varying vec3 vNormalW, vAt, vLocal;
varying float vSurface;
void main() {
  vec3 N = normalize(vNormalW), V = normalize(cameraPosition - vAt);
  vec3 toFire = normalize(vec3(0., .55, -3.9) - vAt), toLamp = normalize(vec3(0., 2.5, 0.) - vAt);
  float facing = max(0., dot(N, V));
  vec3 colour;
  if (vSurface < .5) {
    float depth = sin(vLocal.x * 60. + sin(vLocal.y * 75. + time * .4) * 1.6 + vLocal.z * 40.);
    float heart = pow(facing, 1.6) * (.8 + .2 * sin(time * 1.3));
    colour = mix(vec3(.20, .035, .003), vec3(.78, .2, .012), heart) + depth * .035 * heart * vec3(1., .6, .2);
    colour += vec3(1., .42, .1) * pow(1. - facing, 3.) * .3;
    colour += vec3(1., .9, .7) * pow(max(0., dot(N, normalize(toLamp + V))), 90.) * 1.4;
    colour += vec3(1., .5, .2) * pow(max(0., dot(N, normalize(toFire + V))), 40.) * firelight;
  } else {
    float lit = .25 + .75 * max(0., dot(N, toLamp));
    colour = vec3(.62, .4, .16) * lit + vec3(1., .8, .45) * pow(max(0., dot(N, normalize(toLamp + V))), 30.);
  }
  gl_FragColor = vec4(colour, 1.);
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}`;

const ringVertex = /* glsl */ `
varying vec2 vQuad;
void main() {
  vQuad = position.xy * 2.;
  vec4 mv = modelViewMatrix * vec4(0., 0., 0., 1.);
  mv.xy += position.xy * mix(.165, .26, smoothstep(.6, 2.2, -mv.z));
  gl_Position = projectionMatrix * mv;
}`;

/** What is left of the turn, from twelve o'clock round; amber in the last minute. No numbers, no haste. */
const ringFragment = /* glsl */ `
uniform float part, amber, shown;
varying vec2 vQuad;
void main() {
  float r = length(vQuad);
  float w = fwidth(r) * 1.2;
  float band = smoothstep(.74 - w, .74 + w, r) * (1. - smoothstep(.86 - w, .86 + w, r));
  float angle = fract(atan(vQuad.x, vQuad.y) / 6.2831853 + 1.);
  float on = step(angle, part);
  vec3 colour = mix(vec3(.97, .93, .84), vec3(1., .62, .16), amber);
  float glow = exp(-pow((r - .8) * 9., 2.)) * .22 * on;
  float alpha = max(band * mix(.16, .95, on), glow) * shown;
  if (alpha < .01) discard;
  gl_FragColor = vec4(colour, alpha);
  #include <colorspace_fragment>
}`;

function makeStone(): Mesh<ReturnType<typeof together>, ShaderMaterial> {
  const stone = pebble(8, 2.25, (x, y, z) => [x * 0.044, y * 0.054 * (1 - 0.1 * y), z * 0.044]);
  const band = placed(new TorusGeometry(0.0445, 0.0045, 10, 40), { turn: [Math.PI / 2, 0, 0] });
  const rise = placed(new TorusGeometry(0.0505, 0.0022, 8, 40), { turn: [0, 0.6, 0] });
  const geometry = together([
    surfaced(stone, SURFACE.plain),
    surfaced(band, SURFACE.face),
    surfaced(rise, SURFACE.face),
  ]);
  return new Mesh(
    geometry,
    new ShaderMaterial({
      vertexShader: pieceVertex,
      fragmentShader: pieceFragment,
      uniforms: { time: { value: 0 }, firelight: { value: 1 } },
    }),
  );
}

const makeRing = (): Mesh<PlaneGeometry, ShaderMaterial> =>
  new Mesh(
    new PlaneGeometry(1, 1),
    new ShaderMaterial({
      transparent: true,
      depthWrite: false,
      vertexShader: ringVertex,
      fragmentShader: ringFragment,
      uniforms: { part: { value: 1 }, amber: { value: 0 }, shown: { value: 0 } },
    }),
  );

/** A shallow brass dish on the table, the piece's home. */
function makeDish(rest: Vector3, material: ShaderMaterial): Mesh {
  const geometry = together([
    surfaced(
      placed(new CylinderGeometry(0.058, 0.034, 0.014, 32), { at: [0, 0, 0] }),
      SURFACE.face,
    ),
    surfaced(
      placed(new TorusGeometry(0.058, 0.004, 8, 32), {
        at: [0, 0.007, 0],
        turn: [Math.PI / 2, 0, 0],
      }),
      SURFACE.face,
    ),
  ]);
  const dish = new Mesh(geometry, material);
  dish.position.copy(rest);
  dish.position.y -= 0.057;
  return dish;
}

/** Where a person holds the piece: between cupped hands, or over the right one when they are apart. */
export function heldAt(out: Vector3, pose: Float32Array): Vector3 {
  const [lx, ly, lz] = [pose[AT.left] ?? 0, pose[AT.left + 1] ?? 0, pose[AT.left + 2] ?? 0];
  out.set(pose[AT.right] ?? 0, pose[AT.right + 1] ?? 0, pose[AT.right + 2] ?? 0);
  const apart = Math.hypot(out.x - lx, out.y - ly, out.z - lz);
  const share = 0.5 * Math.max(0, Math.min(1, (0.42 - apart) / 0.2));
  out.set(out.x + (lx - out.x) * share, out.y + (ly - out.y) * share, out.z + (lz - out.z) * share);
  out.y += 0.085;
  return out;
}

/** An offered piece waits beside the panel of a headset, not before it. */
const ASIDE_M = 0.36;

interface PieceMoment {
  readonly circle: CircleView;
  readonly seconds: number;
  readonly delta: number;
  readonly firelight: number;
}

/** The talking piece: on its dish, before whoever it is offered to, in the hands of whoever speaks, or on its way. */
export class TalkingPiece {
  readonly group = new Group();
  readonly #stone = makeStone();
  readonly #ring = makeRing();
  readonly #dish: Mesh;
  readonly #rest: Vector3;
  readonly #from: Vector3;
  readonly #aim: Vector3;
  readonly #forward = new Vector3();
  #keeper: SeatId | "" = "";
  #offered = false;
  #flight = 1;

  constructor(rest: Vector3) {
    this.#rest = rest;
    this.#from = rest.clone();
    this.#aim = rest.clone();
    this.#dish = makeDish(rest, this.#stone.material);
    this.#stone.position.copy(rest);
    this.#ring.renderOrder = 8;
    this.#ring.frustumCulled = false;
    for (const mesh of [this.#stone, this.#ring, this.#dish]) {
      mesh.raycast = () => undefined;
      this.group.add(mesh);
    }
  }

  update(
    moment: PieceMoment,
    people: ReadonlyMap<SeatId, Person>,
    serverNowMs: number,
    still: boolean,
  ): void {
    const { circle, seconds, delta, firelight } = moment;
    this.#findAim(circle, people, still);
    const stone = this.#stone;
    this.#flight = Math.min(1, this.#flight + delta / FLIGHT_S);
    arcPoint(stone.position, this.#from, this.#aim, this.#flight);
    if (!still && this.#offered) stone.position.y += 0.012 * Math.sin(seconds * 1.8);
    stone.rotation.y = still ? 0.6 : seconds * 0.25;
    const { time, firelight: fire } = stone.material.uniforms;
    if (time) time.value = still ? 0 : seconds;
    if (fire) fire.value = firelight;
    this.#ring.position.copy(stone.position);
    this.#showTime(circle, serverNowMs, delta);
  }

  dispose(): void {
    for (const mesh of [this.#stone, this.#ring, this.#dish]) mesh.geometry.dispose();
    this.#stone.material.dispose();
    this.#ring.material.dispose();
  }

  #findAim(circle: CircleView, people: ReadonlyMap<SeatId, Person>, still: boolean): void {
    const { kind, by } = circle.floor;
    const person = kind === "none" || by === "" ? undefined : people.get(by);
    const keeper = person ? person.seat.id : "";
    const offered = person !== undefined && kind === "offered";
    if (keeper !== this.#keeper || offered !== this.#offered) {
      this.#keeper = keeper;
      this.#offered = offered;
      this.#from.copy(this.#stone.position);
      this.#flight = still ? 1 : 0;
    }
    if (!person) this.#aim.copy(this.#rest);
    else if (!offered) heldAt(this.#aim, person.pose);
    else {
      // Offered, not given: it waits in the air before them, within reach.
      this.#forward.set(-Math.sin(person.frame.yaw), 0, -Math.cos(person.frame.yaw));
      this.#aim.copy(person.frame.hips).addScaledVector(this.#forward, 0.5);
      this.#aim.x += this.#forward.z * ASIDE_M;
      this.#aim.z -= this.#forward.x * ASIDE_M;
      this.#aim.y += 0.42;
    }
  }

  #showTime(circle: CircleView, serverNowMs: number, delta: number): void {
    const left = turnPart(circle.floor, serverNowMs);
    const { part, amber, shown } = this.#ring.material.uniforms;
    if (!part || !amber || !shown) return;
    shown.value = toward(shown.value, left < 0 ? 0 : 1, 4, delta);
    if (left >= 0) {
      part.value = left;
      amber.value = toward(amber.value, inLastMinute(circle.floor, serverNowMs) ? 1 : 0, 4, delta);
    }
    this.#ring.visible = shown.value > 0.01;
  }
}
