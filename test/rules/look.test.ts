import fc from "fast-check";
import { expect, test } from "vitest";

import { LOOK_CHOICES, type Look, lookFromSeed } from "#rules/people/look.ts";

const keys = Object.keys(LOOK_CHOICES) as readonly (keyof Look)[];

test("the same seed gives the same look, and every part of it can be drawn", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const look = lookFromSeed(seed);
      expect(lookFromSeed(seed)).toEqual(look);
      for (const key of keys) {
        const part = look[key] ?? 0;
        expect(part).toBeGreaterThanOrEqual(0);
        expect(part).toBeLessThan(LOOK_CHOICES[key]);
      }
    }),
  );
});

test("every choice of every part comes up, and half of the looks are persons", () => {
  const looks = Array.from({ length: 4000 }, (_, seed) => lookFromSeed(seed + 1));
  for (const key of keys)
    expect(new Set(looks.map((look) => look[key] ?? 0)).size).toBe(LOOK_CHOICES[key]);
  const persons = looks.filter(({ form }) => form === undefined).length;
  expect(persons / looks.length).toBeGreaterThan(0.4);
  expect(persons / looks.length).toBeLessThan(0.6);
});

test("looks of neighbouring seeds say nothing about one another", () => {
  const same = Array.from({ length: 2000 }, (_, i) => {
    const [one, next] = [lookFromSeed(i * 7919 + 1), lookFromSeed(i * 7919 + 2)];
    return keys.every((key) => one[key] === next[key]);
  }).filter(Boolean).length;
  expect(same).toBeLessThan(5);
});
