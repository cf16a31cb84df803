import type { SeatId } from "../../ids.ts";
import type { Group } from "../middle.ts";
import type { Circle } from "../state.ts";
import type { CircleView, OwnView } from "../view.ts";
import { seatOf } from "../who.ts";
import { groupWith, groupsOf } from "./pairs.ts";

type Shown = CircleView["middle"];

/** What everybody may know of the middle: never who asked for it. */
export function middleView({ round }: Circle): Shown {
  const none: Shown = { kind: "none", stage: "", until: 0, half: 0, chairs: 0 };
  const middle = round?.state === "running" ? round.middle : { kind: "none" as const };
  switch (middle.kind) {
    case "none":
      return none;
    case "popcorn":
      return { ...none, kind: "popcorn" };
    case "worship":
      return { ...none, kind: "worship", until: middle.settledFrom };
    case "bowl":
      return {
        ...none,
        kind: "bowl",
        chairs: middle.chairs,
        stage: middle.hinted ? "full" : "",
      };
    case "groups":
      return {
        ...none,
        kind: "groups",
        stage: middle.stage,
        until: middle.until,
        half: middle.half,
      };
  }
}

export const isInMiddle = ({ round }: Circle, id: SeatId): boolean =>
  round?.state === "running" &&
  round.middle.kind === "bowl" &&
  round.middle.inner.some(({ seat }) => seat === id);

/** What one person may know of their own part in it. */
export function ownMiddle(
  circle: Circle,
  id: SeatId,
): Pick<OwnView, "invitedWith" | "knocking" | "claimed" | "chairPlace" | "half"> {
  const group = ownGroup(circle, id);
  return {
    invitedWith: invitedWith(circle, id),
    knocking: group?.guest && !group.guest.inside ? group.guest.seat : "",
    claimed: hasClaimed(circle, id),
    chairPlace: chairPlace(circle, id),
    half: halfOf(circle, id),
  };
}

function ownGroup(circle: Circle, id: SeatId): Group | null {
  const middle = groupsOf(circle);
  return (middle && groupWith(middle, id)) ?? null;
}

function invitedWith(circle: Circle, id: SeatId): readonly SeatId[] {
  const group = ownGroup(circle, id);
  if (!group || groupsOf(circle)?.stage !== "inviting" || group.agreed.includes(id)) return [];
  return group.members.filter((one) => one !== id);
}

function hasClaimed({ round }: Circle, id: SeatId): boolean {
  if (round?.middle.kind === "popcorn")
    return round.middle.claims.some((claim) => claim.seat === id);
  return round?.middle.kind === "bowl" && round.middle.waiting.includes(id);
}

const chairPlace = ({ round }: Circle, id: SeatId): number =>
  round?.middle.kind === "bowl" ? round.middle.waiting.indexOf(id) + 1 : 0;

function halfOf(circle: Circle, id: SeatId): OwnView["half"] {
  const middle = groupsOf(circle);
  const group = middle && groupWith(middle, id);
  if (!middle || !group || middle.stage !== "talking") return "";
  const turn = group.members[middle.half];
  // With everybody listened to, both may speak.
  return turn === undefined || turn === id ? "speak" : "listen";
}

/** Groups that need somebody: they have called, or one is alone there. */
export function callingGroups(circle: Circle): readonly number[] {
  const groups = groupsOf(circle)?.groups ?? [];
  const alone = (members: readonly SeatId[]): boolean =>
    members.filter((id) => seatOf(circle, id)?.presence === "here").length === 1;
  return groups
    .filter(({ calling, aloneTold, members }) => calling || (aloneTold && alone(members)))
    .map(({ number }) => number);
}
