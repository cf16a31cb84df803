import type { SeatId } from "../../ids.ts";
import type { PopcornMiddle } from "../middle.ts";
import type { Due } from "../rule.ts";
import type { Circle, Round, Seat } from "../state.ts";
import { AGAIN_MS, CLAIM_MS, QUIET_MS } from "../times.ts";
import { isAvailable, seatOf } from "../who.ts";
import type { FormatLaw } from "./format-law.ts";
import { givenTo } from "./given-to.ts";

/** The piece lies in the middle; whoever is willing takes it, and may offer it on (circles.md §2.3). */
export const popcorn: FormatLaw = {
  byOrder: false,
  hands: false,
  naming: true,
  begin: (_circle, at): PopcornMiddle => ({
    kind: "popcorn",
    claims: [],
    last: null,
    openSince: at,
    quietTold: false,
  }),
  due: (circle, { middle }) =>
    middle.kind === "popcorn" && circle.floor.kind === "none" ? lying(circle, middle) : [],
  afterTurn: (middle, seat, at) =>
    middle.kind === "popcorn"
      ? { ...middle, claims: [], last: seat.id, openSince: at, quietTold: false }
      : middle,
};

function lying(circle: Circle, middle: PopcornMiddle): readonly Due[] {
  const [first] = middle.claims;
  if (first) return [{ at: first.at + CLAIM_MS, events: () => settling(circle, middle) }];
  return middle.quietTold
    ? []
    : [{ at: middle.openSince + QUIET_MS, events: () => [{ type: "quiet-noticed" }] }];
}

function settling(circle: Circle, middle: PopcornMiddle): ReturnType<Due["events"]> {
  const winner = fairest(
    circle,
    middle.claims.map(({ seat }) => seat),
  );
  return [
    { type: "claims-settled", to: winner?.id ?? ("" as SeatId) },
    ...(winner ? givenTo(circle, winner, "claim") : []),
  ];
}

/** Of those who asked together: who has had the fewest turns, then spoken least, then asked first. */
function fairest(circle: Circle, claims: readonly SeatId[]): Seat | undefined {
  return claims
    .flatMap((id) => seatOf(circle, id) ?? [])
    .filter(isAvailable)
    .toSorted((a, b) => a.offers - b.offers || a.spokenMs - b.spokenMs)[0];
}

/** Not again at once: others come first, for a while. */
export const mayClaimAgain = (middle: PopcornMiddle, seat: SeatId, at: number): boolean =>
  middle.last !== seat || middle.claims.length > 0 || at - middle.openSince >= AGAIN_MS;

/** A named person who has had a turn waits while somebody has had none. */
export const hasPrecedence = (circle: Circle, round: Round, target: Seat): boolean =>
  target.offers <= 1 ||
  !round.order.some((id) => {
    const seat = seatOf(circle, id);
    return seat !== undefined && isAvailable(seat) && seat.offers <= 1 && seat.id !== target.id;
  });
