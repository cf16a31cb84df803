import { expect, test } from "vitest";

import { asSeatId } from "#rules/ids.ts";

import { leftMs, pieceWith, ringPlaces, turnLeft } from "../../client/circle/ring-geometry.ts";
import { describeRing } from "../../client/circle/ring-words.ts";
import { statesOf } from "../../client/circle/seat-words.ts";
import { aCircleView, aSeatView } from "../kit/a-circle-view.ts";

const [me, alder, birch] = [asSeatId("me"), asSeatId("alder"), asSeatId("birch")] as const;
const seats = [
  aSeatView({ id: me, chair: 5 }),
  aSeatView({ id: alder, name: "Alder", chair: 6 }),
  aSeatView({ id: birch, name: "Birch", chair: 1 }),
];

test("my chair is at the bottom, the next chair to my left, and every chair is drawn once", () => {
  const places = ringPlaces(aCircleView({ seats }), me);
  expect(places.map(({ chair }) => chair)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  const mine = places.find(({ seat }) => seat === me);
  const left = places.find(({ seat }) => seat === alder);
  expect(mine).toMatchObject({ chair: 5 });
  expect(mine?.x).toBeCloseTo(0);
  expect(mine?.y).toBeCloseTo(1);
  // The piece goes to the left of somebody who looks to the middle, up the page.
  expect(left?.x).toBeLessThan(-0.5);
  expect(left?.y).toBeGreaterThan(0.5);
  for (const { x, y } of places) expect(Math.hypot(x, y)).toBeCloseTo(1);
});

test("drawing and list tell of the same people in the same chairs", () => {
  const circle = aCircleView({ seats, floor: { kind: "held", by: alder }, next: birch });
  const drawn = ringPlaces(circle, me).flatMap(({ seat }) => seat ?? []);
  expect(drawn.toSorted()).toEqual(circle.seats.map(({ id }) => id).toSorted());
  const nobody = new Set<string>();
  const speaking = circle.seats.filter((seat) =>
    statesOf(seat, circle, nobody).includes("speaking"),
  );
  expect(speaking.map(({ id }) => id)).toEqual([pieceWith(circle)]);
  expect(describeRing(circle, me)).toBe("3 of 8 seats taken. Alder has the piece. Birch is next.");
});

test("nothing a person could be ashamed of is a state", () => {
  const circle = aCircleView({ seats, floor: { kind: "offered", by: alder } });
  const all = circle.seats.flatMap((seat) => statesOf(seat, circle, new Set()));
  expect(all).not.toContain("passed");
  expect(all).toEqual(["muted", "offered", "muted", "muted"]);
});

test("while talk is free, whoever sounds is speaking", () => {
  const talking = [
    aSeatView({ id: me }),
    aSeatView({ id: alder, micOpen: true }),
    aSeatView({ id: birch, micOpen: true, live: true }),
  ];
  const circle = aCircleView({ seats: talking, openTalk: true });
  const heard = new Set<string>([birch, alder]);
  expect(talking.map((seat) => statesOf(seat, circle, heard).includes("speaking"))).toEqual([
    false,
    false,
    true,
  ]);
});

test("time runs to the deadline, stands where the clock stands, and has no end without a clock", () => {
  const floor = { kind: "held" as const, by: alder, turnMs: 60_000 };
  const running = aCircleView({ floor: { ...floor, endAt: 100_000, remainingMs: 60_000 } });
  expect(leftMs(running.floor, 70_000)).toBe(30_000);
  expect(turnLeft(running, 70_000)).toBe(0.5);
  expect(leftMs(running.floor, 101_000)).toBe(-1000);
  expect(turnLeft(running, 101_000)).toBe(0);
  const standing = aCircleView({ floor: { ...floor, endAt: 0, remainingMs: 15_000 } });
  expect(turnLeft(standing, 999_999)).toBe(0.25);
  const open = aCircleView({ floor: { ...floor, endAt: 0, remainingMs: -1 } });
  expect(leftMs(open.floor, 5)).toBeNull();
  expect(turnLeft(open, 5)).toBeNull();
});
