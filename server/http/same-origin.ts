import type { MiddlewareHandler } from "hono";

import { refuse } from "./web-answers.ts";

const READS = new Set(["GET", "HEAD"]);

/**
 * Nobody else's page may act for our members: what changes something must come from our own pages, as JSON.
 * A foreign Host is refused too, so that a name pointed at this machine cannot read what it serves.
 */
export function sameOrigin(origins: () => ReadonlySet<string>): MiddlewareHandler {
  return async (c, next) => {
    const ours = origins();
    const hosts = new Set([...ours].map((origin) => new URL(origin).host));
    if (!hosts.has(c.req.header("host") ?? "")) return refuse(c, "wrong-origin");
    if (READS.has(c.req.method)) return next();
    const site = c.req.header("sec-fetch-site") ?? "same-origin";
    if (!ours.has(c.req.header("origin") ?? "") || site !== "same-origin") {
      return refuse(c, "wrong-origin");
    }
    const kind = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
    return kind === "application/json" ? next() : refuse(c, "not-understood");
  };
}
