import fc from "fast-check";
import { expect, test } from "vitest";

import { checkName, nameKey, suggestName } from "#rules/people/names.ts";

import {} from "../kit/a-circle.ts";

const fault = (raw: string) => {
  const checked = checkName(raw);
  return checked.ok ? null : checked.fault;
};
const tidied = (raw: string) => {
  const checked = checkName(raw);
  return checked.ok ? checked.name : null;
};

test.each([
  "Quiet Otter",
  "Al",
  "José",
  "Łukasz",
  "Зоря",
  "Ωmega",
  "小林",
  "أمل",
  "नीला",
  "Björk 77",
  "Anna-Lena",
  "O'Neil",
  "J. R.",
  "Röm. 5",
  "🌱 Sprout",
  "x".repeat(24),
  "é".repeat(24),
  "Ελένη",
  "ゆき",
])("[N1] %s is a name", (name) => {
  expect(tidied(name)).toBe(name.normalize("NFC"));
});

test.each([
  ["", "name-empty"],
  ["  ", "name-empty"],
  ["A", "name-empty"],
  ["x".repeat(25), "name-too-long"],
  ["x".repeat(5000), "name-too-long"],
  ["77", "name-strange"],
  ["...", "name-strange"],
  ["🌱🌱", "name-strange"],
] as const)("[N1] %j is none: %s", (raw, why) => {
  expect(fault(raw)).toBe(why);
});

test("[N1] spaces are tidied and letters composed", () => {
  expect(tidied("  Quiet   Otter ")).toBe("Quiet Otter");
  expect(tidied("Jose\u0301")).toBe("José");
  expect(tidied("Quiet\u00A0Otter")).toBe("Quiet Otter");
});

test.each([
  "Al\u200Bder",
  "Al\u200Dder",
  "\u202Eredla",
  "Al\u2066der",
  "Al\u0000der",
  "Al\nder",
  "Al\tder",
  "Al\u00ADder",
  "\u3164\u3164",
  "\u2800\u2800a",
  "Al\uFEFFder",
  "Al\uE000",
  "a\u0300\u0301\u0302\u0303\u0304",
  "Al\u034Fder",
  "Al\uFE0Fder",
  "\uD800ab",
  "Al\u2028der",
  "A\u{E0041}lder",
])("[N2] nothing unseen: %j", (raw) => {
  expect(fault(raw)).toBe("name-strange");
});

test.each([
  "me@example.org",
  "anna@x",
  "www.anna.de",
  "https://x",
  "anna.meier.com",
  "anna(at)web",
  "+49 170 123",
  "0170 1234567",
  "017-01-23-45",
  "Anna 123456",
  "Anna 1985 1203",
  "٠١٢٣٤٥ Anna",
  "anna＠web",
  "１２３４５６ a",
  "Anna 1a2b3c4d5e6f",
])("[N3] nothing that identifies: %s", (raw) => {
  expect(fault(raw)).toBe("name-identifying");
});

test.each(["Bear 42", "Class of 1985", "Route 66 Fox", "Agent 12345"])(
  "[N3] a few digits are no telephone: %s",
  (name) => {
    expect(tidied(name)).toBe(name);
  },
);

test.each([
  ["Alder", "alder"],
  ["Alder", "ALDER"],
  ["Alder", "A1der"],
  ["Alder", "Аlder"],
  ["Alder", "AIder"],
  ["Otter", "0tter"],
  ["Otter", "Оttеr"],
  ["Quiet Otter", "QuietOtter"],
  ["Quiet Otter", "quiet-otter"],
  ["José", "Jose"],
  ["Mila", "Мila"],
  ["Finn", "Fιnn"],
  ["Corn", "Com"],
  ["Willow", "vvillow"],
  ["Sasha", "5asha"],
  ["Eve", "3ve"],
  ["Łukasz", "Lukasz"],
  ["Owl", "0wI"],
  ["Heron", "Ηeron"],
  ["Nina", "Νina"],
  ["Alder", "Ａｌｄｅｒ"],
  ["Alder", "𝐀𝐥𝐝𝐞𝐫"],
])("[N4] %s and %s look alike", (one, other) => {
  expect(nameKey(one)).toBe(nameKey(other));
});

test.each([
  ["Alder", "Elder"],
  ["Otter", "Odder"],
  ["Fox", "Fix"],
  ["Mila", "Mira"],
  ["小林", "小森"],
  ["Зоря", "Заря"],
])("[N4] %s and %s do not", (one, other) => {
  expect(nameKey(one)).not.toBe(nameKey(other));
});

test("[N4] a key is the same however a name is typed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (raw) => {
      const name = tidied(raw) ?? raw.normalize("NFC");
      expect(nameKey(name)).toBe(nameKey(name.normalize("NFD")));
      expect(nameKey(raw)).toBe(nameKey(name));
    }),
  );
});

test("[N1] [N2] whatever passes is tidy, short enough and unchanged by a second look", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 30 }), (raw) => {
      const name = tidied(raw) ?? "ok";
      expect(tidied(name)).toBe(name);
      expect(Array.from(name).length).toBeLessThanOrEqual(24);
      expect(name).not.toMatch(/[\p{Cc}\p{Cf}]|^\s|\s$|\s\s/u);
    }),
    { numRuns: 2000 },
  );
});

test("[N5] suggestions are gentle, fit, are the same for the same seed, and there are over two thousand", () => {
  const all = new Set(Array.from({ length: 60_000 }, (_, seed) => suggestName(seed)));
  expect(all.size).toBeGreaterThan(2000);
  expect([...all].filter((name) => tidied(name) !== name)).toEqual([]);
  expect([...all].every((name) => /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(name))).toBe(true);
  expect([...all].filter((name) => new Set(name.split(" ")).size < 2)).toEqual([]);
  for (const seed of [0, -5, 1e15, Number.NaN, Infinity, 2.5])
    expect(suggestName(seed)).toBe(suggestName(seed));
  expect(suggestName(1)).not.toBe(suggestName(2));
});

test("[N4] two suggestions never look alike by accident", () => {
  const names = new Set(Array.from({ length: 60_000 }, (_, seed) => suggestName(seed)));
  expect(new Set([...names].map(nameKey)).size).toBe(names.size);
});
