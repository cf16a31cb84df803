import type { SeatId } from "../../ids.ts";
import type { Group, GroupsMiddle } from "../middle.ts";
import { overlayRefusal } from "../overlay-words.ts";
import { type Changes, type Rules, allow, led, refuse, seated, unless } from "../rule.ts";
import type { Circle } from "../state.ts";
import { GATHER_MS } from "../times.ts";
import { seatOf, withSeat } from "../who.ts";
import { groupsOf, groupWith } from "./pairs.ts";

const guestOf = ({ groups }: GroupsMiddle, seat: SeatId): Group | undefined =>
  groups.find(({ guest }) => guest?.seat === seat);

export const groupRules: Rules<
  | "join-group"
  | "stay-by-fire"
  | "call-facilitator"
  | "keep-apart"
  | "end-apart"
  | "knock"
  | "leave-group"
  | "gather"
> = {
  "join-group": seated((circle, { by }) => {
    const middle = groupsOf(circle);
    const group = middle && groupWith(middle, by);
    if (!middle || !group) return refuse("not-in-this-format");
    return unless(
      [middle.stage !== "inviting" && "nothing-asked", group.agreed.includes(by) && "already-so"],
      () => allow({ type: "group-joined", seat: by }),
    );
  }),
  // To say no, or to go back to the fire, is always possible, and shown to nobody as a refusal.
  "stay-by-fire": seated((circle, { by }) => {
    const middle = groupsOf(circle);
    return middle && groupWith(middle, by)
      ? allow({ type: "stayed-by-fire", seat: by })
      : refuse("not-in-this-format");
  }),
  "call-facilitator": seated((circle, { by }) => {
    const middle = groupsOf(circle);
    const group = middle && groupWith(middle, by);
    if (!group) return refuse("not-in-this-format");
    return group.calling
      ? refuse("already-so")
      : allow({ type: "facilitator-called", group: group.number });
  }),
  "keep-apart": seated((circle, { by, target }, me) =>
    unless(
      [
        target === by && "not-yourself",
        !circle.seats.some(({ id }) => id === target) && "no-such-person",
        me.apart.includes(target) && "already-so",
      ],
      () => allow({ type: "kept-apart", seat: by, from: target }),
    ),
  ),
  "end-apart": seated((_circle, { by, target }, me) =>
    me.apart.includes(target)
      ? allow({ type: "apart-ended", seat: by, from: target })
      : refuse("already-so"),
  ),
  knock: led((circle, { by, group }) => {
    const middle = groupsOf(circle);
    if (!middle) return refuse("not-in-this-format");
    const asked = middle.groups.find(({ number }) => number === group);
    return unless(
      [
        overlayRefusal(circle),
        middle.stage !== "talking" && "wrong-phase",
        !asked && "no-such-group",
        (groupWith(middle, by) ?? guestOf(middle, by)) !== undefined && "already-so",
        asked?.guest != null && "already-so",
      ],
      () => allow({ type: "knocked", group, by }),
    );
  }),
  "leave-group": led((circle, { by }) => {
    const middle = groupsOf(circle);
    return middle && guestOf(middle, by)
      ? allow({ type: "guest-left", by })
      : refuse("not-in-this-format");
  }),
  gather: led((circle, { by, at }) => {
    const middle = groupsOf(circle);
    if (!middle) return refuse("not-in-this-format");
    return unless([middle.stage !== "talking" && "already-so"], () =>
      allow({ type: "gathering-called", by, until: at + GATHER_MS }),
    );
  }),
};

function withGroups(
  circle: Circle,
  change: (middle: GroupsMiddle) => Partial<GroupsMiddle>,
): Circle {
  const { round } = circle;
  if (round?.middle.kind !== "groups") return circle;
  return { ...circle, round: { ...round, middle: { ...round.middle, ...change(round.middle) } } };
}

const eachGroup = (circle: Circle, change: (group: Group) => Partial<Group>): Circle =>
  withGroups(circle, ({ groups }) => ({
    groups: groups.map((group) => ({ ...group, ...change(group) })),
  }));

const without = (list: readonly SeatId[], seat: SeatId): readonly SeatId[] =>
  list.filter((one) => one !== seat);

export const groupChanges: Changes<
  | "groups-proposed"
  | "groups-settled"
  | "group-joined"
  | "stayed-by-fire"
  | "half-begun"
  | "partner-missed"
  | "facilitator-called"
  | "knocked"
  | "guest-entered"
  | "guest-left"
  | "gathering-called"
  | "gathered"
  | "kept-apart"
  | "apart-ended"
> = {
  "groups-proposed": (circle, { groups, until }) =>
    withGroups(circle, () => ({ stage: "inviting", groups, until, half: 0 })),
  "groups-settled": (circle, { groups }) =>
    withGroups({ ...circle, together: [...circle.together, ...membersOf(groups)] }, () => ({
      stage: "talking",
      groups,
    })),
  "group-joined": (circle, { seat }) =>
    eachGroup(circle, ({ members, agreed }) =>
      members.includes(seat) && !agreed.includes(seat) ? { agreed: [...agreed, seat] } : {},
    ),
  "stayed-by-fire": (circle, { seat }) =>
    eachGroup(circle, ({ members, agreed }) =>
      // While they are asked, the others keep their place: a refusal is not to be seen at once.
      circle.round?.middle.kind === "groups" && circle.round.middle.stage === "inviting"
        ? { agreed: without(agreed, seat) }
        : { members: without(members, seat), agreed: without(agreed, seat) },
    ),
  "half-begun": (circle, { half, until }) => withGroups(circle, () => ({ half, until })),
  "partner-missed": (circle, { group }) =>
    eachGroup(circle, ({ number }) => (number === group ? { aloneTold: true } : {})),
  "facilitator-called": (circle, { group }) =>
    eachGroup(circle, ({ number }) => (number === group ? { calling: true } : {})),
  knocked: (circle, { group, by, at }) =>
    eachGroup(circle, ({ number }) =>
      number === group ? { guest: { seat: by, knockedAt: at, inside: false } } : {},
    ),
  "guest-entered": (circle, { by }) =>
    eachGroup(circle, ({ guest }) =>
      guest?.seat === by ? { guest: { ...guest, inside: true }, calling: false } : {},
    ),
  "guest-left": (circle, { by }) =>
    eachGroup(circle, ({ guest }) => (guest?.seat === by ? { guest: null } : {})),
  "gathering-called": (circle, { until }) =>
    withGroups(circle, () => ({ stage: "gathering", until })),
  gathered: (circle) => withGroups(circle, () => ({ groups: [] })),
  "kept-apart": (circle, { seat, from }) =>
    withSeat(circle, seat, {
      apart: [...without(seatOf(circle, seat)?.apart ?? [], from), from],
    }),
  "apart-ended": (circle, { seat, from }) =>
    withSeat(circle, seat, { apart: without(seatOf(circle, seat)?.apart ?? [], from) }),
};

const membersOf = (groups: readonly Group[]) => groups.map(({ members }) => members);
