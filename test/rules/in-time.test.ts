import { expect, test } from "vitest";

import { nextDeadline, nextDue } from "#rules/circle/deadlines.ts";
import { decide } from "#rules/circle/decide.ts";
import type { Circle } from "#rules/circle/state.ts";
import { isPresent, isSeated, seatOf } from "#rules/circle/who.ts";
import type { SeatId } from "#rules/ids.ts";

import { arriving } from "../kit/a-circle.ts";
import { everybody, roleOf } from "./strides.ts";
import { always, inEveryState, next, whereverItEnds } from "./walk.ts";

const seatedIds = (circle: Circle) => circle.seats.filter(isSeated).map((s) => s.id);
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

test("[C2] time never goes back, and every event counts", () => {
  expect(
    always(
      ({ before, after, events }) =>
        after.at >= before.at &&
        after.version === before.version + events.length &&
        events.every((e) => e.at === after.at),
    ),
  ).toBe("always");
});

test("[C4] a timer that fires early does nothing", () => {
  const nothing = { ok: true, events: [] };
  expect(
    inEveryState((c) => {
      const early = Math.max(c.at, (nextDeadline(c) ?? 0) - 1);
      const late = nextDeadline(c) === c.at;
      return late || same(decide(c, { type: "time-passed", by: "server", at: early }), nothing);
    }),
  ).toBe("always");
});

test("[C4] what waits for its time happens then, and everything after it waits for later", () => {
  expect(
    inEveryState((c) => {
      const due = nextDeadline(c);
      if (due === null) return true;
      const after = next(c, { type: "time-passed", by: "server", at: due });
      return after.version > c.version && (nextDeadline(after) ?? Infinity) > due;
    }),
  ).toBe("always");
});

test("[C4] no decision leaves anything undone that was due", () => {
  expect(
    always(({ after, at, refusal }) => refusal !== null || (nextDue(after)?.at ?? Infinity) > at),
  ).toBe("always");
});

test("[F6] [C1] left alone, every meeting that has begun comes to its end", () => {
  const leftAlone = (circle: Circle): Circle =>
    circle.seats
      .filter(isPresent)
      .reduce(
        (now, s) => next(now, { type: "link-lost", seat: s.id, by: "server", at: now.at }),
        circle,
      );
  expect(
    whereverItEnds((last) => {
      if (last.phase !== "meeting" && last.phase !== "afterglow") return true;
      let now = leftAlone(last);
      for (let fired = 0; fired < 100 && now.phase !== "ended"; fired++)
        now = next(now, { type: "time-passed", by: "server", at: nextDeadline(now) ?? now.at });
      return now.phase === "ended" && nextDeadline(now) === null;
    }),
  ).toBe("always");
});

test("[C1] a meeting goes through its phases forwards only", () => {
  const phases = ["scheduled", "lobby", "meeting", "afterglow", "ended"];
  expect(
    always(({ before, after }) => phases.indexOf(after.phase) >= phases.indexOf(before.phase)),
  ).toBe("always");
});

const comingBack = (c: Circle, id: SeatId): Circle => {
  const presence = seatOf(c, id)?.presence;
  if (presence === "here" || presence === "away") return c;
  return next(c, {
    ...arriving(id, roleOf(id) === "member" ? "facilitator" : roleOf(id)),
    at: c.at,
  });
};

test("[F1] [C8] wherever a meeting stands, somebody who facilitates can come in and close it", () => {
  expect(
    whereverItEnds((last) => {
      if (last.phase === "ended" || last.phase === "afterglow") return true;
      const seated = last.seats.find((s) => s.role !== "member" && isSeated(s))?.id;
      const able =
        seated ?? everybody.find((id) => roleOf(id) !== "member" && !last.removed.includes(id));
      if (able === undefined) return true;
      const led = comingBack(last, able);
      const open =
        led.phase === "scheduled" ? next(led, { type: "open-door", by: able, at: led.at }) : led;
      return (
        next(open, { type: "close-meeting", reason: "care", by: able, at: open.at }).phase ===
        "afterglow"
      );
    }),
  ).toBe("always");
});

test("[P6] everybody who has a seat, or waits at the door, can leave", () => {
  expect(
    inEveryState((c) =>
      [...seatedIds(c), ...c.waiting.map((w) => w.id)].every(
        (id) => decide(c, { type: "leave", by: id, at: c.at }).ok,
      ),
    ),
  ).toBe("always");
});

test("[F5] the lead is with somebody who can be reached whenever there is anybody to lead for ten seconds", () => {
  expect(
    inEveryState((c) => {
      const leader = seatOf(c, c.leader);
      if (c.phase === "ended" || (leader && isPresent(leader))) return true;
      const able = c.seats.some((s) => s.role !== "member" && isPresent(s));
      return !able || (c.leaderGoneAt !== null && c.at - c.leaderGoneAt < 10_000);
    }),
  ).toBe("always");
});
