import { request } from "node:http";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Clock } from "../../server/ports/clock.ts";
import { runHearth, type RunningHearth, Visitor } from "../kit/running-hearth.ts";

let now = 1_800_000_000_000;
const clock: Clock = { now: () => now, wakeAt: () => () => {} };
let hearth: RunningHearth;
beforeAll(async () => {
  hearth = await runHearth({ clock });
});
afterAll(() => hearth.close());

const body = { key: "0123456789abcdef0123456789abcdef" };
const path = () => `/api/invitations/${hearth.code}/facilitator-key`;

describe("only our own pages may change anything", () => {
  const foreign: readonly (readonly [string, Record<string, string>])[] = [
    ["another origin", { origin: "https://example.org" }],
    ["no origin", { origin: "" }],
    ["an origin that only begins like ours", { origin: "http://localhost.example.org" }],
    ["a cross-site fetch", { "sec-fetch-site": "cross-site" }],
    ["a sibling site", { "sec-fetch-site": "same-site" }],
  ];
  test.each(foreign)("%s is refused", async (_, headers) => {
    const answer = await new Visitor(hearth).post(path(), body, headers);
    expect([answer.status, answer.body]).toEqual([403, { error: "wrong-origin" }]);
  });

  test.each([
    ["a form", "key=1", "application/x-www-form-urlencoded"],
    ["JSON that says it is text", JSON.stringify(body), "text/plain"],
    ["broken JSON", "{", "application/json"],
    ["another shape", JSON.stringify({ ...body, more: 1 }), "application/json"],
    ["too much", JSON.stringify({ key: "x".repeat(20_000) }), "application/json"],
  ])("%s is not understood", async (_, text, kind) => {
    const answer = await new Visitor(hearth).post(path(), text, { "content-type": kind });
    expect([answer.status, answer.body]).toEqual([400, { error: "not-understood" }]);
  });

  test("a name of somebody else's that points here reads nothing", async () => {
    const { port } = new URL(hearth.url);
    const status = await new Promise((done, fail) => {
      request(
        {
          host: "127.0.0.1",
          port,
          path: `/api/invitations/${hearth.code}`,
          headers: { host: "evil.example" },
        },
        (res) => done(res.statusCode),
      )
        .on("error", fail)
        .end();
    });
    expect(status).toBe(403);
  });
});

describe("headers", () => {
  test("pages may load and reach nothing but us", async () => {
    const { headers } = await new Visitor(hearth).get("/");
    const host = new URL(hearth.url).host;
    expect(headers.get("content-security-policy")?.split("; ")).toEqual([
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "worker-src 'self'",
      `connect-src 'self' ws://${host}`,
      "img-src 'self' data: blob:",
      "media-src 'self' blob:",
      "style-src 'self'",
      "font-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ]);
    expect(headers.get("permissions-policy")).toBe(
      "microphone=(self), xr-spatial-tracking=(self), camera=(), geolocation=(), display-capture=()",
    );
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-powered-by")).toBeNull();
    // Plain HTTP on loopback: nothing to insist on.
    expect(headers.get("strict-transport-security")).toBeNull();
  });
});

describe("limits", () => {
  test("too many guesses are told to wait, and may go on when they have", async () => {
    const visitor = new Visitor(hearth);
    now += 3_600_000;
    const statuses: number[] = [];
    for (let guess = 0; guess < 32; guess += 1) {
      statuses.push((await visitor.post(path(), body)).status);
    }
    expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 200));
    expect(statuses.slice(30)).toEqual([429, 429]);
    const late = await visitor.post(path(), body);
    expect(late.body).toEqual({ error: "too-many-requests" });
    expect(late.headers.get("retry-after")).toBe("2");
    now += 2000;
    expect((await visitor.post(path(), body)).status).toBe(200);
  });
});

describe("how we are", () => {
  test("healthz, readyz and metrics say it", async () => {
    const visitor = new Visitor(hearth);
    expect((await visitor.get("/healthz")).body).toEqual({ up: true });
    expect((await visitor.get("/readyz")).body).toMatchObject({
      ready: true,
      database: { state: "on" },
      voice: { state: "off", why: "Not needed here." },
      rooms: { people: 0 },
    });
    const metrics = await visitor.get("/metrics");
    expect(metrics.body).toMatch(/^hearth_people_seated 0$/m);
    expect(metrics.body).toMatch(/^hearth_database_on 1$/m);
  });

  test("help is ways to people, never one alone and no number nobody verified", async () => {
    const { body: help } = await new Visitor(hearth).get("/api/help");
    expect(JSON.stringify(help)).toContain("findahelpline.com");
    expect(help).toMatchObject({ links: [{}, {}] });
    expect(JSON.stringify(help)).not.toMatch(/\d{2}/);
  });

  test("what is not here is said as a code to programs and kindly to people", async () => {
    const visitor = new Visitor(hearth);
    expect((await visitor.get("/api/nothing")).body).toEqual({ error: "not-found" });
    const page = await visitor.ask("/nowhere", { headers: { accept: "text/html" } });
    expect([page.status, page.body]).toEqual([404, expect.stringContaining("not here")]);
  });
});

describe("a database that is gone", () => {
  test("is said honestly, with no stack and the same headers", async () => {
    const broken = await runHearth();
    try {
      await broken.storage.close();
      const answer = await new Visitor(broken).get(`/api/invitations/${broken.code}`);
      expect([answer.status, answer.body]).toEqual([503, { error: "not-saved" }]);
      expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
      expect((await new Visitor(broken).get("/readyz")).status).toBe(503);
      expect((await new Visitor(broken).get("/healthz")).status).toBe(200);
      expect(broken.log.events).toContain("request-failed");
    } finally {
      await broken.close().catch(() => {});
    }
  });
});
