import { type Changes, type Rules, allow, led, refuse, seated, tasked, unless } from "./rule.ts";
import { seatOf } from "./who.ts";

/** Tasks that somebody takes on for this meeting: keeping the time, the door, reading aloud (circles.md §2.0). */
export const crewRules: Rules<"give-task" | "take-task" | "ring-bell"> = {
  "give-task": led((circle, { by, target, task }) => {
    const to = seatOf(circle, target);
    return unless(
      [
        circle.phase === "ended" && "wrong-phase",
        !to && "no-such-person",
        to?.crew.includes(task) === true && "already-so",
      ],
      () => allow({ type: "task-given", seat: target, task, by }),
    );
  }),
  "take-task": seated((circle, { by, target, task }, me) => {
    const from = seatOf(circle, target);
    if (me.role === "member" && target !== by) return refuse("not-a-facilitator");
    if (!from) return refuse("no-such-person");
    return from.crew.includes(task)
      ? allow({ type: "task-taken", seat: target, task, by })
      : refuse("already-so");
  }),
  "ring-bell": tasked("timekeeper", (circle, { by }) =>
    unless(
      [
        (circle.phase === "scheduled" || circle.phase === "ended") && "wrong-phase",
        circle.overlay.kind === "lockdown" && "in-lockdown",
        circle.overlay.kind === "silence" && "in-silence",
      ],
      () => allow({ type: "bell-rung", by }),
    ),
  ),
};

export const crewChanges: Changes<"task-given" | "task-taken" | "bell-rung"> = {
  // A task is with one person at a time.
  "task-given": (circle, { seat, task }) => ({
    ...circle,
    seats: circle.seats.map((s) => {
      const others = s.crew.filter((one) => one !== task);
      return { ...s, crew: s.id === seat ? [...others, task] : others };
    }),
  }),
  "task-taken": (circle, { seat, task }) => ({
    ...circle,
    seats: circle.seats.map((s) =>
      s.id === seat ? { ...s, crew: s.crew.filter((one) => one !== task) } : s,
    ),
  }),
  "bell-rung": (circle) => circle,
};
