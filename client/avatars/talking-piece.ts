import { Group, Mesh, PlaneGeometry, ShaderMaterial, Vector3, type BufferGeometry } from "three";

import type { CircleView } from "#rules/circle/view.ts";
import type { SeatId } from "#rules/ids.ts";

import type { Person } from "./person.ts";
import { arcPoint, FLIGHT_S, inLastMinute, turnPart } from "./piece-path.ts";
import { pieceFragment, pieceVertex, ringFragment, ringVertex } from "./piece-shader.ts";
import { dishShape, pieceShapes } from "./piece-shapes.ts";
import { AT, toward } from "./pose-blend.ts";

const makeMaterial = (): ShaderMaterial =>
  new ShaderMaterial({
    vertexShader: pieceVertex,
    fragmentShader: pieceFragment,
    uniforms: { time: { value: 0 }, firelight: { value: 1 } },
  });

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

function makeDish(rest: Vector3, material: ShaderMaterial): Mesh {
  const dish = new Mesh(dishShape(), material);
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
  readonly #shapes = new Map<CircleView["piece"], BufferGeometry>();
  readonly #stone = new Mesh(this.#shapeOf("shell"), makeMaterial());
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
    stone.geometry = this.#shapeOf(circle.piece);
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
    for (const geometry of this.#shapes.values()) geometry.dispose();
    for (const mesh of [this.#ring, this.#dish]) mesh.geometry.dispose();
    this.#stone.material.dispose();
    this.#ring.material.dispose();
  }

  /** Built when it is first chosen. */
  #shapeOf(piece: CircleView["piece"]): BufferGeometry {
    const known = this.#shapes.get(piece);
    if (known) return known;
    const made = pieceShapes[piece]();
    this.#shapes.set(piece, made);
    return made;
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
