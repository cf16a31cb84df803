// @vitest-environment node
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

import { LIGHTS } from "#protocol/place-scene-shape.ts";
import { type Chair, type PlaceFile, placeShape } from "#protocol/place-shape.ts";

import { modelFigures, pictureFigures } from "../../assets/workshop/figures.ts";
import { AMBIENT } from "../../assets/workshop/light-maps.ts";
import { readLook } from "../../assets/workshop/look.ts";
import { readRecord } from "../../assets/workshop/record.ts";
import { bakedFrom, builtFrom, madePlaces, placesFolder } from "../../assets/workshop/sources.ts";

const KIB = 1024;
/** A full circle on a headset of 2020: what a place may cost of it (assets/README.md). */
const MOST = {
  staticTriangles: 55_000,
  seatTriangles: 1200,
  withSeatsTriangles: 72_000,
  drawCalls: 11,
  detailSide: 2048,
  lightSide: 1536,
  downloadKib: 1600,
};
/** Chairs are about a metre wide; people want elbow room. */
const NEAREST_SEATS_M = 1.1;
/** Who sits beside somebody still sees the next but one past their shoulder. */
const LEAST_ANGLE = (12 * Math.PI) / 180;
const FIRE_AWAY_M = 1.2;

interface Made {
  readonly name: string;
  readonly place: PlaceFile;
  readonly at: (file: string) => URL;
  readonly kib: (file: string) => number;
}

const made: readonly Made[] = madePlaces().map((name) => {
  const at = (file: string): URL => new URL(`${name}/${file}`, placesFolder);
  const json = JSON.parse(readFileSync(at("place.json"), "utf8")) as unknown;
  return { name, place: placeShape.parse(json), at, kib: (file) => statSync(at(file)).size / KIB };
});

const places = made.map((one) => [one.name, one] as const);
const distance = ([x, , z]: Chair["at"], [u, , w]: Chair["at"]): number => Math.hypot(x - u, z - w);
const pairs = <T>(all: readonly T[]): (readonly [T, T])[] =>
  all.flatMap((a, i) => all.slice(i + 1).map((b) => [a, b] as const));
const shared = ({ place: { scene } }: Made): readonly string[] =>
  [scene.model, scene.seat, scene.fireMap, ...Object.values(scene.details)].filter(
    (file) => typeof file === "string",
  );
const lights = ({ place: { scene } }: Made): readonly string[] =>
  Object.values(scene.times).map(({ light }) => light);

test("a place is a folder with a look and a source", () => {
  expect(madePlaces()).toEqual(expect.arrayContaining(["lounge"]));
});

test.each(places)("%s was made from the sources that lie beside it", (name, { at }) => {
  const record = readRecord(at(""));
  // Model or light changed: npm run assets. Only the look: npm run assets -- --build-only.
  expect({ baked: bakedFrom(name), built: builtFrom(name) }).toEqual({
    baked: record.bakedFrom,
    built: record.builtFrom,
  });
});

test.each(places)("%s has the models that were recorded", async (_, { at }) => {
  const { models } = readRecord(at(""));
  const found = await Promise.all(Object.keys(models).map((file) => modelFigures(at(file))));
  expect(found).toEqual(Object.values(models));
});

test.each(places)("%s has the light that was recorded", async (_, { at }) => {
  const { light } = readRecord(at(""));
  const found = await Promise.all(Object.keys(light).map((file) => pictureFigures(at(file))));
  for (const [i, then] of Object.values(light).entries()) {
    const off = then.means.map((mean, cell) => Math.abs(mean - (found[i]?.means[cell] ?? 0)));
    // Another build of the picture library may round otherwise.
    expect(Math.max(...off)).toBeLessThan(4);
  }
});

test.each(places)("%s names all its files, and no other lies beside them", (_, one) => {
  const { scene } = one.place;
  const named = [...shared(one), ...lights(one), scene.low?.model ?? scene.model];
  expect(named.filter((file) => one.kib(file) < 0.5)).toEqual([]);
  const folder = fileURLToPath(one.at(""));
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(webp|glb)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length))
    .filter((file) => !file.startsWith("masters/"));
  expect(new Set(found)).toEqual(new Set(named));
});

