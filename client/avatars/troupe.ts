import type { Vector3 } from "three";

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
import { changeChair, ease, faceOf, look, makePerson, nod, type Person } from "./person.ts";
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
  /** Where the picture is seen from; absent: from everywhere, everybody is near. */
  readonly eye?: Vector3 | undefined;
}

/** Nearer than this somebody is drawn finely, farther than that coarsely; between the two they stay as they are. */
const FINE_WITHIN_M = 4.4;
const COARSE_BEYOND_M = 5;
/** Nearer than this somebody is posed in every frame, farther in every second, beyond `COARSE_BEYOND_M` in every third. */
const EVERY_FRAME_WITHIN_M = 3.2;

/** In how many frames somebody is posed once. Whoever is heard or watched is posed in all of them. */
export function frameShare(distance: number, watched: boolean): 1 | 2 | 3 {
  if (watched || distance < EVERY_FRAME_WITHIN_M) return 1;
  return distance < COARSE_BEYOND_M ? 2 : 3;
}

const isListening = (person: Person, watched: SeatId | ""): boolean =>
  watched !== "" && watched !== person.seat.id;

/** Filled anew for each person: nothing is made in a frame. */
const part: { holds: boolean; level: number; handRaised: boolean } = {
  holds: false,
  level: 0,
  handRaised: false,
};

/** Everybody who sits in the circle, drawn alive. `update` once a frame; nothing is allocated there. */
export class Troupe {
  readonly people = new Map<SeatId, Person>();
  readonly #crowd: Crowd;
  readonly #place: Place;
  readonly #poses: PoseSource;
  readonly #rest: Vector3;
  readonly #all: Person[] = [];
  #seen: CircleView | null = null;
  #frame = 0;
  /** How many people the last frame posed. */
  posed = 0;

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
    this.#frame += 1;
    this.posed = 0;
    // By number: an iterator would be made anew in every frame.
    for (let i = 0; i < this.#all.length; i++) {
      const person = this.#all[i];
      if (person) this.#liveInTurn(person, i, watched, moment);
    }
    this.#dismiss();
    this.#crowd.commit(moment.firelight);
  }

  /** Takes everybody away at once. */
  clear(): void {
    while (this.#all.length > 0) this.#forgetAt(this.#all.length - 1);
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
        const person = makePerson(seat, dressed, this.#place);
        this.people.set(seat.id, person);
        this.#all.push(person);
      }
    }
  }

  #dismiss(): void {
    for (let i = this.#all.length - 1; i >= 0; i--) {
      const person = this.#all[i];
      if (person?.leaving && person.presence < 0.03) this.#forgetAt(i);
    }
  }

  #forgetAt(index: number): void {
    const [person] = this.#all.splice(index, 1);
    if (!person) return;
    this.#crowd.remove(person.dressed);
    this.people.delete(person.seat.id);
    drawnHeads.delete(person.seat.id);
  }

  /** Poses somebody if it is their turn in this frame; the time between is not lost to them. */
  #liveInTurn(person: Person, order: number, watched: SeatId | "", moment: Moment): void {
    const { eye, me, delta } = moment;
    person.owed += delta;
    const distance = eye ? eye.distanceTo(person.head) : 0;
    const shown = person.seat.id === watched || person.seat.id === me || person.leaving;
    // The first frame places everybody.
    const share = person.presence === 0 ? 1 : frameShare(distance, shown);
    if ((this.#frame + order) % share !== 0) return;
    if (distance > COARSE_BEYOND_M) this.#crowd.detail(person.dressed, true);
    else if (distance < FINE_WITHIN_M) this.#crowd.detail(person.dressed, false);
    this.#live(person, watched, moment, person.owed);
    person.owed = 0;
    this.posed += 1;
  }

  #live(person: Person, watched: SeatId | "", moment: Moment, delta: number): void {
    const { circle, seconds } = moment;
    const { seat } = person;
    const holds = circle.floor.kind === "held" && circle.floor.by === seat.id;
    const level = seat.live ? (levels.get(seat.id) ?? 0) : 0;
    part.holds = holds;
    part.level = level;
    part.handRaised = seat.handRaised;
    ease(person, part, delta);
    changeChair(person, this.#place);
    look(person, this.#targetOf(person, circle, watched, seconds), seconds, delta);
    nod(person, isListening(person, watched), seconds);
    this.#pose(person, moment, delta);
    const breath = breathOf(person.seed, seconds);
    const { dressed, pose, frame, gesture, head } = person;
    drawPose(this.#crowd, dressed, pose, frame, gesture, breath, head);
    this.#express(person, watched, moment);
    const known = drawnHeads.get(seat.id);
    if (known) head.toArray(known);
    else drawnHeads.set(seat.id, new Float32Array(head.toArray()));
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

  #pose(person: Person, { me, nowMs, seconds }: Moment, delta: number): void {
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
    const face = faceOf(person, isListening(person, watched), seconds);
    crowd.write(dressed, "head", 1, face.eyes, face.eyes, person.gazeX, person.gazeY);
    crowd.write(dressed, "head", 2, face.open, face.wide, face.smile, face.brow);
    crowd.write(dressed, "head", 3, face.tilt, 0.8, face.round, 0);
    crowd.state(dressed, person.glow, person.presence, person.colour);
    // I see my own body, but not the inside of my own head.
    const mine = person.seat.id === me;
    const lit = person.gesture.raise > 0.05 && !mine;
    crowd.show(dressed, "lantern", lit);
    if (lit) drawLantern(crowd, dressed, person.head, person.frame, drift(seed, 8, seconds * 3));
    crowd.show(dressed, "head", !mine);
    crowd.show(dressed, "crown", !mine);
    crowd.show(dressed, "accessory", !mine || dressed.outfit.worn !== "head");
  }
}
