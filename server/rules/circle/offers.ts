import type { Ms, SeatId } from "../ids.ts";
import { turnLength } from "./clock.ts";
import type { CircleHappening } from "./events.ts";
import { formatOf } from "./formats/formats.ts";
import { speaksAloud } from "./formats/given-to.ts";
import { overlayRefusal } from "./overlay-words.ts";
import {
  AT_ONCE,
  type Changes,
  type Due,
  type Rules,
  type Ruling,
  allow,
  refuse,
  seated,
  unless,
} from "./rule.ts";
import type { Circle, Floor, Seat } from "./state.ts";
import { LAPSE_MS, NAMED_MS, NUDGE_MS, RETURNED_MIN_MS } from "./times.ts";
import { isAvailable, seatOf, withSeat } from "./who.ts";

type Offered = Extract<Floor, { kind: "offered" }>;

/** A rule for the one to whom the piece is offered. No overlay takes away the right to pass. */
const offeree = (circle: Circle, by: SeatId, rule: (floor: Offered) => Ruling): Ruling =>
  circle.floor.kind === "offered" && circle.floor.to === by
    ? rule(circle.floor)
    : refuse("not-offered-to-you");

export const offerRules: Rules<"take-piece" | "pass" | "later"> = {
  "take-piece": seated((circle, { by }, me) =>
    offeree(circle, by, (floor) =>
      unless([overlayRefusal(circle)], () => allow(...taking(circle, floor, me))),
    ),
  ),
  pass: seated((circle, { by }) => offeree(circle, by, () => allow({ type: "passed", seat: by }))),
  later: seated((circle, { by }, me) =>
    offeree(circle, by, (floor) =>
      unless([!isRoundabout(floor) && "no-round", me.laterUsed && "later-already-used"], () =>
        allow({ type: "put-later", seat: by, own: true }),
      ),
    ),
  ),
};

/** It came by the order of the round, so that it can come again. */
const isRoundabout = ({ via }: Offered): boolean =>
  via === "order" || via === "again" || via === "returned";

function taking(circle: Circle, floor: Offered, me: Seat): readonly CircleHappening[] {
  const lane = speaksAloud(circle, me) ? "voice" : "text";
  const remainingMs = floor.remainingMs ?? turnLength(circle);
  const taken = { type: "piece-taken", by: me.id, lane, remainingMs } as const;
  return lane === "voice" && !me.micOpen
    ? [taken, { type: "microphone-opened", seat: me.id }]
    : [taken];
}

/** The piece goes round: nothing rests it but what lies over the circle. Without anybody who facilitates nobody new is asked. */
const goesRound = (circle: Circle): boolean =>
  circle.phase === "meeting" && circle.overlay.kind === "none";

/** What an open offer, or a free floor in a round, brings by itself. */
export function offersDue(circle: Circle): readonly Due[] {
  const { floor } = circle;
  if (floor.kind === "offered") {
    const to = seatOf(circle, floor.to);
    if (!to || !isAvailable(to)) return passingOver(circle, floor.to);
    return goesRound(circle) ? answering(floor, to) : [];
  }
  return floor.kind === "none" && goesRound(circle) ? nextUp(circle) : [];
}

/** Whoever cannot be reached is passed over silently, and owed. */
const passingOver = (circle: Circle, seat: SeatId): readonly Due[] => [
  { at: Math.max(AT_ONCE, circle.findBackUntil), events: () => [{ type: "owed", seat }] },
];

const atOnce = (event: CircleHappening): readonly Due[] => [{ at: AT_ONCE, events: () => [event] }];

function answering(floor: Offered, to: Seat): readonly Due[] {
  if (floor.via === "named")
    return [{ at: floor.since + NAMED_MS, events: () => [{ type: "passed", seat: to.id }] }];
  const lapsed: CircleHappening =
    to.laterUsed || !isRoundabout(floor)
      ? { type: "passed", seat: to.id }
      : { type: "put-later", seat: to.id, own: false };
  const nudge: Due = {
    at: floor.since + NUDGE_MS,
    events: () => [{ type: "offer-repeated", to: to.id }],
  };
  const lapse: Due = { at: floor.since + LAPSE_MS, events: () => [lapsed] };
  return floor.nudged ? [lapse] : [nudge, lapse];
}

interface Next {
  readonly seat: Seat;
  readonly via: "returned" | "order" | "again";
}

