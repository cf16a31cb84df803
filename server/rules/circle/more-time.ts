import type { Ms, SeatId } from "../ids.ts";
import { endingAhead, remainingAt, turnLength, warnAhead, withHeld } from "./clock.ts";
import { nextSeat } from "./offers.ts";
import {
  type Changes,
  type Due,
  type Rules,
  type Ruling,
  allow,
  refuse,
  seated,
  unless,
} from "./rule.ts";
import type { Circle, Seat } from "./state.ts";
import {
  MORE_TIMES_MS,
  MORE_TIME_ANSWER_MS,
  MORE_TIME_IN_ALL_MS,
  MORE_TIME_MOST,
  MORE_TIME_MS,
  WARN_MS,
} from "./times.ts";
import { isPresent, seatOf, withSeat } from "./who.ts";

const keepsTime = (seat: Seat): boolean =>
  seat.role !== "member" || seat.crew.includes("timekeeper");

/** Somebody is here who can answer. */
const isHeard = (circle: Circle, asking: SeatId): boolean =>
  circle.seats.some(
    (s) => keepsTime(s) && isPresent(s) && (s.role !== "member" || s.id !== asking),
  );

const othersWait = (circle: Circle): boolean =>
  circle.hands.length > 0 || nextSeat(circle, (s) => s.presence === "here") !== null;

const isTooMuch = (circle: Circle, me: Seat, extensions: number, addedMs: Ms): boolean =>
  !MORE_TIMES_MS.includes(addedMs) ||
  extensions >= MORE_TIME_MOST ||
  (me.extendedMs + addedMs > MORE_TIME_IN_ALL_MS && othersWait(circle));

export const moreTimeRules: Rules<"ask-more-time" | "give-time" | "decline-time"> = {
  "ask-more-time": seated((circle, { by, at, addedMs = MORE_TIME_MS }, me) => {
    const { floor } = circle;
    if (floor.kind !== "held" || floor.by !== by) return refuse("not-your-turn");
    const left = remainingAt(floor, at);
    return unless(
      [
        left === null && "already-so",
        left !== null && left > WARN_MS && "too-soon",
        isTooMuch(circle, me, floor.extensions, addedMs) && "time-limit-reached",
        circle.timeAsked !== null && "already-so",
        !isHeard(circle, by) && "nobody-leads",
      ],
      () => allow({ type: "time-asked", seat: by, addedMs }),
    );
  }),
  "give-time": seated((circle, { by }, me) =>
    answering(circle, me, ({ by: seat, addedMs }) =>
      allow({ type: "time-given", seat, addedMs: given(me, addedMs), by }),
    ),
  ),
  "decline-time": seated((circle, { by }, me) =>
    answering(circle, me, ({ by: seat }) => allow({ type: "time-declined", seat, by })),
  ),
};

/** Whoever keeps the time without facilitating gives a minute at most. */
const given = (me: Seat, addedMs: Ms): Ms =>
  me.role === "member" ? Math.min(addedMs, MORE_TIME_MS) : addedMs;

function answering(
  { timeAsked, floor }: Circle,
  me: Seat,
  answer: (asked: NonNullable<Circle["timeAsked"]>) => Ruling,
): Ruling {
  if (!keepsTime(me)) return refuse("not-a-facilitator");
  if (!timeAsked) return refuse("nothing-asked");
  if (me.role !== "member") return answer(timeAsked);
  // They give the first of a turn only, and none to themselves.
  if (timeAsked.by === me.id) return refuse("not-yourself");
  return floor.kind === "held" && floor.extensions > 0
    ? refuse("time-limit-reached")
    : answer(timeAsked);
}

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

const counted = (circle: Circle, seat: SeatId, addedMs: Ms): Circle =>
  withSeat({ ...circle, timeAsked: null }, seat, {
    extendedMs: (seatOf(circle, seat)?.extendedMs ?? 0) + addedMs,
  });

export const moreTimeChanges: Changes<"time-asked" | "time-given" | "time-declined"> = {
  "time-asked": (circle, { seat, at, addedMs = MORE_TIME_MS }) => ({
    ...circle,
    timeAsked: { by: seat, at, addedMs },
  }),
  "time-given": (circle, { seat, addedMs, at }) =>
    withHeld(counted(circle, seat, addedMs), seat, (floor) => {
      if (floor.remainingMs === null) return {};
      // Whoever is over their time gets all of it from now on.
      const left = (remainingAt(floor, at) ?? 0) + addedMs;
      const charged = floor.clockFrom === null ? 0 : Math.max(0, at - floor.clockFrom);
      return {
        remainingMs: left,
        clockFrom: floor.clockFrom === null ? null : at,
        spentMs: floor.spentMs + charged,
        extensions: floor.extensions + 1,
        warned: left <= warnAhead(turnLength(circle)),
        ending: left <= endingAhead(turnLength(circle)),
        overdue: false,
        over: 0,
      };
    }),
  "time-declined": (circle) => ({ ...circle, timeAsked: null }),
};
