import { Vector3 } from "three";

import { plainPlace } from "#protocol/place-shape.ts";
import type { CircleView } from "#rules/circle/view.ts";
import { lookFromSeed } from "#rules/people/look.ts";

import { makeCrowd } from "../../client/avatars/crowd.ts";
import { Troupe } from "../../client/avatars/troupe.ts";
import { fakeCircle } from "../kit/gallery/fake-world.ts";

const PEOPLE = 25;
const WARM_UP = 2000;
const FRAMES = 2000;

/** Median milliseconds of script in which 25 people are posed once, all of them near (none is left out). */
export function posePeopleMs(): number {
  const plain = fakeCircle(PEOPLE, 12);
  const circle: CircleView = {
    ...plain,
    seats: plain.seats.map((seat, i) =>
      Object.assign({}, seat, { chair: i % 12, look: lookFromSeed(i + 1) }),
    ),
  };
  const crowd = makeCrowd(PEOPLE);
  const rest = new Vector3(0, 0.5, 0);
  const troupe = new Troupe(crowd, plainPlace(12), { sample: () => false }, rest);
  const moment = { circle, me: "" as const, nowMs: 0, seconds: 0, delta: 1 / 72, firelight: 1 };
  const times: number[] = [];
  for (let frame = 0; frame < WARM_UP + FRAMES; frame++) {
    moment.seconds = frame / 72;
    const from = performance.now();
    troupe.update(moment);
    if (frame >= WARM_UP) times.push(performance.now() - from);
  }
  if (troupe.posed !== PEOPLE) throw new Error(`${troupe.posed} of ${PEOPLE} people were posed`);
  troupe.clear();
  crowd.dispose();
  return times.toSorted((a, b) => a - b)[FRAMES / 2] ?? 0;
}
