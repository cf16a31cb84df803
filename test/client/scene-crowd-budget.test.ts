import { Session } from "node:inspector/promises";

import { Vector3 } from "three";
import { afterEach, describe, expect, test } from "vitest";

import type { Place } from "#protocol/place-shape.ts";
import type { CircleView } from "#rules/circle/view.ts";
import { LOOK_CHOICES, lookFromSeed, type Look } from "#rules/people/look.ts";

import { makeCrowd } from "../../client/avatars/crowd.ts";
import { curlOf } from "../../client/avatars/draw-person.ts";
import { atEase } from "../../client/avatars/seated.ts";
import { frameShare, Troupe } from "../../client/avatars/troupe.ts";
import { drawnHeads } from "../../client/world/listener.ts";
import { ACCESSORIES, CROWNS, FORMS, outfitOf, wornAt } from "../../client/world/outfit.ts";
import { fakeCircle, seatName } from "../kit/gallery/fake-world.ts";
import { loungeFor } from "../kit/lounge.ts";

const MANY = 25;
const NEAR_TRIANGLES = 4000;
const FAR_TRIANGLES = 1000;
const lounge = loungeFor(12);
/** A second ring of chairs behind the first, for more people than a circle has. */
const place: Place = {
  ...lounge,
  chairs: Array.from({ length: MANY }, (_, i) => {
    const angle = (i / MANY) * Math.PI * 2;
    const radius = i % 2 ? 5 : 2.2;
    return {
      at: [Math.sin(angle) * radius, 0.46, -Math.cos(angle) * radius],
      yaw: Math.PI - angle,
    };
  }),
};
const rest = new Vector3(0, 0.5, 0);
const nobody = { sample: () => false };

const circleOf = (count: number): CircleView => {
  const plain = fakeCircle(count, 12);
  return {
    ...plain,
    seats: plain.seats.map((seat, chair) =>
      Object.assign({}, seat, { chair, look: lookFromSeed(chair * 31 + 7) }),
    ),
  };
};
const momentAt = (circle: CircleView, frame: number, eye?: Vector3) => ({
  circle,
  me: "" as const,
  nowMs: frame * 14,
  seconds: frame / 72,
  delta: 1 / 72,
  firelight: 1,
  eye,
});

afterEach(() => drawnHeads.clear());

const everyLook = (): readonly Look[] =>
  FORMS.flatMap((_, form) =>
    CROWNS.flatMap((__, crown) =>
      ACCESSORIES.map((___, accessory) => ({
        skin: 1,
        cloth: 2,
        crown,
        accessory,
        pattern: 0,
        form,
      })),
    ),
  );

describe("what people cost", () => {
  test("near nobody has more than 4 000 triangles, from afar nobody more than 1 000", () => {
    const crowd = makeCrowd(1);
    const costly = everyLook().filter((look) => {
      const person = crowd.add(outfitOf(look));
      const near = crowd.triangles();
      crowd.detail(person, true);
      const far = crowd.triangles();
      crowd.remove(person);
      return near > NEAR_TRIANGLES || far > FAR_TRIANGLES;
    });
    expect(costly).toEqual([]);
    crowd.dispose();
  });

  test("25 people are one mesh, at most nine instances each", () => {
    const crowd = makeCrowd(28);
    const troupe = new Troupe(crowd, place, nobody, rest);
    troupe.update(momentAt(circleOf(MANY), 1));
    expect(crowd.instances()).toBeLessThanOrEqual(MANY * 9);
    expect(crowd.mesh.isBatchedMesh).toBe(true);
    crowd.dispose();
  });

  test("who sits afar is posed in every second or third frame, who is watched in each", () => {
    expect([1, 4, 9].map((metres) => frameShare(metres, false))).toEqual([1, 2, 3]);
    expect(frameShare(9, true)).toBe(1);
    const crowd = makeCrowd(28);
    const troupe = new Troupe(crowd, place, nobody, rest);
    const eye = new Vector3(0, 1.2, 12);
    const circle = circleOf(MANY);
    for (let frame = 1; frame < 20; frame++) troupe.update(momentAt(circle, frame, eye));
    let posed = 0;
    for (let frame = 20; frame < 26; frame++) {
      troupe.update(momentAt(circle, frame, eye));
      expect(troupe.posed).toBeLessThanOrEqual(Math.ceil(MANY / 3));
      posed += troupe.posed;
    }
    // Nobody is left out: each twice in six frames.
    expect(posed).toBe(MANY * 2);
    crowd.dispose();
  });

  test("fine and coarse shapes do not flicker for somebody who sways on the border", () => {
    const crowd = makeCrowd(28);
    const troupe = new Troupe(crowd, place, nobody, rest);
    const circle = circleOf(1);
    const one = () => troupe.people.get(seatName(0))?.dressed.far;
    const from = (metres: number) => {
      const head = troupe.people.get(seatName(0))?.head ?? rest;
      const eye = head.clone().add(new Vector3(0, 0, metres));
      for (let frame = 0; frame < 4; frame++) troupe.update(momentAt(circle, frame, eye));
      return one();
    };
    troupe.update(momentAt(circle, 0));
    expect([3, 4.7, 5.2, 4.7, 4.5, 4.3].map(from)).toEqual([false, false, true, true, true, false]);
    crowd.dispose();
  });
});

