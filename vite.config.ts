import { readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const stub = `${import.meta.dirname}/client/xr/no-emulator.ts`;

/** What places are made from stays in the repository: the server keeps all it serves in memory. */
const sourcesStayHere = (): Plugin => {
  let out = "";
  return {
    name: "sources-stay-here",
    apply: "build",
    configResolved(config) {
      out = resolve(config.root, config.build.outDir);
    },
    closeBundle() {
      const places = readdirSync(join(out, "places")).map((place) => `places/${place}`);
      const made = places.flatMap((place) =>
        ["source", "masters", "look.json", "bake.json"].map((part) => `${place}/${part}`),
      );
      for (const path of ["workshop", "README.md", ...made])
        rmSync(join(out, path), { recursive: true, force: true });
    },
  };
};

const project = (name: string, environment = "node", more: object = {}) => ({
  extends: true as const,
  test: { name, environment, include: [`test/${name}/**/*.test.{ts,tsx}`], ...more },
});

/** Real browsers, real voice: one story at a time, long limits, never a retry. */
const whole = { fileParallelism: false, testTimeout: 400_000, hookTimeout: 400_000 };

export default defineConfig({
  root: "client",
  publicDir: "../assets",
  plugins: [react(), sourcesStayHere()],
  resolve: {
    // The emulator of @react-three/xr would add 1.9 MB and two copies of three, and does not build beside livekit.
    alias: {
      "@iwer/sem": stub,
      "@iwer/devui": stub,
      // The usual build tries `new Function` first; our content policy forbids it and says so in every console.
      msgpackr: "msgpackr/index-no-eval",
    },
    dedupe: ["three", "react", "react-dom"],
  },
  build: {
    outDir: "../node_modules/.cache/dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    manifest: true,
    chunkSizeWarningLimit: 1600,
  },
  test: {
    root: import.meta.dirname,
    projects: [
      project("architecture", "node", { testTimeout: 60_000 }),
      project("rules", "node", { testTimeout: 30_000 }),
      project("protocol", "node", { testTimeout: 30_000 }),
      project("storage", "node", { testTimeout: 60_000, hookTimeout: 60_000 }),
      project("server", "node", { testTimeout: 60_000, hookTimeout: 60_000 }),
      project("client", "happy-dom", { testTimeout: 30_000 }),
      project("voice", "node", whole),
      project("e2e", "node", whole),
    ],
  },
});
