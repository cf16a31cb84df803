import {
  DynamicDrawUsage,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Mesh,
  PlaneGeometry,
  ShaderMaterial,
} from "three";

import type { CircleView, SeatView } from "#rules/circle/view.ts";
import type { SeatId } from "#rules/ids.ts";

import { levels } from "../world/levels.ts";
import type { Person } from "./person.ts";
import { ATLAS, makeTagAtlas, slotRect, type TagMark } from "./tag-atlas.ts";

/** The middle of a name above the middle of the head: over the tallest crown. */
const ABOVE_HEAD_M = 0.3;

const NEAR_HEIGHT_M = 0.085;

/** Where a name hangs for an eye this far away and how high it is drawn: readable across the circle, never over a face. */
export function tagBox(distance: number): { readonly above: number; readonly height: number } {
  const height = NEAR_HEIGHT_M * Math.min(2.2, Math.max(0.7, distance / 2));
  // Growing, it grows upward: its lower edge stays where it is.
  return { above: ABOVE_HEAD_M + Math.max(0, height - NEAR_HEIGHT_M) * 0.5, height };
}

const slotPart = (pixels: number): string => ((pixels * ATLAS.scale) / ATLAS.size).toFixed(6);

const vertexShader = /* glsl */ `
attribute vec4 place;
attribute vec4 slot;
attribute vec3 state;
varying vec2 vUv, vOwn;
varying vec3 vState;
varying vec2 vShape;
varying float vFade;
void main() {
  // place: xyz and width of the pill; slot: corner of the slot, bars; state: level, presence, unused.
  vec3 toEye = cameraPosition - place.xyz;
  float far = length(toEye);
  toEye.y *= .6;
  vec3 z = normalize(toEye), x = normalize(cross(vec3(0., 1., 0.), z)), y = cross(z, x);
  // Names keep a readable size across the circle and never grow into one's face.
  float height = ${NEAR_HEIGHT_M} * clamp(far / 2., .7, 2.2);
  vec3 at = place.xyz + vec3(0., max(0., height - ${NEAR_HEIGHT_M}) * .5, 0.) + (x * position.x * 4. + y * position.y) * height + z * .02;
  vOwn = uv;
  vUv = slot.xy + uv * vec2(${slotPart(ATLAS.slotWidth)}, ${slotPart(ATLAS.slotHeight)});
  vState = state;
  vShape = vec2(place.w, slot.z);
  vFade = smoothstep(.45, .8, far) * (1. - smoothstep(7., 10., far));
  gl_Position = projectionMatrix * viewMatrix * vec4(at, 1.);
}`;

const fragmentShader = /* glsl */ `
uniform sampler2D atlas;
uniform float time;
varying vec2 vUv, vOwn, vShape;
varying vec3 vState;
varying float vFade;
void main() {
  vec4 colour = texture2D(atlas, vUv);
  // Three bars move with the voice: speaking is shape and motion, never colour alone.
  vec2 p = vec2((vOwn.x - vShape.y) * 4., vOwn.y - .5);
  float bars = 0.;
  for (int i = 0; i < 3; i++) {
    float beat = .35 + .65 * abs(sin(time * (5. + float(i) * 1.7) + float(i)));
    float tall = .05 + .21 * vState.x * beat;
    vec2 d = abs(p - vec2(.035 + float(i) * .1, 0.)) - vec2(.022, tall);
    bars += 1. - smoothstep(-.01, .012, max(d.x, d.y));
  }
  colour.rgb = mix(colour.rgb, vec3(1., .72, .36), clamp(bars, 0., 1.) * step(.04, vState.x) * colour.a);
  gl_FragColor = vec4(colour.rgb, colour.a * vFade * vState.y);
  if (gl_FragColor.a < .01) discard;
  #include <colorspace_fragment>
}`;

/** The one mark a tag carries: what somebody across the circle needs to know first. */
export function markOf(seat: SeatView, circle: CircleView): TagMark {
  if (seat.presence === "lost") return "reconnecting";
  if (seat.presence === "away") return "away";
  if (seat.handRaised) return "hand";
  return circle.openTalk && !seat.micOpen ? "muted" : "none";
}