test.each(places)(
  "%s knows day, dusk and night, each mixed from baked groups",
  (name, { place, at }) => {
    expect(new Set(Object.keys(place.scene.times))).toEqual(new Set(LIGHTS));
    const groups = [AMBIENT, ...readRecord(at("")).settings.groups];
    for (const { mix } of Object.values(readLook(name).times))
      expect(groups).toEqual(expect.arrayContaining(Object.keys(mix)));
  },
);

test.each(places)(
  "%s stays inside the budget of triangles and draw calls",
  async (_, { place, at }) => {
    const { model: full, low, seat: one } = place.scene;
    const model = await modelFigures(at(full));
    const seat = await modelFigures(at(one ?? full));
    const few = await modelFigures(at(low?.model ?? full));
    expect(model.triangles).toBeLessThanOrEqual(MOST.staticTriangles);
    expect(seat.triangles).toBeLessThanOrEqual(MOST.seatTriangles);
    expect(model.triangles + 12 * seat.triangles).toBeLessThanOrEqual(MOST.withSeatsTriangles);
    expect(model.primitives + seat.primitives).toBeLessThanOrEqual(MOST.drawCalls);
    expect(few.triangles).toBeLessThan(model.triangles * 0.9);
  },
);

test.each(places)(
  "%s downloads quickly, and no picture is too large for old graphics cards",
  async (_, one) => {
    const kib = shared(one).reduce((sum, file) => sum + one.kib(file), 0);
    expect(kib + Math.max(...lights(one).map(one.kib))).toBeLessThanOrEqual(MOST.downloadKib);
    const sides = (files: readonly string[]): Promise<number[]> =>
      Promise.all(files.map(async (file) => (await pictureFigures(one.at(file))).width));
    expect(Math.max(...(await sides(Object.values(one.place.scene.details))))).toBeLessThanOrEqual(
      MOST.detailSide,
    );
    expect(Math.max(...(await sides(lights(one))))).toBeLessThanOrEqual(MOST.lightSide);
  },
);

test.each(places)(
  "%s: in a circle of 4 to 12 everybody sees everybody, none in the fire",
  (_, { place }) => {
    for (const seats of Object.values(place.seats)) {
      for (const [a, b] of pairs(seats))
        expect(distance(a.at, b.at)).toBeGreaterThan(NEAREST_SEATS_M);
      for (const seat of seats) {
        expect(distance(seat.at, place.scene.fire)).toBeGreaterThan(FIRE_AWAY_M);
        const others = seats.filter((other) => other !== seat);
        const turns = others.map(({ at: [x, , z] }) => {
          const turn = Math.atan2(seat.at[0] - x, seat.at[2] - z) - seat.yaw;
          return Math.atan2(Math.sin(turn), Math.cos(turn));
        });
        // In front of their own shoulders, and nobody hidden behind somebody else.
        for (const turn of turns) expect(Math.abs(turn)).toBeLessThan((80 * Math.PI) / 180);
        for (const [a, b] of pairs(turns)) expect(Math.abs(a - b)).toBeGreaterThan(LEAST_ANGLE);
      }
    }
  },
);

test.each(places)(
  "%s: door and corners are out of the circle, small things within reach",
  (_, { place }) => {
    const fromMiddle = ([x, , z]: Chair["at"]): number => Math.hypot(x, z);
    const widest = Math.max(...(place.seats[12] ?? []).map(({ at }) => fromMiddle(at)));
    expect(fromMiddle(place.door.at)).toBeGreaterThan(widest + 0.5);
    expect(place.corners.length).toBeGreaterThanOrEqual(2);
    for (const { at } of place.corners) expect(fromMiddle(at)).toBeGreaterThan(widest + 0.4);
    for (const thing of [place.pieceStand, place.bell, place.candle])
      expect(fromMiddle(thing ?? [9, 9, 9])).toBeLessThan(1.4);
  },
);
