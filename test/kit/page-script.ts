import { join } from "node:path";

import { build, type Rolldown } from "vite";

const scripts = new Map<string, Promise<string>>();

/** One of test/kit/page as a single script, to run in a page before the page's own. Built once a run. */
export function pageScript(name: "ears" | "headset" | "panel" | "slow-display"): Promise<string> {
  const known = scripts.get(name) ?? bundle(name);
  scripts.set(name, known);
  return known;
}

async function bundle(name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      lib: {
        entry: join(import.meta.dirname, "page", `${name}.ts`),
        formats: ["iife"],
        name: "kit",
      },
    },
  });
  const [output] = [built].flat() as Rolldown.RolldownOutput[];
  return output?.output[0].code ?? "";
}
