import { Vector3 } from "three";

import type { Place } from "#protocol/place-shape.ts";
import type { CircleView } from "#rules/circle/view.ts";
import type { SeatId } from "#rules/ids.ts";

import { levels } from "../world/levels.ts";
import { drawnHeads } from "../world/listener.ts";
import { ownPose, ownPoseState } from "../world/own-pose.ts";
import type { Crowd } from "./crowd.ts";
import { drawLantern, drawPose } from "./draw-person.ts";
import { breathOf, drift, lookedAt } from "./living.ts";
import { outfitOf } from "./palette.ts";
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

/** A voice quieter than this turns no heads. */
const HEARD = 0.06;

/** Everybody who sits in the circle, drawn alive. Call `update` once a frame. */
export interface Troupe {
  readonly people: ReadonlyMap<SeatId, Person>;
  update(moment: Moment): void;
  clear(): void;
}

export function makeTroupe(crowd: Crowd, place: Place, poses: PoseSource, restAt: Vector3): Troupe {
  const people = new Map<SeatId, Person>();
  let seen: CircleView | null = null;
  let me: SeatId | "" = "";

  const admit = (circle: CircleView): void => {
    for (const person of people.values()) person.leaving = true;
    for (const seat of circle.seats) {
      const known = people.get(seat.id);
      if (known) {
        known.seat = seat;
        known.leaving = false;
      } else people.set(seat.id, makePerson(seat, crowd.add(outfitOf(seat.look)), place));
    }
  };

  const dismiss = (): void => {
    for (const [id, person] of people) {
      if (!person.leaving || person.presence > 0.03) continue;
      crowd.remove(person.dressed);
      people.delete(id);
      drawnHeads.delete(id);
    }
  };

  const attention = (circle: CircleView): SeatId | "" => {
    let loudest: SeatId | "" = "";
    let most = HEARD;
    for (const seat of circle.seats) {
      const level = seat.live ? (levels.get(seat.id) ?? 0) : 0;
      if (level > most) {
        most = level;
        loudest = seat.id;
      }
    }
    return (
      loudest ||
      (circle.floor.kind === "held" || circle.floor.kind === "offered" ? circle.floor.by : "")
    );
  };

  const targetOf = (person: Person, circle: CircleView, watched: SeatId | "", seconds: number) => {
    if (watched && watched !== person.seat.id) return people.get(watched)?.head ?? null;
    if (watched !== person.seat.id) return circle.phase === "meeting" ? restAt : null;
    const index = lookedAt(person.seed, circle.seats.length, seconds);
    const other = circle.seats[index];
    return other && other.id !== person.seat.id ? (people.get(other.id)?.head ?? null) : null;
  };

  const posed = (person: Person, { nowMs, seconds, delta }: Moment): void => {
    const own = person.seat.id === me && ownPoseState.present;
    const comes = !own && poses.sample(person.seat.id, nowMs, person.sampled);
    seatedPose(person.idle, person.frame, person.gesture, person.seed, seconds);
    if (own) {
      person.pose.set(ownPose);
      return;
    }
    person.tracked = comes
      ? toward(person.tracked, 1, 6, delta)
      : toward(person.tracked, 0, 3, delta);
    if (person.tracked < 0.002) person.pose.set(person.idle);
    else blendPose(person.pose, person.idle, person.sampled, person.tracked);
  };

  const express = (person: Person, watched: SeatId | "", moment: Moment): void => {
    const { dressed, seed } = person;
    const listening = watched !== "" && watched !== person.seat.id;
    const face = faceOf(person, listening, moment.seconds);
    crowd.write(dressed, "head", 1, face.eyes, face.eyes, person.gazeX, person.gazeY);
    crowd.write(dressed, "head", 2, face.open, face.wide, face.smile, face.brow);
    crowd.write(dressed, "head", 3, face.tilt, 0.8, 0, 0);
    for (const part of dressed.parts.keys())
      crowd.write(dressed, part, 4, person.glow, person.presence, person.colour, 0);
    const mine = person.seat.id === me;
    const lit = person.gesture.raise > 0.05 && !mine;
    crowd.show(dressed, "lantern", lit);
    if (lit)
      drawLantern(crowd, dressed, person.head, person.frame, drift(seed, 8, moment.seconds * 3));
    crowd.show(dressed, "head", !mine);
    crowd.show(dressed, "crown", !mine);
    crowd.show(dressed, "accessory", !mine || dressed.outfit.accessory === "scarf");
  };

  const drawn = (person: Person): void => {
    const known = drawnHeads.get(person.seat.id);
    if (known) person.head.toArray(known);
    else drawnHeads.set(person.seat.id, new Float32Array(person.head.toArray()));
  };

  return {
    people,
    update(moment) {
      const { circle, seconds, delta } = moment;
      me = moment.me;
      if (circle !== seen) {
        admit(circle);
        seen = circle;
      }
      const watched = attention(circle);
      for (const person of people.values()) {
        const { seat } = person;
        const holds = circle.floor.kind === "held" && circle.floor.by === seat.id;
        const level = seat.live ? (levels.get(seat.id) ?? 0) : 0;
        ease(person, { holds, level, handRaised: seat.handRaised }, delta);
        changeChair(person, place);
        look(person, targetOf(person, circle, watched, seconds), seconds, delta);
        posed(person, moment);
        drawPose(
          crowd,
          person.dressed,
          person.pose,
          person.frame,
          breathOf(person.seed, seconds),
          person.head,
        );
        express(person, watched, moment);
        drawn(person);
      }
      dismiss();
      crowd.commit(moment.firelight);
    },
    clear() {
      for (const [id, person] of people) {
        crowd.remove(person.dressed);
        drawnHeads.delete(id);
      }
      people.clear();
      seen = null;
    },
  };
}
