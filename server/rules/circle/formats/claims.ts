import type { Ms } from "../../ids.ts";
import type { PopcornMiddle, WorshipMiddle } from "../middle.ts";
import { overlayRefusal } from "../overlay-words.ts";
import type { Refusal } from "../refusals.ts";
import { type Changes, type Rules, type Ruling, allow, refuse, seated, unless } from "../rule.ts";
import type { Circle, Seat } from "../state.ts";
import { givenTo } from "./given-to.ts";
import { mayClaimAgain } from "./popcorn.ts";

/** What keeps anybody from asking now, whatever lies in the middle. */
const refusals = (circle: Circle, me: Seat): readonly (Refusal | false)[] => [
  overlayRefusal(circle),
  me.mode === "listen-only" && "listening-only",
  (me.steppedOut || me.presence !== "here") && "not-here",
  circle.floor.kind !== "none" && "not-your-turn",
];

const claiming = (circle: Circle, middle: PopcornMiddle, me: Seat, at: Ms): Ruling =>
  unless(
    [
      ...refusals(circle, me),
      middle.claims.some((claim) => claim.seat === me.id) && "already-so",
      !mayClaimAgain(middle, me.id, at) && "others-first",
    ],
    () => allow({ type: "piece-claimed", seat: me.id }),
  );

const rising = (circle: Circle, middle: WorshipMiddle, me: Seat, at: Ms): Ruling =>
  unless(
    [
      ...refusals(circle, me),
      at < middle.settledFrom && "settling",
      me.offers > 1 && "already-spoken",
    ],
    () => allow(...givenTo(circle, me, "claim")),
  );

/** Popcorn and worship: the piece, or the silence, lies in the middle and is asked for. */
export const claimRules: Rules<"claim-piece"> = {
  "claim-piece": seated((circle, { at }, me) => {
    const middle = circle.round?.state === "running" ? circle.round.middle : null;
    if (middle?.kind === "popcorn") return claiming(circle, middle, me, at);
    return middle?.kind === "worship"
      ? rising(circle, middle, me, at)
      : refuse("not-in-this-format");
  }),
};

const withPopcorn = (circle: Circle, change: Partial<PopcornMiddle>): Circle => {
  const { round } = circle;
  return round?.middle.kind === "popcorn"
    ? { ...circle, round: { ...round, middle: { ...round.middle, ...change } } }
    : circle;
};

export const claimChanges: Changes<"piece-claimed" | "claims-settled" | "quiet-noticed"> = {
  "piece-claimed": (circle, { seat, at }) => {
    const { round } = circle;
    if (round?.middle.kind !== "popcorn") return circle;
    const claims = [...round.middle.claims.filter((c) => c.seat !== seat), { seat, at }];
    return withPopcorn(circle, { claims });
  },
  // Whoever asked and was not given it is in the queue of hands, where nobody but those who call sees it.
  "claims-settled": (circle, { to }) => {
    const { round } = circle;
    if (round?.middle.kind !== "popcorn") return circle;
    const others = round.middle.claims.filter(
      ({ seat }) => seat !== to && !circle.hands.some((hand) => hand.seat === seat),
    );
    const queued = others.map(({ seat, at }) => ({ seat, raisedAt: at, quiet: true }) as const);
    return withPopcorn({ ...circle, hands: [...circle.hands, ...queued] }, { claims: [] });
  },
  "quiet-noticed": (circle) => withPopcorn(circle, { quietTold: true }),
};