describe("coming and going", () => {
  test("after 200 people have come and gone nothing of them is left, not in the mesh either", () => {
    const crowd = makeCrowd(28);
    const troupe = new Troupe(crowd, place, nobody, rest);
    const { maxInstanceCount } = crowd.mesh;
    const vertices = crowd.mesh.geometry.getAttribute("position").count;
    const whole = circleOf(MANY);
    let frame = 0;
    for (let round = 0; round < 8; round++) {
      troupe.update(momentAt(whole, frame++));
      expect(troupe.people.size).toBe(MANY);
      for (let i = 0; i < 90; i++) troupe.update(momentAt(EMPTY, frame++));
      expect(crowd.instances()).toBe(0);
    }
    expect(drawnHeads.size).toBe(0);
    expect(crowd.mesh.maxInstanceCount).toBe(maxInstanceCount);
    expect(crowd.mesh.geometry.getAttribute("position").count).toBe(vertices);
    crowd.dispose();
  });
  const EMPTY = circleOf(0);
});

interface Allocations {
  readonly callFrame: { readonly url: string; readonly functionName: string };
  readonly selfSize: number;
  readonly children: readonly Allocations[];
}

/** Bytes asked for in functions of our own avatars, by the sampling profiler of the engine. */
function ours(node: Allocations, found: Map<string, number>): Map<string, number> {
  const { url, functionName } = node.callFrame;
  if (url.includes("/client/avatars/"))
    found.set(functionName, (found.get(functionName) ?? 0) + node.selfSize);
  for (const child of node.children) ours(child, found);
  return found;
}

const FRAMES = 500;

/** Bytes that our own functions allocated meanwhile. */
async function allocatedIn(work: () => void): Promise<number> {
  const session = new Session();
  session.connect();
  await session.post("HeapProfiler.startSampling", {
    samplingInterval: 512,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  work();
  const { profile } = await session.post("HeapProfiler.stopSampling");
  session.disconnect();
  const found = ours(profile.head as unknown as Allocations, new Map());
  return [...found.values()].reduce((sum, size) => sum + size, 0);
}

test("a frame of 25 people leaves nothing behind for the collector", async () => {
  const crowd = makeCrowd(28);
  const troupe = new Troupe(crowd, place, nobody, rest);
  const moment = { ...momentAt(circleOf(MANY), 0, new Vector3(0, 1.2, 2)) };
  const run = (from: number, frames: number): void => {
    for (let frame = from; frame < from + frames; frame++) {
      moment.seconds = frame / 72;
      troupe.update(moment);
    }
  };
  // Long enough for the engine to have compiled what runs in every frame.
  run(0, 3000);
  // The least of a few: what the engine does for itself meanwhile (compiling, moving) is not the frames' doing.
  const seen: number[] = [];
  for (let time = 0; time < 4; time += 1)
    seen.push(await allocatedIn(() => run(3000 + time * FRAMES, FRAMES)));
  // About eighteen numbers a person, 12 bytes each, are boxed by the engine in passing (measured: 211 bytes); no
  // array, vector or closure for each of the nine parts would fit beside them.
  expect(Math.min(...seen) / FRAMES / MANY).toBeLessThan(400);
  crowd.dispose();
});

describe("what is worn where", () => {
  test("nothing is worn where something else already is", () => {
    const outfits = everyLook().map(outfitOf);
    const tall = new Set(["beanie", "hood", "wrap", "curls"]);
    const wrong = outfits.filter(({ form, crown, accessory, worn }) => {
      const bare = form === "person" || form === "stone";
      if (!bare && crown !== "none") return true;
      if (accessory === "scarf") return worn !== "neck";
      if (accessory === "flower") return worn === "head" && (tall.has(crown) || !bare);
      if (accessory === "phones")
        return worn === "head" && (tall.has(crown) || crown === "bun" || !bare);
      return false;
    });
    expect(wrong).toEqual([]);
    expect(wornAt("person", "none", "phones")).toBe("head");
    expect(wornAt("cloud", "none", "phones")).toBe("neck");
  });

  test("every choice of a look is drawn, and a look from before there were forms is a person", () => {
    expect(FORMS.length).toBe(LOOK_CHOICES.form);
    const old = { skin: 1, cloth: 1, crown: 1, accessory: 1, pattern: 1 };
    expect(outfitOf(old).form).toBe("person");
    expect(outfitOf(old)).toEqual(outfitOf({ ...old, form: 0 }));
  });

  test("fingers are at ease in the lap, close around the piece and open in a raised hand", () => {
    const [lap, held, up] = [
      curlOf(atEase(), 1),
      curlOf({ ...atEase(), hold: 1 }, 1),
      curlOf({ ...atEase(), raise: 1 }, 1),
    ];
    expect(held).toBeGreaterThan(lap);
    expect(up).toBeLessThan(lap);
    expect(curlOf({ ...atEase(), raise: 1 }, -1)).toBe(lap);
  });
});
