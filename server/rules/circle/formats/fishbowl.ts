import type { Ms, SeatId } from "../../ids.ts";
import type { BowlMiddle } from "../middle.ts";
import { overlayRefusal } from "../overlay-words.ts";
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
} from "../rule.ts";
import type { Circle, Seat } from "../state.ts";
import {
  BOWL_LEAST,
  BOWL_MOST,
  FULL_HINT_MS,
  FULL_THANK_MS,
  MIDDLE_KEPT_MS,
  SIT_AGAIN_MS,
} from "../times.ts";
import { isAvailable, seatOf } from "../who.ts";
import type { FormatLaw } from "./format-law.ts";

const bowlOf = ({ round }: Circle): BowlMiddle | null =>
  round?.state === "running" && round.middle.kind === "bowl" ? round.middle : null;

const isInner = (bowl: BowlMiddle, seat: SeatId): boolean =>
  bowl.inner.some((one) => one.seat === seat);

/** A few sit in the middle and talk freely; everybody else listens, and may take an empty chair (circles.md §2.6). */
export const fishbowl: FormatLaw = {
  byOrder: false,
  hands: false,
  least: 3,
  begin: (circle, at): BowlMiddle => {
    const asked = circle.sheet[circle.segment]?.innerChairs ?? BOWL_LEAST + 1;
    const chairs = Math.max(BOWL_LEAST, Math.min(BOWL_MOST, asked));
    // Whoever has a hand up begins; one chair stays empty, so that somebody can come.
    const inner = circle.hands
      .flatMap(({ seat }) => seatOf(circle, seat) ?? [])
      .filter(isAvailable)
      .slice(0, chairs - 1)
      .map(({ id }) => ({ seat: id, since: at }));
    const none = { fullSince: null, hinted: false, steppedBack: [], waiting: [] } as const;
    return { kind: "bowl", chairs, inner, ...none };
  },
  voice: (circle, seat) => {
    const bowl = bowlOf(circle);
    return bowl !== null && (isInner(bowl, seat.id) || circle.leader === seat.id);
  },
  due: (circle) => {
    const bowl = bowlOf(circle);
    return bowl === null ? [] : [...emptied(circle, bowl), ...filled(circle, bowl), ...hint(bowl)];
  },
};

/** Whoever can no longer take part has stepped back; a lost link keeps the chair for a moment. */
const emptied = (circle: Circle, { inner }: BowlMiddle): readonly Due[] =>
  inner.flatMap(({ seat }): readonly Due[] => {
    const known = seatOf(circle, seat);
    if (known && isAvailable(known)) return [];
    const at = known?.lostAt != null ? known.lostAt + MIDDLE_KEPT_MS : AT_ONCE;
    return [{ at, events: () => [{ type: "stepped-back", seat, by: null, reason: null }] }];
  });

/** Whoever waited longest comes into an empty chair. */
function filled(circle: Circle, bowl: BowlMiddle): readonly Due[] {
  const next = bowl.waiting.find((id) => {
    const seat = seatOf(circle, id);
    return seat !== undefined && isAvailable(seat);
  });
  return next !== undefined && bowl.inner.length < bowl.chairs
    ? [{ at: AT_ONCE, events: () => [{ type: "sat-in-middle", seat: next }] }]
    : [];
}

const hint = ({ fullSince, hinted }: BowlMiddle): readonly Due[] =>
  fullSince === null || hinted
    ? []
    : [{ at: fullSince + FULL_HINT_MS, events: () => [{ type: "middle-full-hinted" }] }];

export const bowlRules: Rules<"sit-in-middle" | "step-back" | "thank"> = {
  "sit-in-middle": seated((circle, { by, at }, me) => {
    const bowl = bowlOf(circle);
    if (!bowl) return refuse("not-in-this-format");
    return unless(
      [
        overlayRefusal(circle),
        me.mode === "listen-only" && "listening-only",
        !isAvailable(me) && "not-here",
        (isInner(bowl, by) || bowl.waiting.includes(by)) && "already-so",
        bowl.steppedBack.some((one) => one.seat === by && at - one.at < SIT_AGAIN_MS) && "too-soon",
      ],
      () =>
        bowl.inner.length < bowl.chairs && bowl.waiting.length === 0
          ? allow({ type: "sat-in-middle", seat: by }, ...opening(circle, me))
          : allow({ type: "waits-for-middle", seat: by }),
    );
  }),
  "step-back": seated((circle, { by }) => {
    const bowl = bowlOf(circle);
    if (!bowl) return refuse("not-in-this-format");
    return isInner(bowl, by) || bowl.waiting.includes(by)
      ? allow({ type: "stepped-back", seat: by, by: null, reason: null })
      : refuse("not-in-the-middle");
  }),
  thank: led((circle, { by, at, target, reason }) => {
    const bowl = bowlOf(circle);
    if (!bowl) return refuse("not-in-this-format");
    const full = bowl.fullSince !== null && at - bowl.fullSince >= FULL_THANK_MS;
    return unless([!isInner(bowl, target) && "not-in-the-middle", !full && "too-soon"], () =>
      allow({ type: "stepped-back", seat: target, by, reason }),
    );
  }),
};

const opening = (circle: Circle, me: Seat) =>
  me.mode === "speak" && circle.voiceUp && !me.micOpen
    ? [{ type: "microphone-opened", seat: me.id } as const]
    : [];

function withBowl(circle: Circle, change: (bowl: BowlMiddle) => Partial<BowlMiddle>): Circle {
  const { round } = circle;
  if (round?.middle.kind !== "bowl") return circle;
  return { ...circle, round: { ...round, middle: { ...round.middle, ...change(round.middle) } } };
}

const fullAt = (bowl: BowlMiddle, inner: BowlMiddle["inner"], at: Ms) => ({
  inner,
  fullSince: inner.length >= bowl.chairs ? (bowl.fullSince ?? at) : null,
  hinted: inner.length >= bowl.chairs && bowl.hinted,
});

export const bowlChanges: Changes<
  "sat-in-middle" | "waits-for-middle" | "stepped-back" | "middle-full-hinted"
> = {
  "sat-in-middle": (circle, { seat, at }) =>
    withBowl(circle, (bowl) =>
      isInner(bowl, seat) || bowl.inner.length >= bowl.chairs
        ? {}
        : {
            ...fullAt(bowl, [...bowl.inner, { seat, since: at }], at),
            waiting: bowl.waiting.filter((id) => id !== seat),
          },
    ),
  "waits-for-middle": (circle, { seat }) =>
    withBowl(circle, (bowl) =>
      bowl.waiting.includes(seat) ? {} : { waiting: [...bowl.waiting, seat] },
    ),
  "stepped-back": (circle, { seat, at }) =>
    withBowl(circle, (bowl) => ({
      ...fullAt(
        bowl,
        bowl.inner.filter((one) => one.seat !== seat),
        at,
      ),
      waiting: bowl.waiting.filter((id) => id !== seat),
      steppedBack: isInner(bowl, seat)
        ? [...bowl.steppedBack.filter((one) => one.seat !== seat), { seat, at }]
        : bowl.steppedBack,
    })),
  "middle-full-hinted": (circle) => withBowl(circle, () => ({ hinted: true })),
};
