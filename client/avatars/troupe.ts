import { type Vector3 } from "three";

import type { Place } from "#protocol/place-shape.ts";
import type { CircleView } from "#rules/circle/view.ts";
import type { SeatId } from "#rules/ids.ts";

import { levels } from "../world/levels.ts";
import { drawnHeads } from "../world/listener.ts";
import { outfitOf } from "../world/outfit.ts";
import { ownPose, ownPoseState } from "../world/own-pose.ts";
import { attention } from "./attention.ts";
import type { Crowd } from "./crowd.ts";
import { drawLantern, drawPose } from "./draw-person.ts";
import { breathOf, drift, lookedAt } from "./living.ts";
import { changeChair, ease, faceOf, look, makePerson, type Person } from "./person.ts";
import { blendPose, toward } from "./pose-blend.ts";
import { seatedPose } from "./seated.ts";

/** Where poses of others come from; false: none has come (simple view, or the link is new). */
export interface PoseSource {
  sample(seat: SeatId, nowMs: number, out: Float32Array): boolean;
}

export interface Moment {
  readonly circle: CircleView;
  /** My own seat: drawn without a head, at my own pose. "" when nobody is me. */
  readonly me: SeatId | "";
  /** performance.now() */
  readonly nowMs: number;
  readonly seconds: number;
  readonly delta: number;
  readonly firelight: number;
}

/** Everybody who sits in the circle, drawn alive. `update` once a frame; nothing is allocated there. */
export class Troupe {
  readonly people = new Map<SeatId, Person>();
  readonly #crowd: Crowd;
  readonly #place: Place;
  readonly #poses: PoseSource;
  readonly #rest: Vector3;
  #seen: CircleView | null = null;

  constructor(crowd: Crowd, place: Place, poses: PoseSource, rest: Vector3) {
    this.#crowd = crowd;
    this.#place = place;
    this.#poses = poses;
    this.#rest = rest;
  }

  update(moment: Moment): void {
    const { circle } = moment;
    if (circle !== this.#seen) {
      this.#admit(circle);
      this.#seen = circle;
    }
    const watched = attention(circle);
    for (const person of this.people.values()) this.#live(person, watched, moment);
    this.#dismiss();
    this.#crowd.commit(moment.firelight);
  }

  /** Takes everybody away at once. */
  clear(): void {
    for (const person of this.people.values()) this.#forget(person);
    this.#seen = null;
  }

  #admit(circle: CircleView): void {
    for (const person of this.people.values()) person.leaving = true;
    for (const seat of circle.seats) {
      const known = this.people.get(seat.id);
      if (known) {
        known.seat = seat;
        known.leaving = false;
      } else {
        const dressed = this.#crowd.add(outfitOf(seat.look));
        this.people.set(seat.id, makePerson(seat, dressed, this.#place));
      }
    }
  }

  #dismiss(): void {
    for (const person of this.people.values())
      if (person.leaving && person.presence < 0.03) this.#forget(person);
  }

  #forget(person: Person): void {
    this.#crowd.remove(person.dressed);
    this.people.delete(person.seat.id);
    drawnHeads.delete(person.seat.id);
  }

  #live(person: Person, watched: SeatId | "", moment: Moment): void {
    const { circle, seconds, delta } = moment;
    const { seat } = person;
    const holds = circle.floor.kind === "held" && circle.floor.by === seat.id;
    const level = seat.live ? (levels.get(seat.id) ?? 0) : 0;
    ease(person, { holds, level, handRaised: seat.handRaised }, delta);
    changeChair(person, this.#place);
    look(person, this.#targetOf(person, circle, watched, seconds), seconds, delta);
    this.#pose(person, moment);
    const breath = breathOf(person.seed, seconds);
    drawPose(this.#crowd, person.dressed, person.pose, person.frame, breath, person.head);
    this.#express(person, watched, moment);
    const known = drawnHeads.get(seat.id);
    if (known) person.head.toArray(known);
    else drawnHeads.set(seat.id, new Float32Array(person.head.toArray()));
  }

  /** Everybody looks at whoever speaks; the speaker looks from one to the next. */
  #targetOf(
    person: Person,
    circle: CircleView,
    watched: SeatId | "",
    seconds: number,
  ): Vector3 | null {
    if (watched && watched !== person.seat.id) return this.people.get(watched)?.head ?? null;
    if (watched === "") return circle.phase === "meeting" ? this.#rest : null;
    const other = circle.seats[lookedAt(person.seed, circle.seats.length, seconds)];
    return other && other.id !== person.seat.id ? (this.people.get(other.id)?.head ?? null) : null;
  }

  #pose(person: Person, { me, nowMs, seconds, delta }: Moment): void {
    if (person.seat.id === me && ownPoseState.present) {
      person.pose.set(ownPose);
      return;
    }
    seatedPose(person.idle, person.frame, person.gesture, person.seed, seconds);
    // Hands that nobody tracks are not sent: they rest as they do in somebody who sends nothing.
    person.sampled.set(person.idle);
    const comes = this.#poses.sample(person.seat.id, nowMs, person.sampled);
    person.tracked = comes
      ? toward(person.tracked, 1, 6, delta)
      : toward(person.tracked, 0, 3, delta);
    if (person.tracked < 0.002) person.pose.set(person.idle);
    else blendPose(person.pose, person.idle, person.sampled, person.tracked);
  }

  #express(person: Person, watched: SeatId | "", { me, seconds }: Moment): void {
    const crowd = this.#crowd;
    const { dressed, seed } = person;
    const listening = watched !== "" && watched !== person.seat.id;
    const face = faceOf(person, listening, seconds);
    crowd.write(dressed, "head", 1, face.eyes, face.eyes, person.gazeX, person.gazeY);
    crowd.write(dressed, "head", 2, face.open, face.wide, face.smile, face.brow);
    crowd.write(dressed, "head", 3, face.tilt, 0.8, 0, 0);
    for (const part of dressed.parts.keys())
      crowd.write(dressed, part, 4, person.glow, person.presence, person.colour, 0);
    // I see my own body, but not the inside of my own head.
    const mine = person.seat.id === me;
    const lit = person.gesture.raise > 0.05 && !mine;
    crowd.show(dressed, "lantern", lit);
    if (lit) drawLantern(crowd, dressed, person.head, person.frame, drift(seed, 8, seconds * 3));
    crowd.show(dressed, "head", !mine);
    crowd.show(dressed, "crown", !mine);
    crowd.show(dressed, "accessory", !mine || dressed.outfit.accessory === "scarf");
  }
}
