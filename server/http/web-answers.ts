import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

import type { HttpError } from "#protocol/http-shapes.ts";

const STATUS: Readonly<Record<HttpError, ContentfulStatusCode>> = {
  "not-found": 404,
  "not-understood": 400,
  "name-empty": 422,
  "name-too-long": 422,
  "name-identifying": 422,
  "name-strange": 422,
  "name-taken": 409,
  "key-used": 409,
  "key-unknown": 403,
  "not-known-here": 401,
  "was-removed": 403,
  "old-version": 426,
  "door-locked": 403,
  "circle-full": 409,
  "meeting-ended": 410,
  "too-many-requests": 429,
  "wrong-origin": 403,
  "not-saved": 503,
  starting: 503,
};

/** A refusal as a code; the client has the sentence. */
export function refuse(c: Context, error: HttpError): Response {
  return c.json({ error }, STATUS[error]);
}
