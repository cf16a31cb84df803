import { expect, test } from "vitest";

import { decide } from "#rules/circle/decide.ts";
import { lawOf } from "#rules/circle/formats/formats.ts";
import { rightsOf } from "#rules/circle/rights.ts";
import type { Circle } from "#rules/circle/state.ts";
import { isSeated, seatOf } from "#rules/circle/who.ts";
import type { SeatId } from "#rules/ids.ts";

import { arriving } from "../kit/a-circle.ts";
import { always, inEveryState } from "./walk.ts";

const speakers = (circle: Circle) => rightsOf(circle).speakers;
const listeners = (circle: Circle) => rightsOf(circle).listeners;
const seatedIds = (circle: Circle) => circle.seats.filter(isSeated).map((s) => s.id);
const once = (ids: readonly unknown[]) => new Set(ids).size === ids.length;
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const floorOf = ({ floor }: Circle): SeatId | null =>
  floor.kind === "none" ? null : floor.kind === "offered" ? floor.to : floor.by;

const rightful = (circle: Circle, id: SeatId): boolean => {
  const facilitates = seatOf(circle, id)?.role !== "member";
  switch (circle.overlay.kind) {
    case "silence":
      return false;
    case "paused":
    case "lockdown":
      return facilitates;
    case "none":
    case "no-facilitator":
      return circle.phase === "meeting"
        ? hasTheWord(circle, id)
        : circle.phase === "lobby" || circle.phase === "afterglow";
  }
};

const hasTheWord = ({ floor, round, leader }: Circle, id: SeatId): boolean => {
  if (floor.kind === "held") return floor.by === id && floor.lane === "voice";
  if (floor.kind === "on-hold") return false;
  if (round?.state !== "running") return leader === id;
  const { middle } = round;
  if (middle.kind === "bowl") return leader === id || middle.inner.some(({ seat }) => seat === id);
  return middle.kind === "groups" || (round.format === "hands" && leader === id);
};

/** Several may speak together: in the middle of a fishbowl, or each in their own small group. */
const together = ({ round }: Circle): boolean =>
  round?.state === "running" && (round.middle.kind === "bowl" || round.middle.kind === "groups");

test("[V1] [V8] only those are heard to whom the moment gives a voice", () => {
  expect(inEveryState((c) => speakers(c).every((id) => rightful(c, id)))).toBe("always");
});

test("[V1] in a meeting with nothing lying over it one voice at most is heard", () => {
  const bare = (c: Circle) => c.overlay.kind === "none" || c.overlay.kind === "no-facilitator";
  expect(
    inEveryState(
      (c) => c.phase !== "meeting" || !bare(c) || together(c) || speakers(c).length <= 1,
    ),
  ).toBe("always");
});

test("[V2] whoever is heard is here, wants to speak and has opened the microphone", () => {
  const open = (c: Circle, id: SeatId) => {
    const seat = seatOf(c, id);
    return seat?.presence === "here" && seat.mode === "speak" && seat.micOpen && !seat.steppedOut;
  };
  expect(inEveryState((c) => speakers(c).every((id) => open(c, id)))).toBe("always");
});

test("[V3] a microphone opens by its owner's own doing only", () => {
  expect(
    always(({ before, after, step }) =>
      after.seats.every(
        (seat) =>
          !seat.micOpen ||
          seatOf(before, seat.id)?.micOpen ||
          step.by === seat.id ||
          // They asked for the piece in the middle a moment ago, and now have it.
          asksForPiece(before, seat.id),
      ),
    ),
  ).toBe("always");
});

const asksForPiece = ({ round }: Circle, id: SeatId): boolean =>
  round?.middle.kind === "popcorn" && round.middle.claims.some(({ seat }) => seat === id);

test("[W9] in a group one is heard by that group alone, and only its members and its guest are in it", () => {
  expect(
    inEveryState((c) => {
      const { middle } = c.round ?? { middle: { kind: "none" as const } };
      return [...rightsOf(c).groups].every(([id, number]) => {
        if (middle.kind !== "groups" || c.overlay.kind === "silence") return false;
        const group = middle.groups.find((one) => one.number === number);
        const inside = group?.guest?.inside === true && group.guest.seat === id;
        return group?.members.includes(id) === true || inside;
      });
    }),
  ).toBe("always");
});

test("[W8] nobody is ever in a group with somebody whom either keeps apart from", () => {
  expect(
    inEveryState((c) => {
      if (c.round?.middle.kind !== "groups" || c.round.middle.stage === "inviting") return true;
      return c.round.middle.groups.every(({ members }) =>
        members.every((id) =>
          members.every(
            (other) => !seatOf(c, id)?.apart.includes(other) || keptSince(c, id, other),
          ),
        ),
      );
    }),
  ).toBe("always");
});

