import { createRequire } from "node:module";

import type * as Swc from "@swc/core";
import type { ICruiseOptions, ICruiseResult } from "dependency-cruiser";

import { forbidden } from "./layers.ts";

// dependency-cruiser reads every file as TypeScript without JSX; told here, before it takes the parser up.
const swc: typeof Swc = createRequire(import.meta.url)("@swc/core");
const { parseFileSync } = swc;
Object.assign(swc, {
  parseFileSync: (file: string, how: Swc.ParseOptions) =>
    parseFileSync(file, { ...how, syntax: "typescript", tsx: file.endsWith(".tsx") }),
});
const { cruise } = await import("dependency-cruiser");

const options = {
  validate: true,
  ruleSet: { forbidden: [...forbidden] },
  parser: "swc",
  tsPreCompilationDeps: true,
  doNotFollow: { path: "node_modules" },
  enhancedResolveOptions: {
    exportsFields: ["exports"],
    conditionNames: ["import", "types", "default"],
    extensions: [".ts", ".tsx", ".js", ".mjs"],
  },
} as ICruiseOptions;

/** Every import of both sides as it stands in the code, held against the plan. */
export async function cruiseHouse(): Promise<ICruiseResult> {
  const { output } = await cruise(["client", "server"], options);
  if (typeof output === "string") throw new Error(output);
  return output;
}
