/* eslint-disable no-console -- it is a command, and tells how far it is */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { type Mutant, mutantsOf } from "./mutants.ts";

/**
 * Changes the law in one small way after the other and asks whether any test of the law notices.
 * `npm run mutate -- --sample 200 --seed 1 --only formats`; without --sample every mutant there is.
 */
const { values } = parseArgs({
  options: {
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    only: { type: "string", default: "" },
  },
});

const LAW = "server/rules/circle";
/** Known and looked at: each with its reason. A line is `file:what: reason`. */
const spared = readFileSync(new URL("survivors.md", import.meta.url), "utf8");

const files = readdirSync(LAW, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && name.includes(values.only))
  .map((name) => join(LAW, name));
const all = files.flatMap((file) => mutantsOf(file, readFileSync(file, "utf8")));

/** The same sample for the same seed (Park & Miller 1988). */
function sampled(mutants: readonly Mutant[], count: number, seed: number): readonly Mutant[] {
  let rest = (seed % 2147483646) + 1;
  return mutants
    .map((mutant) => {
      rest = (rest * 48271) % 2147483647;
      return { mutant, drawn: rest };
    })
    .toSorted((a, b) => a.drawn - b.drawn)
    .slice(0, count)
    .map(({ mutant }) => mutant);
}

const chosen = sampled(all, Number(values.sample ?? all.length), Number(values.seed));
const house = mkdtempSync(join(tmpdir(), "hearth-mutants-"));
for (const path of [
  "server",
  "test",
  "client",
  "package.json",
  "vite.config.ts",
  "tsconfig.json",
  "assets/words",
  "assets/places/lounge/place.json",
])
  cpSync(path, join(house, path), { recursive: true });
symlinkSync(join(process.cwd(), "node_modules"), join(house, "node_modules"));

/** What the tests of the law say; null when all of them hold. */
function complaint(): string | null {
  const vitest = ["node_modules/vitest/vitest.mjs", "run", "--project", "rules", "--bail", "1"];
  const env = { ...process.env, HEARTH_WALKS: "150", HEARTH_SEED: "11" };
  const run = spawnSync(process.execPath, vitest, {
    cwd: house,
    env,
    timeout: 180_000,
    encoding: "utf8",
  });
  return run.status === 0 ? null : `${run.stdout}${run.stderr}`;
}

try {
  const unchanged = complaint();
  if (unchanged !== null) throw new Error(`the tests fail without any mutant: ${unchanged}`);
  const survivors: Mutant[] = [];
  for (const [index, mutant] of chosen.entries()) {
    const source = readFileSync(mutant.file, "utf8");
    const path = join(house, mutant.file);
    writeFileSync(path, source.slice(0, mutant.start) + mutant.text + source.slice(mutant.end));
    if (complaint() === null) {
      survivors.push(mutant);
      const line = source.split("\n")[mutant.line - 1]?.trim() ?? "";
      const known = spared.includes(
        `${mutant.file.slice(LAW.length + 1)}: ${mutant.what}: ${line}`,
      );
      console.log(
        `  lives${known ? " (known)" : ""}  ${mutant.file}:${mutant.line}  ${mutant.what}  ${line}`,
      );
    }
    writeFileSync(path, source);
    if ((index + 1) % 20 === 0)
      console.log(
        `${index + 1} of ${chosen.length} (${all.length} in all): ${survivors.length} live`,
      );
  }
  const killed = chosen.length - survivors.length;
  console.log(
    `${killed} of ${chosen.length} killed: ${((100 * killed) / chosen.length).toFixed(1)} %`,
  );
} finally {
  rmSync(house, { recursive: true, force: true });
}
