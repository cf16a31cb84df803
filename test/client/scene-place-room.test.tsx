import ReactThreeTestRenderer from "@react-three/test-renderer";
import { InstancedMesh, type Object3D } from "three";
import { expect, test, vi } from "vitest";

import type { TimeOfPlace } from "#protocol/place-scene-shape.ts";
import { placeFor } from "#protocol/place-shape.ts";

import { makeFirelight } from "../../client/places/firelight.ts";
import { FADE_S } from "../../client/places/hour-fade.ts";
import type { PlaceFiles } from "../../client/places/place-files.ts";
import { Room } from "../../client/places/room.tsx";
import { filesOnDisk, readPlaceFile } from "../kit/place-on-disk.ts";

const file = readPlaceFile("lounge");
const data = { place: placeFor(file, 8), scene: file.scene };
const firelight = makeFirelight();
const never: PlaceFiles = {
  model: () => new Promise(() => undefined),
  picture: () => new Promise(() => undefined),
};
const atOnce = () => Promise.resolve();
const tick = () => new Promise((done) => setTimeout(done, 5));

function meshesIn(scene: Object3D): number {
  let count = 0;
  scene.traverse((object) => {
    if ("geometry" in object) count += 1;
  });
  return count;
}

test("seats are there from the first frame, while the scenery is still on its way", async () => {
  const told = vi.fn<(...state: unknown[]) => void>();
  const lit = vi.fn<(light: TimeOfPlace["people"]) => void>();
  const renderer = await ReactThreeTestRenderer.create(
    <Room data={data} files={never} firelight={firelight} onState={told} onPeopleLight={lit} />,
  );
  await renderer.advanceFrames(2, 1 / 30);
  const counts: number[] = [];
  renderer.scene.instance.traverse((object) => {
    if (object instanceof InstancedMesh) counts.push(object.count);
  });
  expect(counts).toEqual([1, 8, 8]);
  expect(told).not.toHaveBeenCalled();
  expect(lit.mock.lastCall?.[0]).toEqual(file.scene.times.dusk?.people);
  await renderer.unmount();
});

test("the scenery comes, another hour is a slow change, and people's light follows it to the end", async () => {
  const told = vi.fn<(...state: unknown[]) => void>();
  const lights: TimeOfPlace["people"][] = [];
  const room = (light: "dusk" | "night") => (
    <Room
      data={data}
      files={files}
      prepare={atOnce}
      firelight={firelight}
      light={light}
      onState={told}
      onPeopleLight={note}
    />
  );
  const files = filesOnDisk("lounge");
  const note = (light: TimeOfPlace["people"]) => void lights.push(light);
  const renderer = await ReactThreeTestRenderer.create(room("dusk"));
  const until = async (there: () => boolean) => {
    for (let tries = 0; tries < 400 && !there(); tries++) {
      await tick();
      await renderer.advanceFrames(1, 0.5);
    }
    expect(there()).toBe(true);
  };
  await until(() => told.mock.lastCall?.[0] === "ready");
  expect(meshesIn(renderer.scene.instance)).toBeGreaterThan(10);
  expect(told.mock.lastCall?.[1]).toEqual(new Set());
  await renderer.update(room("night"));
  lights.length = 0;
  await until(() => lights.at(-1) === file.scene.times.night?.people);
  // Many small steps, none of them a jump.
  expect(lights.length).toBeGreaterThan(FADE_S);
  await renderer.unmount();
});
