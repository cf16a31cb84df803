import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
/** Imports that are loaded with the file: neither types nor asked for later. */
const STATIC = /^(?:import|export) (?!type\b)(?:[^;"]*? from )?"([^"]+)";/gm;
const ONLY_TYPES = /^import \{(?:\s*type [^,}]+,?)+\s*\} from/;

const imported = (source: string): readonly string[] =>
  [...source.matchAll(STATIC)]
    .filter(([whole]) => !ONLY_TYPES.test(whole))
    .map(([, from]) => from ?? "");

function resolve(from: string, name: string): string | null {
  if (name.startsWith("#")) return join(ROOT, "server", name.slice(1));
  if (name.startsWith(".")) return join(dirname(from), name);
  return null;
}

/** Every package that comes along with a page, however deep. */
function packagesOf(entry: string): readonly string[] {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file) || !/\.tsx?$/.test(file)) return;
    seen.add(file);
    if (!existsSync(file)) throw new Error(`${file} is not there`);
    for (const name of imported(readFileSync(file, "utf8"))) {
      const next = resolve(file, name);
      if (next === null) packages.add(name);
      else visit(next);
    }
  };
  visit(join(ROOT, entry));
  return [...packages].toSorted();
}

test("the invitation's page brings React and little else: no 3D, no voices, no rooms, no shapes", () => {
  expect(packagesOf("client/main.tsx")).toEqual([
    "react",
    "react-dom/client",
    "wouter",
    "zustand",
    "zustand/vanilla",
  ]);
});

test("the meeting brings rooms, and neither voices nor the 3D room before they are wanted", () => {
  const packages = packagesOf("client/meeting.tsx");
  expect(packages).toContain("@colyseus/sdk");
  expect(packages.filter((name) => /three|fiber|xr|livekit/.test(name))).toEqual([]);
});
