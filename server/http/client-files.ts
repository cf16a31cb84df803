import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

import { type Context, Hono } from "hono";

const KINDS: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ktx2": "image/ktx2",
  ".glb": "model/gltf-binary",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".mp3": "audio/mpeg",
  ".ogg": "audio/ogg",
  ".txt": "text/plain; charset=utf-8",
};
const SHRINKS = new Set([".html", ".js", ".css", ".json", ".svg", ".wasm", ".glb", ".txt"]);
/** What the pages' router knows; everything else is not here. */
const PAGES = [/^\/$/, /^\/j\/[^/]+\/?$/, /^\/m\/[^/]+\/?$/, /^\/g\/[^/]+\/?$/, /^\/check\/?$/];
/** Vite's file names in /assets/ carry a hash of the content. */
const HASHED = /^\/assets\/.+-[A-Za-z0-9_-]{8}\.\w+$/;

interface ClientFile {
  readonly kind: string;
  readonly etag: string;
  readonly forever: boolean;
  readonly shrinks: boolean;
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly shrunk: Map<Coding, Promise<Uint8Array<ArrayBuffer>>>;
}

type Coding = "br" | "gzip";

const shrink: Readonly<Record<Coding, (plain: Uint8Array) => Promise<Buffer<ArrayBuffer>>>> = {
  br: (plain) =>
    promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (plain) => promisify(gzip)(plain, { level: 9 }),
};

/** The built client, read once at the start; compressed at the first asking and kept. */
export function clientFiles(dist: string): Hono {
  const files = new Map<string, ClientFile>();
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith(".")) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(`/${relative(dist, path).split(sep).join("/")}`, readClientFile(dist, path));
  }
  const routes = new Hono();
  routes.get("*", async (c) => {
    // Undecoded: the client's file names need no escapes, and what has some is not one of them.
    const path = new URL(c.req.url).pathname;
    const isPage = PAGES.some((page) => page.test(path));
    const file = isPage ? files.get("/index.html") : files.get(path);
    return file === undefined ? notHere(c) : send(c, file);
  });
  return routes;
}

function readClientFile(dist: string, path: string): ClientFile {
  const plain = new Uint8Array(readFileSync(path));
  const ending = extname(path);
  return {
    kind: KINDS[ending] ?? "application/octet-stream",
    etag: `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`,
    forever: HASHED.test(`/${relative(dist, path).split(sep).join("/")}`),
    shrinks: SHRINKS.has(ending) && plain.byteLength > 1024,
    plain,
    shrunk: new Map(),
  };
}

async function send(c: Context, file: ClientFile): Promise<Response> {
  c.header("Content-Type", file.kind);
  c.header("ETag", file.etag);
  c.header("Cache-Control", file.forever ? "public, max-age=31536000, immutable" : "no-cache");
  if (file.shrinks) c.header("Vary", "Accept-Encoding");
  if (c.req.header("if-none-match") === file.etag) return c.body(null, 304);
  const coding = file.shrinks ? codingFor(c.req.header("accept-encoding") ?? "") : null;
  if (coding === null) return c.body(file.plain);
  const shrunk =
    file.shrunk.get(coding) ?? shrink[coding](file.plain).then((bytes) => new Uint8Array(bytes));
  file.shrunk.set(coding, shrunk);
  c.header("Content-Encoding", coding);
  return c.body(await shrunk);
}

function codingFor(accepted: string): Coding | null {
  const offers = new Set(accepted.split(",").map((offer) => offer.split(";")[0]?.trim()));
  if (offers.has("br")) return "br";
  return offers.has("gzip") ? "gzip" : null;
}

/** Kind words for people, a code for programs. */
export function notHere(c: Context): Response {
  if (!(c.req.header("accept") ?? "").includes("text/html")) {
    return c.json({ error: "not-found" }, 404);
  }
  return c.html(
    page("This page is not here", "The link may be old, or a letter may be missing."),
    404,
  );
}

export function page(title: string, words: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1><p>${words}</p><p><a href="/">To the start page</a></p></html>`;
}
