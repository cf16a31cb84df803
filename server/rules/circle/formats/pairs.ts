import type { Ms, SeatId } from "../../ids.ts";
import type { CircleHappening } from "../events.ts";
import type { Group, GroupsMiddle } from "../middle.ts";
import { AT_ONCE, type Due } from "../rule.ts";
import type { Circle, Seat } from "../state.ts";
import { GATHER_SHORT_MS, HALF_MS, INVITE_MS, KNOCK_MS, PARTNER_MISSED_MS } from "../times.ts";
import { isAvailable, isPresent, seatOf } from "../who.ts";
import type { FormatLaw } from "./format-law.ts";
import { matched } from "./matching.ts";

/** The twos and threes of this moment; null where there are none. */
export const groupsOf = ({ round }: Circle): GroupsMiddle | null =>
  round?.state === "running" && round.middle.kind === "groups" ? round.middle : null;

export const groupWith = (middle: GroupsMiddle, seat: SeatId): Group | undefined =>
  middle.groups.find(({ members }) => members.includes(seat));

/** People listen to one another in twos or threes, inside the same room (circles.md §2.7). */
export const pairs: FormatLaw = {
  byOrder: false,
  hands: false,
  least: 3,
  begin: (_circle, at): GroupsMiddle => ({
    kind: "groups",
    stage: "inviting",
    until: at + INVITE_MS,
    half: 0,
    groups: [],
  }),
  opening: (circle, at) => [
    { type: "groups-proposed", groups: proposed(circle, at), until: at + INVITE_MS },
  ],
  voice: (circle, seat) => {
    const middle = groupsOf(circle);
    return middle !== null && hasVoiceIn(circle, middle, seat);
  },
  hearing: (circle, seat) => {
    const middle = groupsOf(circle);
    return middle === null || middle.stage === "inviting" ? 0 : numberOf(middle, seat.id);
  },
  due: (circle) => {
    const middle = groupsOf(circle);
    return middle === null ? [] : [...stages(circle, middle), ...visits(circle, middle)];
  },
};

/** Who is heard where: 0 is the fire in the middle. */
const numberOf = ({ groups }: GroupsMiddle, seat: SeatId): number =>
  groups.find(
    ({ members, guest }) =>
      members.includes(seat) || (guest?.inside === true && guest.seat === seat),
  )?.number ?? 0;

function hasVoiceIn(circle: Circle, middle: GroupsMiddle, seat: Seat): boolean {
  // By the fire one may talk quietly, with whoever leads.
  const number = numberOf(middle, seat.id);
  if (middle.stage === "inviting") return circle.leader === seat.id;
  if (number === 0) return true;
  const group = middle.groups.find((one) => one.number === number);
  if (!group || middle.stage === "gathering" || !group.members.includes(seat.id)) return true;
  const strict = circle.sheet[circle.segment]?.strict === true;
  // With everybody listened to, the last part is free for both.
  return !strict || (group.members[middle.half] ?? seat.id) === seat.id;
}

/** Everybody who can, but for whoever leads: they keep the fire. */
function proposed(circle: Circle, at: Ms): readonly Group[] {
  const people = circle.seats.filter((seat) => isAvailable(seat) && seat.id !== circle.leader);
  const size = circle.sheet[circle.segment]?.groupOf ?? 2;
  return numbered(matched(circle, people, size, at + circle.version));
}

const numbered = (groups: readonly (readonly SeatId[])[]): readonly Group[] =>
  groups.map((members, i) => ({
    number: i + 1,
    members,
    agreed: [],
    calling: false,
    aloneTold: false,
    guest: null,
  }));

function stages(circle: Circle, middle: GroupsMiddle): readonly Due[] {
  const { until } = middle;
  switch (middle.stage) {
    case "inviting": {
      const answered = middle.groups.every(
        ({ members, agreed }) => members.length === agreed.length,
      );
      return [{ at: answered ? AT_ONCE : until, events: (now) => settled(circle, middle, now) }];
    }
    case "talking":
      return [
        ...alone(circle, middle),
        { at: until, events: (now) => turned(circle, middle, now) },
      ];
    case "gathering":
      return [{ at: until, events: () => [{ type: "gathered" }, { type: "round-completed" }] }];
  }
}

