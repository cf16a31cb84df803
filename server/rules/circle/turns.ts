import { remainingAt, spentAt, turnLength, warnAhead } from "./clock.ts";
import { AT_ONCE, type Changes, type Due, type Rules, allow, led, refuse, seated } from "./rule.ts";
import type { Circle } from "./state.ts";
import { HOLD_MS } from "./times.ts";
import { endTurn } from "./turn-end.ts";
import { seatOf } from "./who.ts";

export const turnRules: Rules<"hand-on" | "skip"> = {
  "hand-on": seated((circle, { by, at }) => {
    const events = endTurn(circle, by, { how: "handed-on", by, reason: null }, at);
    return events.length > 0 ? allow(...events) : refuse("not-your-turn");
  }),
  skip: led((circle, { by, at, reason }) => {
    const { floor } = circle;
    switch (floor.kind) {
      case "none":
        return refuse("nobody-holds-the-piece");
      case "offered":
        return allow({
          type: "turn-ended",
          seat: floor.to,
          how: "skipped",
          spokenMs: 0,
          by,
          reason,
        });
      case "held":
        return allow(...endTurn(circle, floor.by, { how: "skipped", by, reason }, at));
      case "on-hold":
        // Going on without somebody whose link is lost takes nothing from them: they are owed their turn.
        return allow(...endTurn(circle, floor.by, { how: "lost", by, reason }, at));
    }
  }),
};

/** What a lost link does to the turn, and a return. */
export function turnsDue(circle: Circle): readonly Due[] {
  const { floor } = circle;
  if (floor.kind === "held" && seatOf(circle, floor.by)?.presence !== "here")
    return [
      {
        at: AT_ONCE,
        events: (now) => [
          {
            type: "turn-held",
            seat: floor.by,
            cause: "link",
            remainingMs: remainingAt(floor, now),
            graceUntil: now + HOLD_MS,
          },
        ],
      },
    ];
  if (floor.kind !== "on-hold") return [];
  if (seatOf(circle, floor.by)?.presence === "here")
    return [{ at: AT_ONCE, events: () => [{ type: "turn-resumed", seat: floor.by }] }];
  return [
    {
      at: floor.graceUntil,
      events: (now) => endTurn(circle, floor.by, { how: "lost", by: null, reason: null }, now),
    },
  ];
}

export const turnChanges: Changes<"turn-held" | "turn-resumed"> = {
  "turn-held": (circle, { seat, cause, remainingMs, graceUntil, at }) => {
    const { floor } = circle;
    if ((floor.kind !== "held" && floor.kind !== "on-hold") || floor.by !== seat) return circle;
    const { by, via, lane, extensions } = floor;
    const spentMs = floor.kind === "held" ? spentAt(floor, at) : floor.spentMs;
    return {
      ...circle,
      timeAsked: null,
      floor: {
        kind: "on-hold",
        by,
        cause,
        lane,
        via,
        since: at,
        graceUntil,
        remainingMs,
        spentMs,
        extensions,
      },
    };
  },
  "turn-resumed": (circle, { seat, at }) => {
    const { floor } = circle;
    if (floor.kind !== "on-hold" || floor.by !== seat) return circle;
    const { by, via, lane, remainingMs, spentMs, extensions } = floor;
    const left = remainingMs ?? Infinity;
    return {
      ...circle,
      floor: {
        kind: "held",
        by,
        via,
        lane,
        since: at,
        clockFrom: null,
        standing: false,
        spentMs,
        remainingMs,
        extensions,
        warned: left <= warnAhead(turnLength(circle)),
        overdue: left <= 0,
      },
    };
  },
};
