import fc from "fast-check";
import { Matrix4, Quaternion, Vector3 } from "three";
import { describe, expect, test } from "vitest";

import { ARM_BONE_M, curveControl, elbow } from "../../client/avatars/arm.ts";
import { bodyPlacement, headMiddle } from "../../client/avatars/draw-person.ts";
import {
  breathOf,
  eyesOpen,
  lookedAt,
  nodOf,
  seedOf,
  syllable,
} from "../../client/avatars/living.ts";
import { blendPose } from "../../client/avatars/pose-blend.ts";
import { atEase, seatedPose, seatFrame } from "../../client/avatars/seated.ts";
import { Warmth } from "../../client/avatars/warmth.ts";
import { loungeFor } from "../kit/lounge.ts";

const lounge = loungeFor(8);

const coordinate = fc.double({ min: -2, max: 2, noNaN: true });
const point = fc.tuple(coordinate, coordinate, coordinate).map(([x, y, z]) => new Vector3(x, y, z));

describe("elbows", () => {
  test("both bones keep their length wherever the wrist can reach", () => {
    fc.assert(
      fc.property(point, point, point, (shoulder, offset, pole) => {
        const wrist = shoulder
          .clone()
          .add(offset.clone().setLength(Math.min(offset.length(), 0.4)));
        const at = elbow(new Vector3(), shoulder, wrist, pole);
        expect(at.toArray().every(Number.isFinite)).toBe(true);
        const bend = pole.clone().projectOnPlane(offset.clone().normalize());
        if (offset.length() < 0.05 || bend.length() < 0.05) return;
        expect(at.distanceTo(shoulder)).toBeCloseTo(ARM_BONE_M, 4);
        expect(at.distanceTo(wrist)).toBeCloseTo(ARM_BONE_M, 4);
      }),
    );
  });

  test("a wrist out of reach stretches the arm straight", () => {
    const at = elbow(new Vector3(), new Vector3(), new Vector3(1, 0, 0), new Vector3(0, -1, 0));
    expect(at.toArray()).toEqual([0.5, 0, 0]);
  });

  test("the drawn curve passes through the elbow", () => {
    const [a, b, c] = [
      new Vector3(0, 1, 0),
      new Vector3(0.2, 0.7, 0.1),
      new Vector3(0.3, 0.9, 0.4),
    ];
    const control = curveControl(new Vector3(), a, b, c);
    const middle = a
      .clone()
      .multiplyScalar(0.25)
      .addScaledVector(control, 0.5)
      .addScaledVector(c, 0.25);
    expect(middle.distanceTo(b)).toBeLessThan(1e-9);
  });
});

const calm = atEase;

describe("sitting in the lounge", () => {
  test.each(lounge.chairs.map((_, chair) => chair))(
    "chair %i looks to the middle of the circle",
    (chair) => {
      const { hips, eyes, yaw } = seatFrame(lounge, chair);
      const forward = new Vector3(-Math.sin(yaw), 0, -Math.cos(yaw));
      const inward = new Vector3(-hips.x, 0, -hips.z).normalize();
      expect(forward.dot(inward)).toBeGreaterThan(0.99);
      expect(eyes.y - hips.y).toBeGreaterThan(0.6);
      expect(eyes.y - hips.y).toBeLessThan(0.85);
    },
  );

  test("somebody resting keeps the head over the chair, and both hands within reach", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e4, noNaN: true }), fc.nat(7), (seconds, chair) => {
        const frame = seatFrame(lounge, chair);
        const pose = new Float32Array(21);
        seatedPose(pose, frame, calm(), 0.3, seconds);
        const head = headMiddle(new Vector3(), pose);
        expect(Math.hypot(head.x - frame.hips.x, head.z - frame.hips.z)).toBeLessThan(0.05);
        for (const at of [7, 14]) {
          const hand = new Vector3().fromArray(pose, at);
          expect(hand.distanceTo(head)).toBeLessThan(0.75);
          expect(new Quaternion().fromArray(pose, at + 3).length()).toBeCloseTo(1, 4);
        }
      }),
    );
  });

  test("a raised hand is at the height of the head, on the right", () => {
    const frame = seatFrame(lounge, 0);
    const pose = new Float32Array(21);
    seatedPose(pose, frame, { ...calm(), raise: 1 }, 0.3, 5);
    const right = new Vector3(Math.cos(frame.yaw), 0, -Math.sin(frame.yaw));
    const hand = new Vector3().fromArray(pose, 14);
    expect(hand.y).toBeGreaterThan(frame.eyes.y - 0.1);
    expect(hand.clone().sub(frame.hips).dot(right)).toBeGreaterThan(0.2);
  });

  test("the body joins neck and cushion, never torn, whoever leans or stands", () => {
    fc.assert(
      fc.property(point, (offset) => {
        const frame = seatFrame(lounge, 2);
        const head = frame.hips
          .clone()
          .add(new Vector3(0, 0.7, 0))
          .add(offset);
        const body = bodyPlacement(new Matrix4(), head, frame, 0);
        expect(body.elements.every(Number.isFinite)).toBe(true);
        const lap = new Vector3(0, -0.588, 0).applyMatrix4(body);
        const neck = new Vector3(0, 0, 0).applyMatrix4(body);
        expect(neck.distanceTo(lap)).toBeLessThan(0.73);
        expect(neck.distanceTo(lap)).toBeGreaterThan(0.41);
      }),
    );
  });
});

