import { Vector3, type Camera } from "three";

import type { Place } from "#protocol/place-shape.ts";

import type { World } from "../world/circle-store.ts";
import { makeCrowd } from "./crowd.ts";
import { makeMarks } from "./marks.ts";
import { NameTags } from "./name-tags.ts";
import { TalkingPiece } from "./talking-piece.ts";
import { Troupe, type Moment, type PoseSource } from "./troupe.ts";
import { Warmth } from "./warmth.ts";

/** More than chairs exist: somebody who leaves fades while another sits down. */
const CAPACITY = 28;

interface Frame {
  readonly camera: Camera;
  readonly seconds: number;
  readonly delta: number;
  readonly firelight: number;
  /** Reduced motion. */
  readonly still: boolean;
}

/** All that is drawn of people: bodies, names, lights, the piece. One call a frame; nothing is made in it. */
export class Ensemble {
  readonly crowd = makeCrowd(CAPACITY);
  readonly tags = new NameTags();
  readonly marks = makeMarks();
  readonly piece: TalkingPiece;
  readonly troupe: Troupe;
  readonly #warmth = new Warmth();
  readonly #eye = new Vector3();
  /** Filled anew in every frame. */
  #moment: { -readonly [Key in keyof Moment]: Moment[Key] } | null = null;

  constructor(place: Place, poses: PoseSource) {
    const rest = new Vector3().fromArray([...place.pieceStand]);
    this.piece = new TalkingPiece(rest);
    this.troupe = new Troupe(this.crowd, place, poses, rest);
  }

  frame({ circle, own, clockOffsetMs }: World, now: Frame): void {
    if (!circle) return;
    const { troupe } = this;
    const moment = (this.#moment ??= {
      circle,
      me: "",
      nowMs: 0,
      seconds: 0,
      delta: 0,
      firelight: 1,
      eye: this.#eye,
    });
    moment.circle = circle;
    moment.me = own?.seat ?? "";
    moment.nowMs = performance.now();
    moment.seconds = now.seconds;
    moment.delta = Math.min(now.delta, 0.1);
    moment.firelight = now.firelight;
    this.#eye.setFromMatrixPosition(now.camera.matrixWorld);
    troupe.update(moment);
    this.piece.update(moment, troupe.people, moment.nowMs + clockOffsetMs, now.still);
    this.tags.update(moment, troupe.people);
    this.#warmth.update(own?.recognised ?? 0, now.seconds);
    this.marks.update(troupe.people, moment.me, this.#warmth.value(now.seconds));
  }

  dispose(): void {
    for (const part of [this.crowd, this.tags, this.marks, this.piece]) part.dispose();
  }
}
