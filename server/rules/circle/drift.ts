import type { Ms } from "../ids.ts";
import { turnLength } from "./clock.ts";
import type { Circle } from "./state.ts";
import { SHORTENED_LEAST_MS } from "./times.ts";

/** What the plan says about now, in server times: whoever draws it needs no clock of the law's. */
export interface Plan {
  /** When the present part should be over; 0 where nothing is planned. */
  readonly partUntil: Ms;
  /** When the whole meeting should be. */
  readonly meetingUntil: Ms;
  /** Who has not been offered the piece in this round. */
  readonly turnsLeft: number;
  /** The length of a turn; 0 without a clock. */
  readonly turnMs: Ms;
}

export function planOf(circle: Circle, turnsLeft: number): Plan {
  const { startedAt, sheet, segment } = circle;
  const turnMs = circle.round?.state === "running" ? (turnLength(circle) ?? 0) : 0;
  if (startedAt === null) return { partUntil: 0, meetingUntil: 0, turnsLeft, turnMs };
  const upTo = (parts: typeof sheet): Ms =>
    parts.reduce((sum, { plannedMs }) => sum + plannedMs, startedAt);
  return {
    partUntil: (sheet[segment]?.plannedMs ?? 0) > 0 ? upTo(sheet.slice(0, segment + 1)) : 0,
    meetingUntil: sheet.some(({ plannedMs }) => plannedMs > 0) ? upTo(sheet) : 0,
    turnsLeft,
    turnMs,
  };
}

export interface Drift {
  /** How far behind the plan this part is; 0 while it is in time. */
  readonly behindMs: Ms;
  /** So long could each remaining turn be for the part to end in time; null where that helps nothing. */
  readonly turnMs: Ms | null;
}

/** Turns are shortened by steps that one can say aloud. */
const STEP_MS: Ms = 15_000;

/** How far the meeting is behind its plan, and what would bring it back (circles.md §2.2 clock.drift). */
export function drift({ partUntil, turnsLeft, turnMs }: Plan, now: Ms): Drift {
  if (partUntil === 0) return { behindMs: 0, turnMs: null };
  const needed = now + turnsLeft * turnMs;
  const behindMs = Math.max(0, needed - partUntil);
  if (behindMs === 0 || turnsLeft === 0 || turnMs === 0) return { behindMs, turnMs: null };
  const each = Math.floor((partUntil - now) / turnsLeft / STEP_MS) * STEP_MS;
  const shorter = Math.max(SHORTENED_LEAST_MS, each);
  return { behindMs, turnMs: shorter < turnMs ? shorter : null };
}