describe("signs of life", () => {
  test("eyes blink a few times a minute and only for a moment", () => {
    const seed = seedOf("seat-one");
    let closed = 0;
    let blinks = 0;
    let before = 1;
    for (let frame = 0; frame < 60 * 60; frame++) {
      const open = eyesOpen(seed, frame / 60);
      if (open < 0.5) closed += 1;
      if (open < 0.5 && before >= 0.5) blinks += 1;
      before = open;
    }
    expect(blinks).toBeGreaterThan(8);
    expect(blinks).toBeLessThan(24);
    expect(closed / 3600).toBeLessThan(0.05);
  });

  test("breath stays within its bounds and two people do not breathe as one", () => {
    const [a, b] = [seedOf("a"), seedOf("b")];
    let apart = 0;
    for (let s = 0; s < 30; s += 0.1) {
      expect(Math.abs(breathOf(a, s))).toBeLessThanOrEqual(1);
      apart = Math.max(apart, Math.abs(breathOf(a, s) - breathOf(b, s)));
    }
    expect(apart).toBeGreaterThan(0.3);
  });

  test("listeners nod a few times a minute, softly, and not all at once", () => {
    const [a, b] = [seedOf("a"), seedOf("b")];
    let nods = 0;
    let together = 0;
    let before = 0;
    for (let frame = 0; frame < 60 * 60; frame++) {
      const [one, other] = [nodOf(a, frame / 60), nodOf(b, frame / 60)];
      expect(one).toBeGreaterThanOrEqual(0);
      expect(one).toBeLessThanOrEqual(1);
      if (one > 0 && before === 0) nods += 1;
      if (one > 0.3 && other > 0.3) together += 1;
      before = one;
    }
    expect(nods).toBeGreaterThan(4);
    expect(nods).toBeLessThan(20);
    expect(together / 3600).toBeLessThan(0.05);
  });
});

describe("what shows that people listen and speak", () => {
  test("a mouth is wide and round in turn while a voice goes on, and rests when it stops", () => {
    const shapes = Array.from({ length: 200 }, (_, i) => syllable(0.4, i / 30));
    expect(Math.max(...shapes)).toBeGreaterThan(0.8);
    expect(Math.min(...shapes)).toBeLessThan(-0.8);
    expect(syllable(0.4, 3)).toBe(syllable(0.4, 3));
  });

  test("'me too' glows for me a few seconds, rising and sinking slowly, and once for each more", () => {
    const warmth = new Warmth();
    warmth.update(0, 1);
    expect(warmth.value(2)).toBe(0);
    warmth.update(2, 10);
    expect([10, 11, 14, 18, 30].map((s) => warmth.value(s))).toEqual([0, 0.5, 1, 0.5, 0]);
    let before = 0;
    for (let s = 10; s < 20; s += 1 / 60) {
      expect(Math.abs(warmth.value(s) - before)).toBeLessThan(0.02);
      before = warmth.value(s);
    }
    warmth.update(0, 40);
    warmth.update(1, 50);
    expect(warmth.value(54)).toBe(1);
  });

  test("a speaker looks at somebody who is there", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        (count, s) => {
          const index = lookedAt(0.4, count, s);
          expect(index).toBeGreaterThanOrEqual(0);
          expect(index).toBeLessThan(count);
        },
      ),
    );
    expect(lookedAt(0.4, 0, 1)).toBe(-1);
  });

  test("blending poses keeps turns of unit length, opposite signs too", () => {
    const from = new Float32Array(21);
    const to = new Float32Array(21);
    for (const at of [3, 10, 17]) {
      from[at + 3] = 1;
      to[at + 3] = -1;
    }
    const out = new Float32Array(21);
    blendPose(out, from, to, 0.5);
    for (const at of [3, 10, 17]) expect(Math.hypot(...out.slice(at, at + 4))).toBeCloseTo(1, 5);
  });
});
