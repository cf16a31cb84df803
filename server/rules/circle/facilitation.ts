import type { SeatId } from "../ids.ts";
import {
  AT_ONCE,
  type Changes,
  type Due,
  type Rules,
  allow,
  led,
  refuse,
  seated,
  unless,
} from "./rule.ts";
import type { Circle, Seat } from "./state.ts";
import { HAND_OVER_MS, STAND_IN_MS, SUPERVISOR_MS } from "./times.ts";
import { isPresent, seatOf, withSeat } from "./who.ts";

export const facilitationRules: Rules<
  "offer-facilitation" | "accept-facilitation" | "decline-facilitation" | "volunteer"
> = {
  // Somebody has to hold the frame: whoever offers to, with the few powers that need no training.
  volunteer: seated((circle, { by, at }, me) =>
    unless(
      [
        circle.overlay.kind !== "no-facilitator" && "already-so",
        me.presence !== "here" && "not-here",
        circle.overlay.kind === "no-facilitator" &&
          at - circle.overlay.since < SUPERVISOR_MS &&
          "too-soon",
      ],
      () => allow({ type: "leader-changed", to: by, how: "volunteered" }),
    ),
  ),
  "offer-facilitation": led((circle, { by, at, target }) => {
    const to = seatOf(circle, target);
    return unless(
      [
        circle.phase === "ended" && "wrong-phase",
        circle.leader !== by && "not-the-leader",
        target === by && "not-yourself",
        !to && "no-such-person",
        to?.presence !== "here" && "not-here",
        circle.handOver !== null && "already-so",
      ],
      () => allow({ type: "facilitation-offered", from: by, to: target, until: at + HAND_OVER_MS }),
    );
  }),
  "accept-facilitation": seated((circle, { by }) =>
    circle.handOver?.to === by
      ? allow({ type: "leader-changed", to: by, how: "handed-over" })
      : refuse("nothing-asked"),
  ),
  "decline-facilitation": seated((circle, { by }) =>
    circle.handOver?.to === by
      ? allow({ type: "facilitation-declined", to: by })
      : refuse("nothing-asked"),
  ),
};

/** Who could hold the frame now: facilitators before co-facilitators, in the order in which they came. */
const candidates = (circle: Circle): readonly Seat[] =>
  ["facilitator", "co-facilitator"].flatMap((role) =>
    circle.seats.filter((s) => s.role === role && isPresent(s)),
  );

const leads = (seat: Seat, how: "first" | "stood-in" | "returned"): readonly Due[] => [
  { at: AT_ONCE, events: () => [{ type: "leader-changed", to: seat.id, how }] },
];

/** Who leads, as people come and go, and the unanswered offer to lead. */
export function facilitationDue(circle: Circle): readonly Due[] {
  if (circle.phase === "ended") return [];
  return [...leadershipDue(circle), ...helpDue(circle), ...handOverDue(circle)];
}

/** After a while without anybody who facilitates, help is called, once. */
function helpDue({ overlay }: Circle): readonly Due[] {
  return overlay.kind === "no-facilitator" && !overlay.helpCalled
    ? [{ at: overlay.since + SUPERVISOR_MS, events: () => [{ type: "supervisor-called" }] }]
    : [];
}

function leadershipDue(circle: Circle): readonly Due[] {
  const [best] = candidates(circle);
  // Whoever stepped in for want of anybody gives the frame back as soon as somebody trained is here.
  if (circle.acting && best) return leads(best, "returned");
  const leader = seatOf(circle, circle.leader);
  if (!leader || !isPresent(leader)) return absenceDue(circle, best);
  if (circle.overlay.kind === "no-facilitator")
    return [{ at: AT_ONCE, events: () => [{ type: "facilitator-returned", seat: leader.id }] }];
  const stoodIn = leader.role !== "facilitator" && best?.role === "facilitator";
  return best && stoodIn ? leads(best, "returned") : [];
}

function absenceDue(circle: Circle, best: Seat | undefined): readonly Due[] {
  if (circle.leader === null) return best ? leads(best, "first") : [];
  const gone = circle.leaderGoneAt ?? circle.at;
  // A lost link may come back in a moment; whoever left, left.
  const at = seatOf(circle, circle.leader) ? gone + STAND_IN_MS : AT_ONCE;
  if (best)
    return [{ at, events: () => [{ type: "leader-changed", to: best.id, how: "stood-in" }] }];
  const together = circle.phase === "lobby" || circle.phase === "meeting";
  return together && circle.overlay.kind === "none"
    ? [{ at, events: () => [{ type: "facilitator-missed" }] }]
    : [];
}

function handOverDue({ handOver }: Circle): readonly Due[] {
  if (!handOver) return [];
  const { to, until } = handOver;
  return [{ at: until, events: () => [{ type: "facilitation-declined", to }] }];
}

export const facilitationChanges: Changes<
  | "facilitation-offered"
  | "facilitation-declined"
  | "leader-changed"
  | "facilitator-missed"
  | "facilitator-returned"
  | "supervisor-called"
> = {
  "facilitation-offered": (circle, { from, to, until }) => ({
    ...circle,
    handOver: { from, to, until },
  }),
  "facilitation-declined": (circle) => ({ ...circle, handOver: null }),
  "leader-changed": (circle, { to, how }) => {
    const led = {
      ...circle,
      leader: to,
      handOver: null,
      acting: how === "volunteered",
      leaderGoneAt: how === "volunteered" ? null : circle.leaderGoneAt,
    };
    return how === "handed-over" ? handedOver(led, circle.leader, to) : led;
  },
  "facilitator-missed": (circle, { at }) =>
    circle.overlay.kind === "none"
      ? { ...circle, overlay: { kind: "no-facilitator", since: at, helpCalled: false } }
      : circle,
  "supervisor-called": (circle) =>
    circle.overlay.kind === "no-facilitator"
      ? { ...circle, overlay: { ...circle.overlay, helpCalled: true } }
      : circle,
  "facilitator-returned": (circle) =>
    circle.overlay.kind === "no-facilitator" ? { ...circle, overlay: { kind: "none" } } : circle,
};

/** The frame and its role change hands; whoever gave them stays at the side. */
function handedOver(circle: Circle, from: SeatId | null, to: SeatId): Circle {
  const given = from === null ? circle : withSeat(circle, from, { role: "co-facilitator" });
  return withSeat(given, to, { role: "facilitator" });
}