/** Said while they sit together already: the one who said so may go to the fire at once. */
const keptSince = (circle: Circle, id: SeatId, other: SeatId): boolean =>
  circle.together.some((group) => group.includes(id) && group.includes(other));

test("[V5] everybody seated hears, but for those in their safe place; nobody else does", () => {
  expect(
    inEveryState((c) => {
      const inside = c.seats.filter((s) => isSeated(s) && !s.steppedOut).map((s) => s.id);
      return same(listeners(c), c.phase === "ended" ? [] : inside);
    }),
  ).toBe("always");
});

test("[V6] in a meeting no microphone is open but the holder's or, between turns, the leader's", () => {
  expect(
    inEveryState((c) => {
      if (c.phase !== "meeting" || c.overlay.kind !== "none") return true;
      const { floor } = c;
      if (together(c)) return true;
      const own = floor.kind === "held" || floor.kind === "on-hold" ? floor.by : c.leader;
      return c.seats.every((s) => !s.micOpen || s.id === own);
    }),
  ).toBe("always");
});

test("[T2] whoever holds it is here; whose turn is on hold is not; and only in a meeting", () => {
  expect(
    inEveryState((c) => {
      const { floor } = c;
      const presence = seatOf(c, floorOf(c))?.presence;
      if (floor.kind === "none") return true;
      if (floor.kind === "held") return c.phase === "meeting" && presence === "here";
      if (floor.kind === "on-hold") return presence === "lost" || presence === "away";
      return presence === "here" || c.findBackUntil >= c.at;
    }),
  ).toBe("always");
});

test("[T3] the order names once everybody who takes part in the running round, and nobody else", () => {
  expect(
    inEveryState((c) => {
      const order = c.round?.order ?? [];
      const taking = c.seats.filter((s) => isSeated(s) && s.mode !== "listen-only");
      const ids = taking.map((s) => s.id);
      const all = c.round?.state !== "running" || ids.every((id) => order.includes(id));
      const laters = c.round?.laters ?? [];
      return (
        once(order) &&
        once(laters) &&
        order.every((id) => ids.includes(id)) &&
        all &&
        laters.every((id) => order.includes(id))
      );
    }),
  ).toBe("always");
});

test("[T8] a running round never stands still while somebody can be asked", () => {
  expect(
    inEveryState((c) => {
      const rests = c.overlay.kind !== "none" || !lawOf(c.round?.format ?? "round").byOrder;
      if (c.round?.state !== "running" || c.floor.kind !== "none" || rests) return true;
      if (c.findBackUntil > c.at) return true;
      const order = c.round.order.map((id) => seatOf(c, id));
      return order.every((s) => s?.presence !== "here" || s.steppedOut);
    }),
  ).toBe("always");
});

test("[T10] no clock ever ends a turn: only people, a lost link or a closing do", () => {
  expect(
    always(({ before, events, step }) =>
      events.every(
        (e) =>
          e.type !== "turn-ended" ||
          step.type !== "time-passed" ||
          before.floor.kind === "on-hold" ||
          events.some((x) => x.type === "meeting-closed"),
      ),
    ),
  ).toBe("always");
});

test("[T12] a turn is lengthened twice at most", () => {
  expect(inEveryState(({ floor }) => floor.kind !== "held" || floor.extensions <= 2)).toBe(
    "always",
  );
});

test("[D1] every chair has one person at most, and is there", () => {
  expect(
    inEveryState((c) => {
      const chairs = c.seats.filter(isSeated).map((s) => s.chair);
      return once(chairs) && chairs.every((chair) => chair >= 0 && chair < c.chairs);
    }),
  ).toBe("always");
});

test("[H1] a hand is up once, and belongs to somebody who takes part", () => {
  expect(
    inEveryState((c) => {
      const up = c.hands.map((h) => h.seat);
      return once(up) && up.every((id) => (seatOf(c, id)?.mode ?? "listen-only") !== "listen-only");
    }),
  ).toBe("always");
});

test("[D2] nobody is at the door and in the circle at once", () => {
  expect(inEveryState((c) => c.waiting.every((w) => !seatedIds(c).includes(w.id)))).toBe("always");
});

test("[S1] whoever was removed holds nothing, hears nothing and does not come in again", () => {
  const nowhere = (c: Circle, id: SeatId) =>
    // A silence they called goes on without them; nothing else may name them.
    !JSON.stringify({ ...c, removed: [], sheet: [], overlay: null }).includes(`"${id}"`) &&
    !listeners(c).includes(id) &&
    !speakers(c).includes(id) &&
    same(decide(c, { ...arriving(id, "facilitator"), at: c.at }), {
      ok: false,
      refusal: "was-removed",
    });
  expect(inEveryState((c) => once(c.removed) && c.removed.every((id) => nowhere(c, id)))).toBe(
    "always",
  );
});
