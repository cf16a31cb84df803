import type { Ms } from "../../ids.ts";
import type { Middle } from "../middle.ts";
import type { Circle } from "../state.ts";

/** Time stood still: whatever waits for time in the middle of the circle waits as long again. */
export const shiftedMiddle = (circle: Circle, byMs: Ms): Circle => ({
  ...circle,
  round: circle.round && { ...circle.round, middle: moved(circle.round.middle, byMs) },
});

function moved(middle: Middle, byMs: Ms): Middle {
  switch (middle.kind) {
    case "none":
      return middle;
    case "popcorn":
      return {
        ...middle,
        openSince: middle.openSince + byMs,
        claims: middle.claims.map(({ seat, at }) => ({ seat, at: at + byMs })),
      };
    case "worship":
      return { ...middle, settledFrom: middle.settledFrom + byMs };
    case "bowl":
      return {
        ...middle,
        inner: middle.inner.map(({ seat, since }) => ({ seat, since: since + byMs })),
        fullSince: middle.fullSince === null ? null : middle.fullSince + byMs,
        steppedBack: middle.steppedBack.map(({ seat, at }) => ({ seat, at: at + byMs })),
      };
    case "groups":
      return {
        ...middle,
        until: middle.until + byMs,
        groups: middle.groups.map((group) => ({
          ...group,
          guest: group.guest && { ...group.guest, knockedAt: group.guest.knockedAt + byMs },
        })),
      };
  }
}
