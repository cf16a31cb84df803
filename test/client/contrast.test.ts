import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

const css = readFileSync(join(import.meta.dirname, "../../client/ui/tokens.css"), "utf8");
const [light = "", dusk = ""] = css.split('[data-theme="dusk"]');

const tokensOf = (block: string): ReadonlyMap<string, string> =>
  new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = "", colour = ""]) => [
      name,
      colour,
    ]),
  );

/** Relative luminance of sRGB, as WCAG 2 defines it. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ["ground", "ground-low", "card", "card-low"];
/** Text on what it stands on. */
const texts: readonly (readonly [string, readonly string[]])[] = [
  ["ink", [...grounds, "ember-soft", "sage-soft", "danger-soft"]],
  ["ink-soft", [...grounds, "ember-soft", "sage-soft"]],
  ["ember", [...grounds, "ember-soft"]],
  ["danger", [...grounds, "danger-soft"]],
  ["ember-ink", ["ember"]],
  ["sage-ink", ["sage"]],
  ["danger-ink", ["danger"]],
];
/** Borders and signs that carry meaning. */
const signs: readonly (readonly [string, readonly string[]])[] = [
  ["edge-strong", ["card", "ground"]],
  ["focus", grounds],
  ["sage", ["card"]],
];

test.each([
  ["day", tokensOf(light)],
  ["dusk", tokensOf(dusk)],
])("by %s every text has 4.5 to 1 and every sign 3 to 1", (_name, tokens) => {
  const tooWeak = (pairs: typeof texts, least: number): readonly string[] =>
    pairs.flatMap(([over, unders]) =>
      unders
        .filter((under) => contrast(tokens.get(over) ?? "", tokens.get(under) ?? "") < least)
        .map((under) => `${over} on ${under}`),
    );
  expect(tokens.size).toBeGreaterThan(15);
  expect(tooWeak(texts, 4.5)).toEqual([]);
  expect(tooWeak(signs, 3)).toEqual([]);
});
