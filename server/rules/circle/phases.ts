import type { Ms, SeatId } from "../ids.ts";
import type { CircleHappening } from "./events.ts";
import { overlayRefusal } from "./overlay-words.ts";
import { clearing, roundClosing, unoffered } from "./rounds.ts";
import { type Changes, type Due, type Rules, allow, led, unless } from "./rule.ts";
import { segment } from "./segment.ts";
import type { Circle } from "./state.ts";
import { AFTERGLOW_MS, CHAIRS_MOST, SILENCE_MOST_MS, UNLED_MS } from "./times.ts";
import { isPresent } from "./who.ts";

export const phaseRules: Rules<
  "schedule" | "open-door" | "start-meeting" | "next-segment" | "close-meeting"
> = {
  schedule: (circle, { chairs, sheet, place, places }) =>
    unless(
      [
        circle.chairs > 0 && "already-so",
        !(Number.isInteger(chairs) && chairs > 0 && chairs <= CHAIRS_MOST) && "no-such-chair",
      ],
      () =>
        allow({
          type: "meeting-scheduled",
          meetingId: circle.meetingId,
          chairs,
          sheet,
          ...(place === undefined ? {} : { place }),
          ...(places === undefined ? {} : { places }),
        }),
    ),
  "open-door": led((circle, { by }) =>
    unless([circle.phase !== "scheduled" && "wrong-phase"], () =>
      allow({ type: "door-opened", by }),
    ),
  ),
  "start-meeting": led((circle, { by }) =>
    unless(
      [
        circle.phase !== "lobby" && "wrong-phase",
        overlayRefusal(circle),
        circle.seats.filter(isPresent).length < 2 && "too-few-people",
      ],
      () =>
        allow(
          { type: "meeting-started", by },
          ...(circle.sheet.length > 0
            ? [{ type: "segment-entered", index: 0, by, reason: null } as const]
            : []),
        ),
    ),
  ),
  "next-segment": led((circle, { by, at, reason = null }) =>
    unless(
      [
        circle.phase !== "meeting" && "wrong-phase",
        overlayRefusal(circle),
        circle.segment + 1 >= circle.sheet.length && "wrong-phase",
      ],
      () => {
        const closing = roundClosing(circle, by, reason, at);
        const index = circle.segment + 1;
        return closing.ok
          ? allow(
              ...closing.events,
              { type: "segment-entered", index, by, reason },
              ...quiet(circle, index, by, at),
            )
          : closing;
      },
    ),
  ),
  "close-meeting": led((circle, { by, at, reason = null }) =>
    unless(
      [
        circle.phase !== "lobby" && circle.phase !== "meeting" && "wrong-phase",
        reason === null &&
          circle.phase === "meeting" &&
          unoffered(circle).length > 0 &&
          "some-not-offered",
      ],
      () => {
        const closing = roundClosing(circle, by, reason, at);
        const afterglowUntil = at + AFTERGLOW_MS;
        return closing.ok
          ? allow(...closing.events, { type: "meeting-closed", by, reason, afterglowUntil })
          : closing;
      },
    ),
  ),
};

/** A part that is a silence begins with its silence. */
function quiet(circle: Circle, index: number, by: SeatId, at: Ms): readonly CircleHappening[] {
  const next = circle.sheet[index];
  if (next?.format !== "silence" || next.plannedMs <= 0) return [];
  const until = at + Math.min(next.plannedMs, SILENCE_MOST_MS);
  return [{ type: "silence-started", by, until }];
}

/** The gentle close of a meeting nobody leads, and the end of the afterglow. */
export function phasesDue(circle: Circle): readonly Due[] {
  const { phase, leaderGoneAt, afterglowUntil } = circle;
  if (phase === "afterglow" && afterglowUntil !== null)
    return [{ at: afterglowUntil, events: () => [{ type: "meeting-ended" }] }];
  const led = circle.seats.some((s) => s.role !== "member" && isPresent(s));
  if (phase !== "meeting" || leaderGoneAt === null || led) return [];
  return [
    {
      at: leaderGoneAt + UNLED_MS,
      events: (now) => [
        ...clearing(circle, null, null, now),
        {
          type: "meeting-closed",
          by: null,
          reason: null,
          afterglowUntil: now + AFTERGLOW_MS,
        },
      ],
    },
  ];
}

/** Nothing of the meeting's own goes on: no round, no piece, no hand, no question asked. */
const atRest = {
  overlay: { kind: "none" },
  round: null,
  floor: { kind: "none" },
  hands: [],
  handOver: null,
  timeAsked: null,
} as const;

export const phaseChanges: Changes<
  | "meeting-scheduled"
  | "door-opened"
  | "meeting-started"
  | "segment-entered"
  | "meeting-closed"
  | "meeting-ended"
> = {
  "meeting-scheduled": (circle, { meetingId, chairs, sheet, place, places }) => ({
    ...circle,
    meetingId,
    chairs,
    sheet: sheet.map(segment),
    place: place ?? circle.place,
    places: places ?? circle.places,
  }),
  "door-opened": (circle) => ({ ...circle, phase: "lobby" }),
  "meeting-started": (circle, { at }) => ({ ...circle, phase: "meeting", startedAt: at }),
  "segment-entered": (circle, { index, at }) => ({ ...circle, segment: index, segmentFrom: at }),
  "meeting-closed": (circle, { afterglowUntil }) => ({
    ...circle,
    ...atRest,
    phase: "afterglow",
    afterglowUntil,
  }),
  "meeting-ended": (circle) => ({
    ...circle,
    ...atRest,
    phase: "ended",
    waiting: [],
  }),
};
