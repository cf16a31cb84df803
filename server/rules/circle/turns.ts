import type { SeatId } from "../ids.ts";
import { endingAhead, remainingAt, spentAt, turnLength, warnAhead } from "./clock.ts";
import type { CircleHappening } from "./events.ts";
import { formatOf } from "./formats/formats.ts";
import { hasPrecedence } from "./formats/popcorn.ts";
import { overlayRefusal } from "./overlay-words.ts";
import {
  AT_ONCE,
  type Changes,
  type Due,
  type Rules,
  type Ruling,
  allow,
  led,
  refuse,
  seated,
  unless,
} from "./rule.ts";
import type { Circle } from "./state.ts";
import { HOLD_MS } from "./times.ts";
import { endTurn } from "./turn-end.ts";
import { seatOf } from "./who.ts";

export const turnRules: Rules<"hand-on" | "skip"> = {
  "hand-on": seated((circle, { by, at, target }) => {
    const events = endTurn(circle, by, { how: "handed-on", by, reason: null }, at);
    if (events.length === 0) return refuse("not-your-turn");
    return target === undefined ? allow(...events) : handingTo(circle, by, target, events);
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

/** Popcorn: whoever has spoken offers the piece to somebody, who may let it lie. */
function handingTo(
  circle: Circle,
  by: SeatId,
  target: SeatId,
  ended: readonly CircleHappening[],
): Ruling {
  const to = seatOf(circle, target);
  const { round } = circle;
  if (!round || formatOf(circle)?.naming !== true) return refuse("not-in-this-format");
  if (!to) return refuse("no-such-person");
  return unless(
    [
      overlayRefusal(circle),
      target === by && "not-yourself",
      to.mode === "listen-only" && "listening-only",
      // Whoever is in their safe place looks like anybody else: the offer simply lapses.
      to.presence !== "here" && "not-here",
      !hasPrecedence(circle, round, to) && "others-first",
    ],
    () => allow(...ended, { type: "piece-offered", to: target, via: "named", remainingMs: null }),
  );
}

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
        ending: left <= endingAhead(turnLength(circle)),
        overdue: left <= 0,
        over: 0,
      },
    };
  },
};
