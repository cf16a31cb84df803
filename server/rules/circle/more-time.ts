import { remainingAt, turnLength, warnAhead, withHeld } from "./clock.ts";
import { type Changes, type Due, type Rules, allow, led, refuse, seated, unless } from "./rule.ts";
import type { Circle } from "./state.ts";
import { MORE_TIME_ANSWER_MS, MORE_TIME_MOST, MORE_TIME_MS, WARN_MS } from "./times.ts";
import { isPresent } from "./who.ts";

const somebodyLeads = (circle: Circle): boolean =>
  circle.seats.some((s) => s.role !== "member" && isPresent(s));

export const moreTimeRules: Rules<"ask-more-time" | "give-time" | "decline-time"> = {
  "ask-more-time": seated((circle, { by, at }) => {
    const { floor } = circle;
    if (floor.kind !== "held" || floor.by !== by) return refuse("not-your-turn");
    const left = remainingAt(floor, at);
    return unless(
      [
        left === null && "already-so",
        left !== null && left > WARN_MS && "too-soon",
        floor.extensions >= MORE_TIME_MOST && "time-limit-reached",
        circle.timeAsked !== null && "already-so",
        !somebodyLeads(circle) && "nobody-leads",
      ],
      () => allow({ type: "time-asked", seat: by }),
    );
  }),
  "give-time": led((circle, { by }) =>
    circle.timeAsked
      ? allow({ type: "time-given", seat: circle.timeAsked.by, addedMs: MORE_TIME_MS, by })
      : refuse("nothing-asked"),
  ),
  "decline-time": led((circle, { by }) =>
    circle.timeAsked
      ? allow({ type: "time-declined", seat: circle.timeAsked.by, by })
      : refuse("nothing-asked"),
  ),
};

/** An unanswered wish for time is declined by itself, told to nobody but the asker. */
export function moreTimeDue({ timeAsked }: Circle): readonly Due[] {
  if (!timeAsked) return [];
  return [
    {
      at: timeAsked.at + MORE_TIME_ANSWER_MS,
      events: () => [{ type: "time-declined", seat: timeAsked.by, by: null }],
    },
  ];
}

export const moreTimeChanges: Changes<"time-asked" | "time-given" | "time-declined"> = {
  "time-asked": (circle, { seat, at }) => ({ ...circle, timeAsked: { by: seat, at } }),
  "time-given": (circle, { seat, addedMs, at }) =>
    withHeld({ ...circle, timeAsked: null }, seat, (floor) => {
      if (floor.remainingMs === null) return {};
      // Whoever is over their time gets the whole minute from now on.
      const left = (remainingAt(floor, at) ?? 0) + addedMs;
      const charged = floor.clockFrom === null ? 0 : Math.max(0, at - floor.clockFrom);
      return {
        remainingMs: left,
        clockFrom: floor.clockFrom === null ? null : at,
        spentMs: floor.spentMs + charged,
        extensions: floor.extensions + 1,
        warned: left <= warnAhead(turnLength(circle)),
        overdue: false,
      };
    }),
  "time-declined": (circle) => ({ ...circle, timeAsked: null }),
};
