import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const top = new URL("../../..", import.meta.url).pathname;
const stub = `${top}client/xr/no-emulator.ts`;

/** Serves the gallery page beside the product's own assets. Never part of a build. */
export default defineConfig({
  root: import.meta.dirname,
  // Another folder, for places that are still being made.
  publicDir: process.env["GALLERY_ASSETS"] ?? `${top}assets`,
  cacheDir: `${top}node_modules/.cache/gallery`,
  plugins: [react()],
  resolve: {
    alias: { "@iwer/sem": stub, "@iwer/devui": stub },
    dedupe: ["three", "react", "react-dom"],
  },
  server: { fs: { allow: [top] } },
});
