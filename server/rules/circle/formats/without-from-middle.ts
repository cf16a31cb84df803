import type { SeatId } from "../../ids.ts";
import type { Middle } from "../middle.ts";

const without = (list: readonly SeatId[], seat: SeatId): readonly SeatId[] =>
  list.filter((one) => one !== seat);
const but = <T extends { readonly seat: SeatId }>(list: readonly T[], seat: SeatId): readonly T[] =>
  list.filter((one) => one.seat !== seat);

/** The middle without this person: they have gone, or only listen now. */
export function withoutFromMiddle(middle: Middle, seat: SeatId): Middle {
  switch (middle.kind) {
    case "none":
    case "worship":
      return middle;
    case "popcorn":
      return {
        ...middle,
        claims: but(middle.claims, seat),
        last: middle.last === seat ? null : middle.last,
      };
    case "bowl": {
      const inner = but(middle.inner, seat);
      const full = inner.length >= middle.chairs;
      return {
        ...middle,
        inner,
        fullSince: full ? middle.fullSince : null,
        hinted: full && middle.hinted,
        steppedBack: but(middle.steppedBack, seat),
        waiting: without(middle.waiting, seat),
      };
    }
    case "groups":
      return {
        ...middle,
        groups: middle.groups.map((group) => ({
          ...group,
          members: without(group.members, seat),
          agreed: without(group.agreed, seat),
          guest: group.guest?.seat === seat ? null : group.guest,
        })),
      };
  }
}
