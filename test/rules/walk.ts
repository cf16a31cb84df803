import fc from "fast-check";

import type { Command, Wish, WishType } from "#rules/circle/commands.ts";
import { nextDeadline } from "#rules/circle/deadlines.ts";
import { decide } from "#rules/circle/decide.ts";
import type { CircleEvent } from "#rules/circle/events.ts";
import { evolve } from "#rules/circle/evolve.ts";
import { possibleWishes } from "#rules/circle/may.ts";
import type { Refusal } from "#rules/circle/refusals.ts";
import type { Circle } from "#rules/circle/state.ts";
import type { Ms, SeatId } from "#rules/ids.ts";

import { F, NOON, type Step, emptyMeeting, sheet } from "../kit/a-circle.ts";
import { type Stride, anyWalk, eager, seldom } from "./strides.ts";

/** What a walk saw at each of its steps. */
export interface Seen {
  readonly before: Circle;
  readonly after: Circle;
  readonly events: readonly CircleEvent[];
  readonly refusal: Refusal | null;
  readonly step: Step;
  readonly at: Ms;
}

function stepOf(circle: Circle, next: Exclude<Stride, { kind: "format" }>, at: Ms): Step {
  if (next.kind === "wait") return { type: "time-passed", by: "server" };
  if (next.kind === "report") {
    const { report } = next;
    return report.type === "server-returned"
      ? { ...report, downFrom: at + report.downFrom, by: "server" }
      : { ...report, by: "server" };
  }
  const by = whoIs(circle, next.by);
  return next.kind === "wish" ? { ...next.wish, by } : { ...willing(circle, by, next.pick), by };
}

function whoIs(
  { floor, leader, handOver }: Circle,
  by: SeatId | "floor" | "leader" | "handover",
): SeatId {
  if (by === "leader") return leader ?? F;
  if (by === "handover") return handOver?.to ?? F;
  if (by !== "floor") return by;
  return floor.kind === "offered" ? floor.to : floor.kind === "none" ? F : floor.by;
}

/** Each kind of wish is as likely as any other, in whatever ways it can be wished. */
function willing(circle: Circle, by: SeatId, pick: number): Wish {
  const possible = possibleWishes(circle, by);
  const kinds = [...new Set(possible.map((w) => w.type))].flatMap((type) =>
    eager.has(type)
      ? Array<WishType>(6).fill(type)
      : !seldom.has(type) || pick % 9 === 0
        ? [type]
        : [],
  );
  const kind = kinds[pick % kinds.length];
  const choices = possible.filter((w) => w.type === kind);
  return choices[pick % choices.length] ?? { type: "raise-hand" };
}

/** Walks, and tells what was seen at each step. */
export function walk(strides: readonly Stride[]): readonly Seen[] {
  const seen: Seen[] = [];
  let at = NOON;
  let circle = emptyMeeting.circle;
  const go = (step: Step): void => {
    const before = circle;
    const answer = decide(before, { ...step, at });
    const events = answer.ok ? answer.events : [];
    circle = events.reduce(evolve, before);
    seen.push({
      before,
      after: circle,
      events,
      refusal: answer.ok ? null : answer.refusal,
      step,
      at,
    });
  };
  const [first] = strides;
  const format = first?.kind === "format" ? first.format : "round";
  const held = sheet.map((part, i) => (i === 1 ? Object.assign({}, part, { format }) : part));
  const places = ["lounge", "beach"];
  go({ type: "schedule", chairs: 6, sheet: held, place: "lounge", places, by: "server" });
  for (const next of strides) {
    if (next.kind === "format") continue;
    if (next.kind === "wait") {
      const due = nextDeadline(circle);
      at = next.ms === "deadline" ? Math.max(at, due ?? at) : at + next.ms;
    }
    go(stepOf(circle, next, at));
  }
  return seen;
}

/** Everything a walk has written down. */
export const journalOf = (seen: readonly Seen[]): readonly CircleEvent[] =>
  seen.flatMap((s) => s.events);
export const lastOf = (seen: readonly Seen[]): Circle => seen.at(-1)?.after ?? emptyMeeting.circle;

/** Another walk every day: the seed stands in what a failure says. `npm run walks` goes further, and says where from. */
const seed = Number(process.env["HEARTH_SEED"] ?? Date.now() % 2_147_483_647);
const numRuns = Number(process.env["HEARTH_WALKS"] ?? 300);

let walked: readonly (readonly Seen[])[] | null = null;
/** The walks that every invariant is held against; walked once a file. */
export const allWalks = (): readonly (readonly Seen[])[] =>
  (walked ??= fc.sample(anyWalk, { seed, numRuns }).map(walk));

/** "always", or the shortest walk that can be found after which it did not hold. */
function verdict(holds: (seen: readonly Seen[]) => boolean): string {
  const breach = allWalks().find((seen) => !holds(seen));
  if (!breach) return "always";
  const shorter = fc.check(
    fc.property(anyWalk, (strides) => holds(walk(strides))),
    { seed, numRuns },
  );
  return (
    fc.defaultReportMessage(shorter) ??
    JSON.stringify({ seed, walk: breach.map(({ at, step }) => ({ at, step })) })
  );
}

/** Looks at every step of every walk. */
export const always = (holds: (seen: Seen) => boolean): string =>
  verdict((seen) => seen.every(holds));

/** Looks at every state of every walk. */
export const inEveryState = (holds: (circle: Circle) => boolean): string =>
  always(({ after }) => holds(after));

/** Looks at where every walk ends, and at some places on its way. */
export const whereverItEnds = (holds: (circle: Circle) => boolean): string =>
  verdict(
    (seen) => seen.every(({ after }, i) => i % 20 !== 19 || holds(after)) && holds(lastOf(seen)),
  );

/** The state after a command that must be allowed. */
export function next(circle: Circle, command: Command): Circle {
  const answer = decide(circle, command);
  if (!answer.ok) throw new Error(`${command.type}: ${answer.refusal}`);
  return answer.events.reduce(evolve, circle);
}
