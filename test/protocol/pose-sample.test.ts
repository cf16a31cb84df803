import fc from "fast-check";
import { expect, test } from "vitest";

import { readSample, SAMPLE_MAX_BYTES, writeSample } from "#protocol/pose-codec.ts";
import { emptySample, type PoseSample, toFloats, toNumbers } from "#protocol/pose-numbers.ts";

import { movePerson, newPose } from "../kit/motion.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const GOLDEN_SAMPLE = "1234e06492c1ed4e00eca005a89c19c1b4ed3b4d2c4e0ce380200800";
const GOLDEN_HEAD = "1234206492c1ed4e00eca000";

const fixed = (): PoseSample => {
  const sample = emptySample();
  const pose = Float32Array.from([
    0.1, 1.2, -0.3, 0, 0.6, 0, 0.8, -0.2, 0.8, -0.5, 0.5, 0.5, 0.5, 0.5, 0.4, 0.8, -0.5, 0, 0, 0, 1,
  ]);
  toNumbers(pose, sample.numbers);
  sample.stamp = 0x1234;
  sample.hands = 3;
  return sample;
};

test("is these bytes", () => {
  expect(hex(writeSample(fixed()))).toBe(GOLDEN_SAMPLE);
  expect(hex(writeSample({ ...fixed(), hands: 0 }))).toBe(GOLDEN_HEAD);
});

test("is 28 bytes with both hands, 20 with one, 12 with none", () => {
  expect([3, 2, 1, 0].map((hands) => writeSample({ ...fixed(), hands }).length)).toEqual([
    28, 20, 20, 12,
  ]);
  expect(SAMPLE_MAX_BYTES + 2).toBeLessThanOrEqual(30);
});

test("comes back to the millimetre and to a quarter of a degree", () => {
  for (let index = 0; index < 400; index++) {
    const pose = movePerson(newPose(), "walk", index % 7, index / 20, {
      x: -3,
      y: 1.5,
      z: 1,
      yaw: index,
    });
    const sent = emptySample();
    const got = emptySample();
    sent.hands = 3;
    toNumbers(pose, sent.numbers);
    expect(readSample(writeSample(sent), got)).toBe(true);
    const back = newPose();
    toFloats(got.numbers, back);
    for (const part of [0, 7, 14]) {
      for (let i = part; i < part + 3; i++)
        expect(Math.abs((back[i] ?? 0) - (pose[i] ?? 0))).toBeLessThan(0.00051);
      let dot = 0;
      for (let i = part + 3; i < part + 7; i++) dot += (back[i] ?? 0) * (pose[i] ?? 0);
      expect((2 * Math.acos(Math.min(1, Math.abs(dot))) * 180) / Math.PI).toBeLessThan(0.25);
    }
  }
});

test("any bytes are read without an exception and leave finite places and unit rotations", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const into = emptySample();
      const pose = newPose();
      const sound = readSample(bytes, into);
      toFloats(into.numbers, pose);
      expect(pose.every((value) => Number.isFinite(value) && Math.abs(value) <= 8.1921)).toBe(true);
      for (const part of [3, 10, 17])
        expect(Math.hypot(...pose.subarray(part, part + 4))).toBeCloseTo(1, 3);
      expect(!sound || [12, 20, 28].includes(bytes.length)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("numbers that are none become a place and a rotation", () => {
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, -1e308, 5e-324]) {
    const sample = emptySample();
    toNumbers(
      Array.from({ length: 21 }, () => bad),
      sample.numbers,
    );
    const pose = newPose();
    toFloats(sample.numbers, pose);
    expect(pose.every(Number.isFinite)).toBe(true);
    expect(Math.hypot(...pose.subarray(3, 7))).toBeCloseTo(1, 3);
  }
});
