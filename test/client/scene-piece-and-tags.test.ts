import fc from "fast-check";
import { Vector3 } from "three";
import { describe, expect, test } from "vitest";

import type { CircleView } from "#rules/circle/view.ts";

import { markOf } from "../../client/avatars/name-tags.ts";
import { arcPoint, inLastMinute, turnPart } from "../../client/avatars/piece-path.ts";
import { ATLAS, slotRect, tagLayout } from "../../client/avatars/tag-atlas.ts";
import { heldAt } from "../../client/avatars/talking-piece.ts";
import { fakeCircle } from "../kit/gallery/fake-world.ts";

const circle = fakeCircle(4);
const floor = (change: Partial<CircleView["floor"]>): CircleView["floor"] => ({
  ...circle.floor,
  ...change,
});

describe("the talking piece", () => {
  test("travels from hand to hand and above both on its way", () => {
    const [from, to] = [new Vector3(-1, 0.8, 0), new Vector3(1, 0.8, 0.5)];
    expect(arcPoint(new Vector3(), from, to, 0)).toEqual(from);
    expect(arcPoint(new Vector3(), from, to, 1).distanceTo(to)).toBeLessThan(1e-9);
    expect(arcPoint(new Vector3(), from, to, 0.5).y).toBeGreaterThan(1);
    expect(arcPoint(new Vector3(), from, to, 7).distanceTo(to)).toBeLessThan(1e-9);
  });

  test("lies between cupped hands, and over the right hand when they are far apart", () => {
    const pose = new Float32Array(21);
    pose.set([-0.05, 0.8, 0], 7);
    pose.set([0.05, 0.8, 0], 14);
    expect(heldAt(new Vector3(), pose).x).toBeCloseTo(0, 5);
    pose.set([-0.6, 0.8, 0], 7);
    expect(heldAt(new Vector3(), pose).x).toBeCloseTo(0.05, 5);
  });

  test("the ring shows what is left of the turn, and stands while the clock stands", () => {
    const turnMs = 180_000;
    expect(turnPart(floor({ kind: "held", endAt: 100_000, turnMs }), 10_000)).toBeCloseTo(0.5);
    expect(turnPart(floor({ kind: "held", endAt: 100_000, turnMs }), 500_000)).toBe(0);
    expect(turnPart(floor({ kind: "on-hold", remainingMs: 45_000, turnMs }), 9e9)).toBeCloseTo(
      0.25,
    );
    expect(turnPart(floor({ kind: "held", remainingMs: -1, turnMs }), 0)).toBe(-1);
    expect(turnPart(floor({ kind: "offered", endAt: 5, turnMs }), 0)).toBe(-1);
  });

  test("amber in the last minute only, and never in a turn of a minute or less", () => {
    const held = { kind: "held", endAt: 100_000 } as const;
    expect(inLastMinute(floor({ ...held, turnMs: 180_000 }), 39_000)).toBe(false);
    expect(inLastMinute(floor({ ...held, turnMs: 180_000 }), 41_000)).toBe(true);
    expect(inLastMinute(floor({ ...held, turnMs: 60_000 }), 41_000)).toBe(false);
  });
});

describe("name tags", () => {
  test("slots fill the texture without overlapping", () => {
    const seen = new Set<string>();
    for (let slot = 0; slot < ATLAS.slots; slot++) {
      const { x, y } = slotRect(slot);
      expect(x + ATLAS.slotWidth).toBeLessThanOrEqual(ATLAS.size);
      expect(y + ATLAS.slotHeight).toBeLessThanOrEqual(ATLAS.size);
      seen.add(`${x} ${y}`);
    }
    expect(seen.size).toBe(ATLAS.slots);
  });

  test("a name of any length stays inside its pill, and the pill inside its slot", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 5000, noNaN: true }), fc.boolean(), (width, marked) => {
        const layout = tagLayout(width, marked ? "hand" : "none");
        expect(layout.left).toBeGreaterThanOrEqual(0);
        expect(layout.left + layout.pill).toBeLessThanOrEqual(ATLAS.slotWidth);
        const text = Math.min(layout.room, (width * layout.fontPx) / 58);
        expect(layout.textAt + text).toBeLessThanOrEqual(layout.barsAt * ATLAS.slotWidth + 1);
        expect(layout.fontPx).toBeGreaterThanOrEqual(40);
        expect(layout.barsAt).toBeLessThan(1);
      }),
    );
  });

  test("the mark tells the most needed thing first", () => {
    const [seat] = circle.seats;
    if (!seat) throw new Error("nobody sits in the made-up circle");
    const open = { ...circle, openTalk: true };
    expect(markOf({ ...seat, presence: "lost", handRaised: true }, open)).toBe("reconnecting");
    expect(markOf({ ...seat, presence: "away", handRaised: true }, open)).toBe("away");
    expect(markOf({ ...seat, handRaised: true, micOpen: false }, open)).toBe("hand");
    expect(markOf({ ...seat, micOpen: false }, open)).toBe("muted");
    expect(markOf({ ...seat, micOpen: false }, circle)).toBe("none");
  });
});
