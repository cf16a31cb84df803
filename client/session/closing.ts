import { CLOSE } from "#protocol/messages.ts";

import type { Link } from "../world/circle-store.ts";

/** Colyseus: the client asked to leave. */
const CONSENTED = 4000;

/** What a close code means: the end of it with this link, come in by a new ticket, or find the way back. */
export function afterClose(code: number): Link | "with-a-ticket" | "find-back" {
  switch (code) {
    case CLOSE.moved:
      return { kind: "moved" };
    case CLOSE.removed:
      return { kind: "removed" };
    case CLOSE.ended:
      return { kind: "ended" };
    case CLOSE.left:
    case CONSENTED:
      return { kind: "left" };
    case CLOSE.notNow:
      return { kind: "not-now" };
    case CLOSE.oldVersion:
      return { kind: "failed", error: "old-version" };
    case CLOSE.admitted:
      return "with-a-ticket";
    default:
      return "find-back";
  }
}
