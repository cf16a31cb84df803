import { mkdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { afterAll, beforeAll, expect, test } from "vitest";

import { runHearth, type RunningHearth, Visitor } from "../kit/running-hearth.ts";
import { scratchDir } from "../kit/scratch.ts";

const script = `export const words = ${JSON.stringify("round and round ".repeat(500))};`;
const dist = scratchDir();
let hearth: RunningHearth;
beforeAll(async () => {
  mkdirSync(join(dist.dir, "assets"));
  writeFileSync(join(dist.dir, "index.html"), "<!doctype html><title>Hearth</title>");
  writeFileSync(join(dist.dir, "assets", "main-Ab3_xY9z.js"), script);
  writeFileSync(join(dist.dir, "room.webp"), "not really a picture");
  writeFileSync(join(dist.dir, ".hidden"), "secret");
  hearth = await runHearth({ dist: dist.dir });
});
afterAll(async () => {
  await hearth.close();
  dist.remove();
});

interface Raw {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly bytes: Buffer;
}

/** Bytes as they travel, and paths as they are typed: fetch would tidy both. */
function raw(path: string, headers: Record<string, string> = {}): Promise<Raw> {
  const { port, host } = new URL(hearth.url);
  return new Promise((done, fail) => {
    request({ host: "127.0.0.1", port, path, headers: { host, ...headers } }, (res) => {
      const parts: Buffer[] = [];
      res.on("data", (part: Buffer) => parts.push(part));
      res.on("end", () =>
        done({ status: res.statusCode, headers: res.headers, bytes: Buffer.concat(parts) }),
      );
    })
      .on("error", fail)
      .end();
  });
}

test.each(["/", "/j/abc", "/m/0-1?view=simple", "/g/abc", "/check"])(
  "%s is the page, asked for anew every time",
  async (path) => {
    const answer = await new Visitor(hearth).get(path);
    expect([answer.status, answer.body]).toEqual([200, expect.stringContaining("<title>Hearth")]);
    expect(answer.headers.get("cache-control")).toBe("no-cache");
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
  },
);

test("a file with its hash in its name is kept for good and travels small", async () => {
  const path = "/assets/main-Ab3_xY9z.js";
  const brotli = await raw(path, { "accept-encoding": "gzip, deflate, br" });
  expect(brotli.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect(brotli.headers["content-encoding"]).toBe("br");
  expect(brotli.headers["vary"]).toBe("Accept-Encoding");
  expect(brotliDecompressSync(brotli.bytes).toString()).toBe(script);
  expect(brotli.bytes.length).toBeLessThan(script.length / 10);
  const gzip = await raw(path, { "accept-encoding": "gzip" });
  expect(gunzipSync(gzip.bytes).toString()).toBe(script);
  const plain = await raw(path);
  expect(plain.headers["content-encoding"]).toBeUndefined();
  expect(plain.bytes.toString()).toBe(script);
});

test("what the browser has already is not sent again", async () => {
  const first = await raw("/room.webp");
  expect([first.status, first.headers["content-type"]]).toEqual([200, "image/webp"]);
  const etag = String(first.headers["etag"]);
  const again = await raw("/room.webp", { "if-none-match": etag });
  expect([again.status, again.bytes.length]).toEqual([304, 0]);
});

test.each([
  "/../package.json",
  "/assets/../../package.json",
  "/..%2f..%2fetc%2fpasswd",
  "/%2e%2e/package.json",
  "/%",
  "/.hidden",
  "/assets/",
  "/j/a/b",
])("%s is not here", async (path) => {
  expect((await raw(path)).status).toBe(404);
});
