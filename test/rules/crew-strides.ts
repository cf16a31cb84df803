import fc from "fast-check";

import type { Wish } from "#rules/circle/commands.ts";
import type { Crew, PowerReason } from "#rules/circle/state.ts";
import type { SeatId } from "#rules/ids.ts";

const task = fc.constantFrom<Crew>("timekeeper", "greeter", "reader");

type CrewWish =
  | "give-task"
  | "take-task"
  | "ring-bell"
  | "breathe"
  | "too-much"
  | "whisper"
  | "stop-turn"
  | "note-crosstalk"
  | "remind";

/** Tasks, and what helps when it becomes too much. */
export const crewWishes = (
  someone: fc.Arbitrary<SeatId>,
  reason: fc.Arbitrary<PowerReason>,
): { readonly [T in CrewWish]: fc.Arbitrary<Extract<Wish, { type: T }>> } => ({
  "give-task": fc.record({ type: fc.constant("give-task" as const), target: someone, task }),
  "take-task": fc.record({ type: fc.constant("take-task" as const), target: someone, task }),
  "ring-bell": fc.constant({ type: "ring-bell" as const }),
  breathe: fc.constant({ type: "breathe" as const }),
  "too-much": fc.constant({ type: "too-much" as const }),
  whisper: fc
    .constantFrom("time" as const, "depth", "identifying")
    .map((about) => ({ type: "whisper" as const, about })),
  "stop-turn": reason.map((r) => ({ type: "stop-turn" as const, reason: r })),
  "note-crosstalk": fc.constant({ type: "note-crosstalk" as const }),
  remind: fc.oneof(
    fc.constant({ type: "remind" as const }),
    someone.map((target) => ({ type: "remind" as const, target })),
  ),
});
