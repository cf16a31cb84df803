import type { Context, MiddlewareHandler } from "hono";

import type { Clock } from "../ports/clock.ts";
import { refuse } from "./web-answers.ts";

interface Bucket {
  left: number;
  at: number;
}

/** Addresses remembered at most; the oldest are forgotten first, which only ever lets somebody in. */
const MOST_ADDRESSES = 10_000;

/** A bucket of `burst` requests an address, refilled by `perSecond`. A whole group may sit behind one address. */
export function rateLimit(
  clock: Clock,
  addressOf: (c: Context) => string,
  { burst, perSecond }: { readonly burst: number; readonly perSecond: number },
): MiddlewareHandler {
  const buckets = new Map<string, Bucket>();
  return async (c, next) => {
    const address = addressOf(c);
    const now = clock.now();
    const bucket = buckets.get(address) ?? { left: burst, at: now };
    const left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond);
    buckets.delete(address);
    buckets.set(address, { left: Math.max(0, left - 1), at: now });
    if (buckets.size > MOST_ADDRESSES) {
      const [oldest] = buckets.keys();
      if (oldest !== undefined) buckets.delete(oldest);
    }
    if (left < 1) {
      c.header("Retry-After", String(Math.ceil((1 - left) / perSecond)));
      return refuse(c, "too-many-requests");
    }
    return next();
  };
}
