import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import type { HttpError } from "#protocol/http-shapes.ts";
import { httpErrorShape } from "#protocol/http-shapes.ts";
import type { Refusal } from "#rules/circle/refusals.ts";
import type { NoticeCode } from "#rules/circle/view.ts";

import english from "../../assets/words/en.json";
import { say, type WordKey } from "../../client/ui/say.ts";
import { deeds } from "../../client/world/deeds.ts";

// Compiles only while every refusal, notice and error has its sentence.
type Sayable<K extends string> = K extends WordKey ? true : never;
type Complete = [
  Sayable<`refused.${Refusal | "not-understood" | "too-fast" | "not-saved"}`>,
  Sayable<`notice.${NoticeCode}`>,
  Sayable<`error.${HttpError | "offline"}`>,
];
const complete: Complete = [true, true, true];

test("every refusal, notice, error and deed has words", () => {
  expect(complete).toEqual([true, true, true]);
  for (const { words } of deeds) expect(say(words)).not.toBe("");
  for (const error of httpErrorShape.shape.error.options)
    expect(say(`error.${error}`).length).toBeGreaterThan(10);
});

test("no two commands have the same name", () => {
  const names = deeds.map(({ words }) => say(words));
  expect(new Set(names).size).toBe(names.length);
});

test("a gap is filled, and one without a value stays visible", () => {
  expect(say("state.place", { place: 3, count: 8 })).toBe("3 of 8");
  expect(say("state.place", { place: 3 })).toBe("3 of {count}");
});

const sources = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));

test("no words lie unused, and none are made up on the way", () => {
  const code = sources(join(import.meta.dirname, "../../client")).join("\n");
  // Keys built from parts, such as `notice.${code}`, count by what stands before the gap.
  const begun = [...code.matchAll(/[`"]([a-z-]+\.[a-z.-]*)\$\{/g)].map(([, start]) => start ?? "");
  const unused = Object.keys(english).filter(
    (key) =>
      !code.includes(`"${key}"`) &&
      !code.includes(`\`${key}\``) &&
      !key.startsWith("deed.") &&
      !begun.some((start) => key.startsWith(start)),
  );
  expect(unused).toEqual([]);
});
