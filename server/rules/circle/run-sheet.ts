import type { Ms } from "../ids.ts";
import { turnLength } from "./clock.ts";
import type { Refusal } from "./refusals.ts";
import { type Changes, type Rules, allow, led, refuse, unless } from "./rule.ts";
import { isFormat, type Segment, segment } from "./segment.ts";
import type { Circle } from "./state.ts";
import {
  PART_MOST_MS,
  PARTS_MOST,
  PROMPT_MAX,
  SHORTENED_LEAST_MS,
  TITLE_MAX,
  TURN_LEAST_MS,
  TURN_MOST_MS,
} from "./times.ts";

/** Why a part cannot be as it is written; false when it can. */
function faultOf({ format, title, prompt, turnMs, plannedMs }: Segment): Refusal | false {
  if (!isFormat(format)) return "not-in-this-format";
  if (title.length > TITLE_MAX || prompt.length > PROMPT_MAX) return "text-too-long";
  const timed = turnMs === null || (turnMs >= TURN_LEAST_MS && turnMs <= TURN_MOST_MS);
  return !(timed && plannedMs >= 0 && plannedMs <= PART_MOST_MS) && "time-limit-reached";
}

/** What is over, or goes on now, stays as it was. */
const sheetWith = (circle: Circle, segments: readonly Segment[]): readonly Segment[] => [
  ...circle.sheet.slice(0, circle.segment + 1),
  ...segments,
];

export const sheetRules: Rules<"change-sheet" | "shorten-turns"> = {
  "change-sheet": led((circle, { by, from, segments }) => {
    const next = sheetWith(circle, segments.map(segment));
    return unless(
      [
        (circle.phase === "afterglow" || circle.phase === "ended") && "wrong-phase",
        // Somebody has gone on meanwhile: what was written for then is not for now.
        from !== circle.segment + 1 && "too-late",
        (next.length === 0 || next.length > PARTS_MOST) && "too-many-parts",
        segments.map((one) => faultOf(segment(one))).find((fault) => fault !== false) ?? false,
        JSON.stringify(next) === JSON.stringify(circle.sheet) && "already-so",
      ],
      () => allow({ type: "sheet-changed", segments: segments.map(segment), by }),
    );
  }),
  "shorten-turns": led((circle, { by, turnMs }) => {
    const now = turnLength(circle);
    if (circle.round?.state !== "running" || now === null) return refuse("no-round");
    return unless(
      [turnMs < SHORTENED_LEAST_MS && "time-limit-reached", turnMs >= now && "already-so"],
      () => allow({ type: "turns-shortened", turnMs, by }),
    );
  }),
};

export const sheetChanges: Changes<"sheet-changed" | "turns-shortened"> = {
  "sheet-changed": (circle, { segments }) => ({
    ...circle,
    sheet: sheetWith(circle, segments.map(segment)),
  }),
  "turns-shortened": (circle, { turnMs }) => shortened(circle, turnMs),
};

/** Only turns that nobody has been offered yet are shorter. */
function shortened(circle: Circle, turnMs: Ms): Circle {
  const { floor, round } = circle;
  const kept =
    floor.kind === "offered" && floor.remainingMs === null
      ? { ...floor, remainingMs: turnLength(circle) }
      : floor;
  return { ...circle, floor: kept, round: round && { ...round, turnMs } };
}