/** Who said yes begins. Whoever is left without the other is matched anew with those in the same place, or joins two. */
function settled(circle: Circle, middle: GroupsMiddle, now: Ms): readonly CircleHappening[] {
  const whole = middle.groups.filter(({ members, agreed }) => members.length === agreed.length);
  const left = middle.groups
    .filter((group) => !whole.includes(group))
    .flatMap(({ agreed }) => agreed)
    .flatMap((id) => seatOf(circle, id) ?? [])
    .filter(isAvailable);
  const size = circle.sheet[circle.segment]?.groupOf ?? 2;
  const anew = matched(circle, left, size, now + circle.version);
  const single = left.find(({ id }) => !anew.some((group) => group.includes(id)));
  const together = withSingle(circle, [...whole.map(({ members }) => members), ...anew], single);
  if (together.length === 0) return [{ type: "round-completed" }];
  return [
    { type: "groups-settled", groups: numbered(together) },
    { type: "half-begun", half: 0, until: now + halfMs(circle) },
  ];
}

/** One more in a two, where nobody keeps apart from anybody; else they stay by the fire. */
function withSingle(
  circle: Circle,
  groups: readonly (readonly SeatId[])[],
  single: Seat | undefined,
): readonly (readonly SeatId[])[] {
  if (!single) return groups;
  const host = groups.findIndex(
    (members) =>
      members.length === 2 &&
      members.every(
        (id) => !single.apart.includes(id) && !seatOf(circle, id)?.apart.includes(single.id),
      ),
  );
  return groups.map((members, i) => (i === host ? [...members, single.id] : members));
}

const halfMs = (circle: Circle): Ms =>
  circle.round?.turnMs ?? circle.sheet[circle.segment]?.turnMs ?? HALF_MS;

/** The next one is listened to; after the last, everybody is called together. */
function turned(circle: Circle, middle: GroupsMiddle, now: Ms): readonly CircleHappening[] {
  const halves = Math.max(2, ...middle.groups.map(({ members }) => members.length));
  const half = middle.half + 1;
  return half < halves
    ? [{ type: "half-begun", half, until: now + halfMs(circle) }]
    : [{ type: "gathering-called", by: null, until: now + GATHER_SHORT_MS }];
}

/** Nobody is left alone in silence: after a moment they, and those who facilitate, are told. */
const alone = (circle: Circle, { groups }: GroupsMiddle): readonly Due[] =>
  groups.flatMap((group): readonly Due[] => {
    const seats = group.members.map((id) => seatOf(circle, id));
    const there = seats.filter((seat) => seat !== undefined && isPresent(seat) && !seat.steppedOut);
    if (group.aloneTold || there.length !== 1 || group.guest?.inside) return [];
    const since = Math.max(...seats.map((seat) => seat?.lostAt ?? 0), circle.segmentFrom ?? 0);
    const events: Due["events"] = () => [{ type: "partner-missed", group: group.number }];
    return [{ at: since + PARTNER_MISSED_MS, events }];
  });

/** Whoever knocked comes in after a moment, or goes if they no longer facilitate here. */
const visits = (circle: Circle, { groups }: GroupsMiddle): readonly Due[] =>
  groups.flatMap(({ number, guest }): readonly Due[] => {
    if (!guest) return [];
    const { seat, knockedAt, inside } = guest;
    const known = seatOf(circle, seat);
    if (!known || !isPresent(known) || known.steppedOut)
      return [{ at: AT_ONCE, events: () => [{ type: "guest-left", by: seat }] }];
    const entered = { type: "guest-entered", group: number, by: seat } as const;
    return inside ? [] : [{ at: knockedAt + KNOCK_MS, events: () => [entered] }];
  });
