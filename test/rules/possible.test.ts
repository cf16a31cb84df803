import { readdirSync, readFileSync } from "node:fs";

import fc from "fast-check";
import { expect, test } from "vitest";

import { decide } from "#rules/circle/decide.ts";
import { possibleWishes } from "#rules/circle/may.ts";
import type { Refusal } from "#rules/circle/refusals.ts";
import type { Circle } from "#rules/circle/state.ts";
import { ownView } from "#rules/circle/views.ts";
import type { SeatId } from "#rules/ids.ts";

import { A, F, aMeeting } from "../kit/a-circle.ts";
import { anyWalk, anyWish, everybody, wishTypes } from "./strides.ts";
import { allWalks, walk } from "./walk.ts";

/** Every test of the law, as it is written. */
const ruleTests: ReadonlyMap<string, string> = new Map(
  readdirSync("test/rules", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => [name, readFileSync(`test/rules/${name}`, "utf8")]),
);

/** The same walks every time: what is reached must not be a matter of luck. */
const steady = fc.sample(anyWalk, { seed: 7, numRuns: 400 }).flatMap(walk);

/** Every tenth state of every walk, which is a few thousand. */
const someStates: readonly Circle[] = allWalks().flatMap((seen) =>
  seen.filter((_, i) => i % 10 === 9).map(({ after }) => after),
);

test("[C10] what a person is shown as possible is allowed when they do it", () => {
  const truthful = (c: Circle, who: SeatId): boolean => {
    const shown = ownView(c, who).may;
    const possible = possibleWishes(c, who);
    return (
      possible.every((wish) => decide(c, { ...wish, by: who, at: c.at }).ok) &&
      // Somebody at the door has no view of their own, and may go away from it all the same.
      possible.every(({ type }) => type === "leave" || shown.includes(type)) &&
      // Their pace alone is not shown: who may say it is.
      shown.every(
        (type) =>
          type === "me-too" || type === "too-much" || possible.some((wish) => wish.type === type),
      )
    );
  };
  const untrue = someStates.filter((c, i) => !truthful(c, everybody[i % everybody.length] ?? F));
  expect(untrue).toEqual([]);
});

test("[C10] whatever wish is allowed was shown as possible", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...someStates),
      fc.constantFrom(...everybody),
      fc.array(anyWish, { minLength: 20 }),
      (c, who, tried) => {
        const shown = ownView(c, who).may;
        const unseen = tried.filter(
          (wish) => decide(c, { ...wish, by: who, at: c.at }).ok && !shown.includes(wish.type),
        );
        // Somebody at the door has no view of their own, and may go away from it all the same.
        expect(unseen.filter((wish) => wish.type !== "leave")).toEqual([]);
      },
    ),
    { numRuns: 600 },
  );
});

test("[C10] the random walks come to every wish, so that what they hold is held for all", () => {
  const done = new Set(steady.flatMap((s) => (s.refusal ? [] : [s.step.type])));
  expect(wishTypes.filter((type) => !done.has(type))).toEqual([]);
});

test("[C10] every refusal is met on some walk or in some table, but for what cannot even be asked", () => {
  const source = readFileSync("server/rules/circle/refusals.ts", "utf8");
  const all = [...source.matchAll(/\| "([a-z-]+)"/g)].map(([, word]) => word as Refusal);
  expect(all.length).toBeGreaterThan(30);
  // This file names the one that cannot be asked.
  const tables = [...ruleTests]
    .flatMap(([name, text]) => (name === "possible.test.ts" ? [] : [text]))
    .join("\n");
  const met = new Set(steady.flatMap((s) => s.refusal ?? []));
  // There is no command that opens another's microphone: the word is for a client that asks all the same.
  const cannotBeAsked: readonly Refusal[] = ["cannot-open-anothers-microphone"];
  const unmet = all.filter((word) => !met.has(word) && !tables.includes(`"${word}"`));
  expect(unmet).toEqual(cannotBeAsked);
});

test("[C10] a command that is none is refused, not an accident", () => {
  const circle = aMeeting(A).circle;
  for (const type of ["open-anothers-microphone", "toString", "__proto__", "constructor"]) {
    const command = { type, by: F, at: circle.at } as unknown as Parameters<typeof decide>[1];
    expect(decide(circle, command)).toEqual({ ok: false, refusal: "wrong-phase" });
  }
});

test("[C10] LAW.md has every number that a test quotes, and every number has a test", () => {
  const law = readFileSync("server/rules/LAW.md", "utf8");
  const written = new Set([...law.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(([, number]) => number));
  const quoted = new Set(
    [...ruleTests.values()].flatMap((text) =>
      [...text.matchAll(/\[([A-Z]\d+)\]/g)].map(([, number]) => number),
    ),
  );
  expect([...quoted].filter((number) => !written.has(number))).toEqual([]);
  const poses = new Set([...written].filter((number) => /^P[2-9]\d$/.test(number ?? "")));
  expect([...written].filter((number) => !quoted.has(number) && !poses.has(number))).toEqual([]);
});