function makeMesh(atlas: ReturnType<typeof makeTagAtlas>) {
  const plane = new PlaneGeometry(1, 1);
  const geometry = new InstancedBufferGeometry();
  geometry.index = plane.index;
  geometry.setAttribute("position", plane.getAttribute("position"));
  geometry.setAttribute("uv", plane.getAttribute("uv"));
  const attribute = (name: string, size: number) => {
    const made = new InstancedBufferAttribute(new Float32Array(ATLAS.slots * size), size);
    made.setUsage(DynamicDrawUsage);
    geometry.setAttribute(name, made);
    return made;
  };
  const [place, slot, state] = [attribute("place", 4), attribute("slot", 4), attribute("state", 3)];
  const material = new ShaderMaterial({
    transparent: true,
    depthWrite: false,
    uniforms: { atlas: { value: atlas.texture }, time: { value: 0 } },
    vertexShader,
    fragmentShader,
  });
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  mesh.renderOrder = 10;
  mesh.raycast = () => undefined;
  return { mesh, geometry, material, place, slot, state };
}

interface Slot {
  readonly index: number;
  name: string;
  mark: TagMark;
  guides: boolean;
  width: number;
  barsAt: number;
}

interface TagMoment {
  readonly circle: CircleView;
  readonly me: SeatId | "";
  readonly seconds: number;
}

/** Everybody's name above their head, in one draw call; text is drawn by the browser, so any script can be read. */
export class NameTags {
  readonly #atlas = makeTagAtlas();
  readonly #parts = makeMesh(this.#atlas);
  readonly mesh = this.#parts.mesh;
  readonly #slots = new Map<SeatId, Slot>();
  readonly #free = Array.from({ length: ATLAS.slots }, (_, i) => ATLAS.slots - 1 - i);

  update({ circle, me, seconds }: TagMoment, people: ReadonlyMap<SeatId, Person>): void {
    const { geometry, material, place, slot, state } = this.#parts;
    let count = 0;
    for (const person of people.values()) {
      const own =
        person.seat.id === me || count >= ATLAS.slots ? null : this.#slotFor(person, circle);
      if (own) this.#write(count++, person, own);
    }
    if (count < this.#slots.size) this.#forget(people);
    geometry.instanceCount = count;
    this.mesh.visible = count > 0;
    place.needsUpdate = true;
    slot.needsUpdate = true;
    state.needsUpdate = true;
    const { time } = material.uniforms;
    if (time) time.value = seconds;
  }

  dispose(): void {
    this.#parts.geometry.dispose();
    this.#parts.material.dispose();
    this.#atlas.texture.dispose();
  }

  #slotFor({ seat }: Person, circle: CircleView): Slot | null {
    const own = this.#slots.get(seat.id) ?? this.#newSlot(seat.id);
    if (!own) return null;
    const mark = markOf(seat, circle);
    const guides = circle.leader === seat.id;
    if (own.name !== seat.name || own.mark !== mark || own.guides !== guides) {
      Object.assign(own, { name: seat.name, mark, guides });
      Object.assign(own, this.#atlas.draw(own.index, seat.name, mark, guides));
    }
    return own;
  }

  #newSlot(seat: SeatId): Slot | null {
    const index = this.#free.pop();
    if (index === undefined) return null;
    const own: Slot = { index, name: "", mark: "none", guides: false, width: 1, barsAt: 1 };
    this.#slots.set(seat, own);
    return own;
  }

  #forget(people: ReadonlyMap<SeatId, Person>): void {
    for (const [id, own] of this.#slots) {
      if (people.has(id)) continue;
      this.#slots.delete(id);
      this.#free.push(own.index);
    }
  }

  #write(at: number, { seat, head, presence }: Person, own: Slot): void {
    const { place, slot, state } = this.#parts;
    const { x, y } = slotRect(own.index);
    place.setXYZW(at, head.x, head.y + ABOVE_HEAD_M, head.z, own.width);
    slot.setXYZW(
      at,
      x / ATLAS.size,
      1 - (y + ATLAS.slotHeight * ATLAS.scale) / ATLAS.size,
      own.barsAt,
      0,
    );
    const level = seat.live ? Math.min(1, (levels.get(seat.id) ?? 0) * 1.6) : 0;
    state.setXYZ(at, level, presence < 0.4 ? presence : 1, 0);
  }
}