/** Whom the round comes to next among these: who is owed, then the order, then those who said "later". */
export function nextSeat(circle: Circle, among: (seat: Seat) => boolean): Next | null {
  const { round } = circle;
  if (!round) return null;
  const inOrder = round.order.flatMap((id) => seatOf(circle, id) ?? []).filter(among);
  const owed = inOrder.find((s) => s.owed && isAvailable(s));
  if (owed) return { seat: owed, via: "returned" };
  if (round.state === "complete" || formatOf(circle)?.byOrder !== true) return null;
  const first = inOrder.find((s) => s.offers === 0 && !s.owed);
  if (first) return { seat: first, via: "order" };
  const later = round.laters.flatMap((id) => inOrder.find((s) => s.id === id) ?? [])[0];
  return later ? { seat: later, via: "again" } : null;
}

function nextUp(circle: Circle): readonly Due[] {
  const { round } = circle;
  // With nobody reachable the piece waits, instead of running past an empty circle.
  if (!round?.order.some((id) => available(circle, id))) return [];
  const next = nextSeat(circle, () => true);
  if (!next) return formatOf(circle)?.byOrder === true ? atOnce({ type: "round-completed" }) : [];
  const { seat, via } = next;
  return isAvailable(seat)
    ? atOnce({ type: "piece-offered", to: seat.id, via, remainingMs: owedTime(seat) })
    : passingOver(circle, seat.id);
}

const available = (circle: Circle, id: SeatId): boolean => {
  const seat = seatOf(circle, id);
  return seat !== undefined && isAvailable(seat);
};

const owedTime = (seat: Seat): Ms | null =>
  seat.owedMs === null ? null : Math.max(seat.owedMs, RETURNED_MIN_MS);

/** The offer, if it was this seat's, is off the floor; a hand that was called is done. */
function answered(circle: Circle, id: SeatId): Circle {
  const { floor } = circle;
  if (floor.kind !== "offered" || floor.to !== id) return circle;
  const hands = floor.via === "hand" ? circle.hands.filter((h) => h.seat !== id) : circle.hands;
  return { ...circle, floor: { kind: "none" }, hands };
}

const withoutLater = (circle: Circle, id: SeatId): Circle["round"] =>
  circle.round && { ...circle.round, laters: circle.round.laters.filter((s) => s !== id) };

export const offerChanges: Changes<
  | "piece-offered"
  | "offer-repeated"
  | "piece-taken"
  | "passed"
  | "put-later"
  | "owed"
  | "piece-rested"
> = {
  "piece-offered": (circle, { to, via, remainingMs, at }) => {
    const seat = seatOf(circle, to);
    if (!seat) return circle;
    const floor = { kind: "offered", to, via, since: at, nudged: false, remainingMs } as const;
    return withSeat({ ...circle, floor, round: withoutLater(circle, to) }, to, {
      offers: seat.offers + 1,
      owed: false,
      owedMs: null,
    });
  },
  "offer-repeated": (circle, { to }) =>
    circle.floor.kind === "offered" && circle.floor.to === to
      ? { ...circle, floor: { ...circle.floor, nudged: true } }
      : circle,
  "piece-taken": (circle, { by, lane, remainingMs, at }) => {
    const { floor } = circle;
    if (floor.kind !== "offered" || floor.to !== by) return circle;
    return withSeat(
      {
        ...answered(circle, by),
        meToo: [],
        timeAsked: null,
        floor: {
          kind: "held",
          by,
          via: floor.via,
          lane,
          since: at,
          clockFrom: null,
          standing: false,
          spentMs: 0,
          remainingMs,
          extensions: 0,
          warned: false,
          ending: false,
          overdue: false,
          over: 0,
        },
      },
      by,
      { recognised: 0 },
    );
  },
  passed: (circle, { seat }) => answered(circle, seat),
  "put-later": (circle, { seat }) => {
    const after = withSeat(answered(circle, seat), seat, { laterUsed: true });
    return after.round && !after.round.laters.includes(seat)
      ? { ...after, round: { ...after.round, laters: [...after.round.laters, seat] } }
      : after;
  },
  owed: (circle, { seat }) => {
    const { floor } = circle;
    const offered = floor.kind === "offered" && floor.to === seat;
    const after = offered ? { ...circle, floor: { kind: "none" } as const } : circle;
    return withSeat({ ...after, round: withoutLater(after, seat) }, seat, {
      owed: circle.round !== null,
      owedMs: offered ? floor.remainingMs : (seatOf(circle, seat)?.owedMs ?? null),
    });
  },
  "piece-rested": (circle) =>
    circle.floor.kind === "offered" ? { ...circle, floor: { kind: "none" } } : circle,
};
