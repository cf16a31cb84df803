import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const DIST = new URL("../../node_modules/.cache/dist/", import.meta.url);
const MANIFEST = new URL(".vite/manifest.json", DIST);

interface Chunk {
  readonly file: string;
  readonly name?: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

export const kbGz = (file: string): number =>
  gzipSync(readFileSync(new URL(file, DIST)), { level: 9 }).length / 1000;
export const inDist = (file: string): boolean => existsSync(new URL(file, DIST));

/** Every script and style sheet of the built client, gzipped, largest first. */
export function chunksKbGz(): Readonly<Record<string, number>> {
  if (!existsSync(MANIFEST)) throw new Error("the client is not built (npm start builds it)");
  const assets = readdirSync(new URL("assets/", DIST)).filter((name) => /\.(js|css)$/.test(name));
  const sizes = assets.map(
    (name) => [name.replace(/-[\w-]{8}(?=\.)/, ""), round(kbGz(`assets/${name}`))] as const,
  );
  return Object.fromEntries(sizes.toSorted(([, a], [, b]) => b - a));
}

/** What index.html and everything it loads by itself weigh: the least any page costs. */
export function entryKbGz(): number {
  const chunks = JSON.parse(readFileSync(MANIFEST, "utf8")) as Record<string, Chunk>;
  const entry = Object.keys(chunks).find((key) => chunks[key]?.isEntry === true);
  const files = new Set(["index.html"]);
  const gather = (key: string): void => {
    const chunk = chunks[key];
    if (chunk === undefined || files.has(chunk.file)) return;
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const next of chunk.imports ?? []) gather(next);
  };
  if (entry !== undefined) gather(entry);
  return round([...files].reduce((sum, file) => sum + kbGz(file), 0));
}

export const round = (value: number): number => Math.round(value * 100) / 100;
