import { Vector3 } from "three";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { plainPlace } from "#protocol/place-shape.ts";
import { LOOK_CHOICES, lookFromSeed } from "#rules/people/look.ts";

import { makeCrowd } from "../../client/avatars/crowd.ts";
import { Troupe } from "../../client/avatars/troupe.ts";
import { levels } from "../../client/world/levels.ts";
import { drawnHeads } from "../../client/world/listener.ts";
import { ACCESSORIES, CROWNS, outfitOf } from "../../client/world/outfit.ts";
import { fakeCircle, seatName } from "../kit/gallery/fake-world.ts";

const rest = new Vector3(0, 0.5, 0);
const nobody = { sample: () => false };
const place = plainPlace(8);

beforeEach(() => levels.clear());
afterEach(() => drawnHeads.clear());

const moment = (people: number, seconds: number, change: object = {}) => ({
  circle: fakeCircle(people),
  me: "" as const,
  nowMs: seconds * 1000,
  seconds,
  delta: 1 / 30,
  firelight: 1,
  ...change,
});

describe("the crowd", () => {
  test("people come and go a thousand times and nothing is left behind", () => {
    const crowd = makeCrowd(20);
    for (let i = 0; i < 1000; i++) {
      const people = [0, 1, 2].map((k) => crowd.add(outfitOf(lookFromSeed(i * 3 + k))));
      for (const person of people) crowd.remove(person);
    }
    expect(crowd.instances()).toBe(0);
    expect(crowd.mesh.maxInstanceCount).toBe(20 * 9);
    crowd.dispose();
  });

  test("twenty people fit, however they look", () => {
    const crowd = makeCrowd(20);
    const all = Array.from({ length: 20 }, (_, i) => crowd.add(outfitOf(lookFromSeed(i))));
    expect(new Set(all.flatMap(({ ids }) => Array.from(ids).filter((id) => id >= 0))).size).toBe(
      crowd.instances(),
    );
    crowd.dispose();
  });

  test("every choice of a look is something to wear", () => {
    expect(CROWNS.length).toBe(LOOK_CHOICES.crown);
    expect(ACCESSORIES.length).toBe(LOOK_CHOICES.accessory);
    for (let skin = 0; skin < LOOK_CHOICES.skin; skin++)
      for (let cloth = 0; cloth < LOOK_CHOICES.cloth; cloth++)
        for (let pattern = 0; pattern < LOOK_CHOICES.pattern; pattern++) {
          const outfit = outfitOf({ skin, cloth, crown: 0, accessory: 0, pattern });
          expect(outfit.trim).not.toBe(outfit.cloth);
        }
  });
});

describe("the troupe", () => {
  test("draws everybody's head where voices are to come from, and forgets who left", () => {
    const crowd = makeCrowd(20);
    const troupe = new Troupe(crowd, place, nobody, rest);
    troupe.update(moment(8, 1));
    expect(drawnHeads.size).toBe(8);
    const before = drawnHeads.get(seatName(3));
    const fewer = moment(3, 2);
    for (let i = 0; i < 90; i++) troupe.update({ ...fewer, seconds: 2 + i / 30 });
    expect([...troupe.people.keys()]).toEqual([0, 1, 2].map(seatName));
    expect(drawnHeads.size).toBe(3);
    expect(before?.every(Number.isFinite)).toBe(true);
    troupe.clear();
    expect(crowd.instances()).toBe(0);
    expect(drawnHeads.size).toBe(0);
  });

  test("the numbers handed to the voice panner are the same object every frame", () => {
    const troupe = new Troupe(makeCrowd(20), place, nobody, rest);
    troupe.update(moment(2, 1));
    const first = drawnHeads.get(seatName(1));
    troupe.update(moment(2, 1.1));
    expect(drawnHeads.get(seatName(1))).toBe(first);
  });

  test("a pose that comes moves the head there within a second; without one people sit", () => {
    const far = (_: string, __: number, out: Float32Array) => {
      out.fill(0);
      out.set([0.5, 1.4, 0.5], 0);
      for (const at of [6, 13, 20]) out[at] = 1;
      return true;
    };
    const troupe = new Troupe(makeCrowd(20), place, { sample: far }, rest);
    for (let i = 0; i < 40; i++) troupe.update(moment(1, 1 + i / 30));
    const head = drawnHeads.get(seatName(0));
    expect(head?.[0]).toBeCloseTo(0.5, 1);
    expect(head?.[1]).toBeCloseTo(1.39, 1);
  });
});

describe("what one sees of people", () => {
  test("mouths open with the voice of the floor, and of nobody else", () => {
    const troupe = new Troupe(makeCrowd(20), place, nobody, rest);
    levels.set(seatName(0), 0.8);
    levels.set(seatName(1), 0.8);
    const circle = fakeCircle(2);
    const seats = circle.seats.map((seat, i) =>
      i === 1 ? Object.assign({}, seat, { live: false }) : seat,
    );
    const now = moment(2, 1, { circle: { ...circle, seats } });
    for (let i = 0; i < 20; i++) troupe.update(now);
    expect(troupe.people.get(seatName(0))?.mouth).toBeGreaterThan(0.8);
    expect(troupe.people.get(seatName(1))?.mouth).toBe(0);
  });

  test("a lost link makes somebody pale, not gone; a raised hand raises the arm", () => {
    const troupe = new Troupe(makeCrowd(20), place, nobody, rest);
    const circle = fakeCircle(2);
    const [first, second] = circle.seats;
    if (!first || !second) throw new Error("two people were asked for");
    const seats = [
      { ...first, presence: "lost" as const },
      { ...second, handRaised: true },
    ];
    const now = moment(2, 1, { circle: { ...circle, seats } });
    for (let i = 0; i < 120; i++) troupe.update(now);
    const [lost, raised] = [troupe.people.get(first.id), troupe.people.get(second.id)];
    expect(lost?.presence).toBeGreaterThan(0.3);
    expect(lost?.presence).toBeLessThan(0.6);
    expect(raised?.pose[15]).toBeGreaterThan((raised?.pose[1] ?? 0) - 0.15);
  });
});
