/* eslint-disable no-console -- it is a command, and tells how far it is */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

import { FORMATS } from "#rules/circle/segment.ts";

/**
 * Holds every invariant of the law against many random walks of each format, a few thousand at a time so that no memory
 * grows. `npm run walks -- --count 100000 --format popcorn --seed 1`; a failure names its seed and its shortest walk.
 */
const { values } = parseArgs({
  options: {
    count: { type: "string", default: "100000" },
    format: { type: "string" },
    seed: { type: "string", default: "1" },
  },
});
const AT_ONCE = 2000;
const HELD = ["invariants", "journal", "conservation", "in-time"].map(
  (name) => `test/rules/${name}.test.ts`,
);

const count = Number(values.count);
const walked = FORMATS.filter((format) => format !== "words" && format !== "silence");
const formats = values.format === undefined ? walked : [values.format];

for (const format of formats) {
  for (let done = 0; done < count; done += AT_ONCE) {
    const env = {
      ...process.env,
      HEARTH_FORMAT: format,
      HEARTH_WALKS: String(Math.min(AT_ONCE, count - done)),
      HEARTH_SEED: String(Number(values.seed) + done),
    };
    const vitest = ["node_modules/vitest/vitest.mjs", "run", "--project", "rules", ...HELD];
    const run = spawnSync(process.execPath, [...vitest, "--testTimeout=600000"], {
      env,
      encoding: "utf8",
    });
    if (run.status !== 0) {
      console.log(run.stdout, run.stderr);
      console.log(`${format}: a walk from seed ${env.HEARTH_SEED} broke the law`);
      process.exit(1);
    }
    console.log(`${format}: ${Math.min(done + AT_ONCE, count)} of ${count} walks held`);
  }
}
