import type { Ms } from "../ids.ts";
import { goneFrom } from "./door.ts";
import type { CircleHappening } from "./events.ts";
import { shiftedMiddle } from "./formats/shifted-middle.ts";
import { type Changes, type Due, type Rules, allow, refuse } from "./rule.ts";
import type { Circle, Floor, Overlay, Seat } from "./state.ts";
import { FIND_BACK_MS, HOLD_MS, SEAT_KEPT_MS } from "./times.ts";
import { isPresent, seatOf, withSeat } from "./who.ts";

export const linkRules: Rules<
  | "link-lost"
  | "link-returned"
  | "voice-lost"
  | "voice-returned"
  | "server-returned"
  | "time-passed"
> = {
  "link-lost": (circle, { seat }) => {
    if (circle.waiting.some((w) => w.id === seat)) return allow({ type: "left-the-door", seat });
    const known = seatOf(circle, seat);
    if (!known) return refuse("not-in-the-circle");
    return isPresent(known) ? allow({ type: "link-lost", seat }) : refuse("already-so");
  },
  "link-returned": (circle, { seat }) => {
    if (circle.removed.includes(seat)) return refuse("was-removed");
    const known = seatOf(circle, seat);
    if (!known) return refuse("not-in-the-circle");
    return known.presence === "lost"
      ? allow({ type: "link-returned", seat })
      : refuse("already-so");
  },
  "voice-lost": (circle) => (circle.voiceUp ? allow({ type: "voice-lost" }) : refuse("already-so")),
  "voice-returned": (circle) =>
    circle.voiceUp ? refuse("already-so") : allow({ type: "voice-returned" }),
  "server-returned": (circle, { at, downFrom }) => {
    const from = Math.min(at, Math.max(circle.at, downFrom));
    const lost = circle.seats.filter(isPresent);
    return allow(
      { type: "server-returned", downFrom: from },
      ...lost.map((s) => ({ type: "link-lost", seat: s.id }) as const),
      ...heldAnew(circle, at),
    );
  },
  "time-passed": () => allow(),
};

/** Our own outage is no fault of a holder whose place we were keeping: the grace begins again. */
function heldAnew({ floor }: Circle, at: Ms): readonly CircleHappening[] {
  if (floor.kind !== "on-hold") return [];
  const { by, cause, remainingMs } = floor;
  return [{ type: "turn-held", seat: by, cause, remainingMs, graceUntil: at + HOLD_MS }];
}

/** A lost seat is kept for a while, then given up. */
export const linksDue = (circle: Circle): readonly Due[] =>
  circle.phase === "ended"
    ? []
    : circle.seats.flatMap((s) =>
        s.lostAt === null
          ? []
          : [
              {
                at: s.lostAt + SEAT_KEPT_MS,
                events: () => [{ type: "seat-given-up", seat: s.id } as const],
              },
            ],
      );

export const linkChanges: Changes<
  | "link-lost"
  | "link-returned"
  | "seat-given-up"
  | "voice-lost"
  | "voice-returned"
  | "server-returned"
> = {
  "link-lost": (circle, { seat, at }) => {
    const known = seatOf(circle, seat);
    return known && isPresent(known)
      ? withSeat(circle, seat, { presence: "lost", lostAt: at })
      : circle;
  },
  "link-returned": (circle, { seat }) =>
    seatOf(circle, seat)?.presence === "lost"
      ? withSeat(circle, seat, { presence: "here", lostAt: null })
      : circle,
  "seat-given-up": (circle, { seat }) => goneFrom(circle, seat, false),
  "voice-lost": (circle) => ({ ...circle, voiceUp: false }),
  "voice-returned": (circle) => ({ ...circle, voiceUp: true }),
  "server-returned": (circle, { downFrom, at }) => ({
    ...shifted(circle, Math.max(0, at - downFrom)),
    // Whoever carries the voices says anew whether they can.
    voiceUp: true,
    findBackUntil: at + FIND_BACK_MS,
  }),
};

/** While the server was down no time passed for anybody: every clock of the circle moves by the outage. */
function shifted(circle: Circle, byMs: Ms): Circle {
  const on = <T extends Ms | null>(point: T) => (point === null ? null : point + byMs);
  const { handOver, timeAsked } = circle;
  return {
    ...shiftedMiddle(circle, byMs),
    startedAt: on(circle.startedAt),
    segmentFrom: on(circle.segmentFrom),
    floor: shiftedFloor(circle.floor, byMs),
    overlay: shiftedOverlay(circle.overlay, byMs),
    handOver: handOver && { ...handOver, until: handOver.until + byMs },
    timeAsked: timeAsked && { ...timeAsked, at: timeAsked.at + byMs },
    tooMuch: circle.tooMuch.map(({ seat, at }) => ({ seat, at: at + byMs })),
    afterglowUntil: on(circle.afterglowUntil),
    leaderGoneAt: on(circle.leaderGoneAt),
    seats: circle.seats.map((s): Seat => ({ ...s, lostAt: on(s.lostAt) })),
  };
}

function shiftedFloor(floor: Floor, byMs: Ms): Floor {
  switch (floor.kind) {
    case "none":
      return floor;
    case "offered":
      return { ...floor, since: floor.since + byMs };
    case "held": {
      const clockFrom = floor.clockFrom === null ? null : floor.clockFrom + byMs;
      return { ...floor, since: floor.since + byMs, clockFrom };
    }
    case "on-hold":
      return { ...floor, since: floor.since + byMs, graceUntil: floor.graceUntil + byMs };
  }
}

function shiftedOverlay(overlay: Overlay, byMs: Ms): Overlay {
  switch (overlay.kind) {
    case "none":
      return overlay;
    case "paused":
    case "no-facilitator":
      return { ...overlay, since: overlay.since + byMs };
    case "silence":
      return { ...overlay, since: overlay.since + byMs, until: overlay.until + byMs };
    case "lockdown":
      return {
        ...overlay,
        since: overlay.since + byMs,
        over: shiftedOverlay(overlay.over, byMs),
      };
  }
}
