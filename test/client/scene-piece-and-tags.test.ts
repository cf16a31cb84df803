import fc from "fast-check";
import { Vector3 } from "three";
import { describe, expect, test } from "vitest";

import type { CircleView } from "#rules/circle/view.ts";

import { markOf, tagBox } from "../../client/avatars/name-tags.ts";
import { arcPoint, inLastMinute, turnPart } from "../../client/avatars/piece-path.ts";
import { pieceShapes } from "../../client/avatars/piece-shapes.ts";
import { seatFrame } from "../../client/avatars/seated.ts";
import { ATLAS, INKS, slotRect, tagLayout } from "../../client/avatars/tag-atlas.ts";
import { heldAt, TalkingPiece } from "../../client/avatars/talking-piece.ts";
import { fakeCircle } from "../kit/gallery/fake-world.ts";
import { loungeFor } from "../kit/lounge.ts";

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

describe("the three pieces", () => {
  const names = ["shell", "stick", "lantern"] as const;

  test.each(names)("the %s is small, fits the hands and costs little", (name) => {
    const geometry = pieceShapes[name]();
    geometry.computeBoundingBox();
    const size = geometry.boundingBox?.getSize(new Vector3()) ?? new Vector3();
    expect(Math.max(size.x, size.z)).toBeLessThan(0.15);
    expect(size.y).toBeGreaterThan(0.08);
    expect(size.y).toBeLessThan(0.21);
    expect((geometry.index?.count ?? 0) / 3).toBeLessThan(3000);
    // Held before the chest it stays below the chin.
    expect(geometry.boundingBox?.max.y).toBeLessThan(0.16);
  });

  test("with reduced motion the piece is where it belongs at once, whichever it is", () => {
    const piece = new TalkingPiece(new Vector3(0, 0.5, 0));
    const moment = { circle, seconds: 1, delta: 0.2, firelight: 1 };
    piece.update(moment, new Map(), 0, true);
    const [stone] = piece.group.children;
    expect(stone?.position.toArray()).toEqual([0, 0.5, 0]);
    for (const name of names)
      piece.update({ ...moment, circle: { ...circle, piece: name } }, new Map(), 0, true);
    piece.dispose();
  });
});

/** WCAG's relative luminance of 0 … 255 sRGB. */
const luminance = (rgb: readonly number[]): number => {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: readonly number[], b: readonly number[]): number => {
  const [high, low] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
};
const rgbOf = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

describe("names across the circle", () => {
  test("names and marks can be read before anything, snow and night", () => {
    for (const behind of [0, 255]) {
      const paper = INKS.paper.map((part) => part * INKS.cover + behind * (1 - INKS.cover));
      expect(contrast(rgbOf(INKS.name), paper)).toBeGreaterThan(7);
      for (const mark of Object.values(INKS.marks))
        expect(contrast(rgbOf(mark), paper)).toBeGreaterThan(4.5);
    }
  });

  test.each([4, 5, 6, 7, 8, 9, 10, 11, 12])(
    "of %i people nobody's face is behind a name, from any seat",
    (count) => {
      const place = loungeFor(count);
      const eyes = place.chairs.map((_, chair) => seatFrame(place, chair).eyes);
      for (const eye of eyes)
        for (const named of eyes)
          for (const faced of eyes) {
            if (named === eye || faced === eye) continue;
            const [near, far] = [eye.distanceTo(named), eye.distanceTo(faced)];
            // What is farther than the face is hidden by it, not the other way round.
            if (near > far + 0.05) continue;
            const { above, height } = tagBox(near);
            const lowest = (named.y - 0.015 + above - height / 2 - eye.y) / near;
            const top = (faced.y - 0.015 + 0.135 - eye.y) / far;
            const wide = height * 2 + 0.13;
            const apart = named.clone().sub(eye).angleTo(faced.clone().sub(eye));
            const beside = apart > Math.atan(wide / near) + Math.atan(0.13 / far);
            expect(beside || lowest > top).toBe(true);
          }
    },
  );
});

describe("name tags", () => {
  test("slots fill the texture without overlapping", () => {
    const seen = new Set<string>();
    for (let slot = 0; slot < ATLAS.slots; slot++) {
      const { x, y } = slotRect(slot);
      expect(x + ATLAS.slotWidth * ATLAS.scale).toBeLessThanOrEqual(ATLAS.size + 1e-6);
      expect(y + ATLAS.slotHeight * ATLAS.scale).toBeLessThanOrEqual(ATLAS.size + 1e-6);
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
