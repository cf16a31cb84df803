import { describe, expect, test } from "vitest";

import { chairsOf, FEWEST_CHAIRS, MOST_CHAIRS, placeShape } from "#protocol/place-shape.ts";
import { cellsOf } from "#rules/presence/cell.ts";

import { flamesOf } from "../../client/places/flames.ts";
import { placeJson, placeNames, readPlaceFile } from "../kit/place-on-disk.ts";

const SIZES = Array.from({ length: MOST_CHAIRS - FEWEST_CHAIRS + 1 }, (_, i) => FEWEST_CHAIRS + i);
/** Half as wide as a head that would hide another. */
const HEAD_M = 0.17;
const HALF_VIEW = (75 * Math.PI) / 180;

type Chair = ReturnType<typeof chairsOf>[number];

/** How close `between` comes to the line of sight from one to another, on the floor. */
function beside(from: Chair, to: Chair, between: Chair): number {
  const [dx, dz] = [to.at[0] - from.at[0], to.at[2] - from.at[2]];
  const [px, pz] = [between.at[0] - from.at[0], between.at[2] - from.at[2]];
  const along = (px * dx + pz * dz) / (dx * dx + dz * dz);
  return along <= 0 || along >= 1 ? Infinity : Math.hypot(px - dx * along, pz - dz * along);
}

describe.each(placeNames())("seats of the %s", (name) => {
  const file = readPlaceFile(name);

  test.each(SIZES)("a circle of %i: everybody sees everybody, and nobody is too close", (size) => {
    const chairs = chairsOf(file, size);
    expect(chairs).toHaveLength(size);
    for (const from of chairs) {
      for (const to of chairs) {
        if (from === to) continue;
        const [dx, dz] = [to.at[0] - from.at[0], to.at[2] - from.at[2]];
        expect(Math.hypot(dx, dz)).toBeGreaterThan(0.85);
        const turn = Math.atan2(-dx, -dz) - from.yaw;
        expect(Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn)))).toBeLessThan(HALF_VIEW + 0.27);
        const others = chairs.filter((between) => between !== from && between !== to);
        for (const between of others) expect(beside(from, to, between)).toBeGreaterThan(HEAD_M);
      }
    }
  });

  test.each(SIZES)("a circle of %i sits inside the law's cells, one for each chair", (size) => {
    const cells = cellsOf(chairsOf(file, size), file.eyeAboveSeatM, size);
    expect(cells).toHaveLength(size);
    for (const { head } of cells) expect(Math.max(...head.map(Math.abs))).toBeLessThan(8);
  });

  test.each(SIZES)("a circle of %i: the fire in the middle hides no face", (size) => {
    const chairs = chairsOf(file, size);
    const eyes = Math.min(...chairs.map(({ at }) => at[1])) + file.eyeAboveSeatM;
    const inside = flamesOf(file.scene, null, false, eyes).filter(
      ({ at }) => Math.hypot(at[0], at[2]) < 1,
    );
    for (const { at, height } of inside) expect(at[1] + height).toBeLessThan(eyes - 0.15);
  });

  test("more people than a place has chairs still get every chair it has", () => {
    expect(chairsOf(file, 25)).toHaveLength(MOST_CHAIRS);
    expect(chairsOf(file, 1)).toHaveLength(FEWEST_CHAIRS);
  });
});

test("a place that forgets a circle, or says too much, is refused at the start", () => {
  const file = readPlaceFile("lounge");
  const { "7": _seven, ...seats } = file.seats;
  expect(placeShape.safeParse({ ...file, seats }).success).toBe(false);
  expect(placeShape.safeParse({ ...file, seats: { ...file.seats, "4": [] } }).success).toBe(false);
  expect(placeShape.safeParse({ ...file, more: 1 }).success).toBe(false);
  const scene = { ...file.scene, model: "../secret.glb" };
  expect(placeShape.safeParse({ ...file, scene }).success).toBe(false);
  expect(placeShape.safeParse(placeJson("lounge")).success).toBe(true);
});
