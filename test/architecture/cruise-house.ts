import { cruise, type ICruiseOptions, type ICruiseResult } from "dependency-cruiser";

import { forbidden } from "./layers.ts";

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
