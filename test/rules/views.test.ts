import { expect, test } from "vitest";

import { evolve } from "#rules/circle/evolve.ts";
import { noticesOf } from "#rules/circle/notices.ts";
import type { Circle } from "#rules/circle/state.ts";
import { circleView, ownView } from "#rules/circle/views.ts";
import { isSeated, seatOf } from "#rules/circle/who.ts";

import {
  A,
  B,
  D,
  E,
  F,
  aMeeting,
  aRound,
  arriving,
  by,
  passing,
  run,
  taking,
  wait,
} from "../kit/a-circle.ts";
import { everybody } from "./strides.ts";
import { always, inEveryState } from "./walk.ts";

test("[S2] the circle sees nobody's passes, offers, laters, absence from the order, or safe place", () => {
  const whole = circleView(wait(aRound(A, B), 40_000).circle);
  expect(Object.keys(whole.seats[0] ?? {}).toSorted()).toEqual([
    "chair",
    "crew",
    "group",
    "handRaised",
    "id",
    "inMiddle",
    "live",
    "look",
    "micOpen",
    "mode",
    "name",
    "presence",
    "role",
  ]);
  expect(Object.keys(whole).toSorted()).toEqual([
    "acting",
    "afterglowUntil",
    "chairs",
    "doorLocked",
    "floor",
    "handOrder",
    "handsUp",
    "leader",
    "light",
    "middle",
    "next",
    "openTalk",
    "overlay",
    "phase",
    "piece",
    "place",
    "round",
    "seats",
    "segment",
  ]);
  expect(
    inEveryState(
      (c) =>
        !/steppedOut|laters|offers|owed|waiting|removed|meToo/.test(JSON.stringify(circleView(c))),
    ),
  ).toBe("always");
});

test("[D2] the view shows everybody who has a seat, and nobody else", () => {
  const ids = (c: Circle) =>
    c.seats
      .filter(isSeated)
      .map((s) => s.id)
      .toSorted()
      .join();
  expect(
    inEveryState(
      (c) =>
        circleView(c)
          .seats.map((s) => s.id)
          .toSorted()
          .join() === ids(c),
    ),
  ).toBe("always");
});

test("[S5] [H3] only those who facilitate get the console", () => {
  const facilitates = (c: Circle, id: (typeof everybody)[number]) =>
    (seatOf(c, id)?.role ?? "member") !== "member";
  expect(
    inEveryState((c) =>
      everybody.slice(0, 3).every((id) => (ownView(c, id).console !== null) === facilitates(c, id)),
    ),
  ).toBe("always");
});

const quiet = new Set([
  "stepped-out",
  "stepped-in",
  "passed",
  "owed",
  "went-away",
  "came-back",
  "link-lost",
  "seat-given-up",
  "hand-lowered",
  "microphone-opened",
  "recognised",
]);
const forFacilitators = new Set(["at-the-door", "put-later", "time-asked", "turned-away"]);

test("[S2] [S5] what is nobody's business is told to nobody, and what is for those who facilitate to them alone", () => {
  expect(
    always(({ before, events }) => {
      let now = before;
      return events.every((event) => {
        const then = now;
        now = evolve(then, event);
        const told = noticesOf(then, now, event);
        if (quiet.has(event.type)) return told.length === 0;
        const tasked = now.seats.filter(({ crew }) => crew.length > 0).map(({ id }) => id);
        return told.every(
          (n) =>
            n.at === event.at &&
            (!forFacilitators.has(n.code) ||
              n.to === "facilitators" ||
              tasked.some((id) => id === n.to)),
        );
      });
    }),
  ).toBe("always");
});

test("[T10] the clock is shown as a deadline while it runs, and as what is left while it stands", () => {
  expect(
    inEveryState((c) => {
      const { floor } = circleView(c);
      if (c.floor.kind !== "held") return floor.endAt === 0;
      return floor.endAt > 0 === (c.floor.clockFrom !== null && c.floor.remainingMs !== null);
    }),
  ).toBe("always");
});

test("[T8] who is shown as next is somebody else who is here", () => {
  expect(
    inEveryState((c) => {
      const { next, floor } = circleView(c);
      return next === "" || (next !== floor.by && seatOf(c, next)?.presence === "here");
    }),
  ).toBe("always");
});

test("[F7] the console shows what was asked, who waits, who spoke how long, and who was not asked yet", () => {
  const turn = run(
    wait(taking(passing(aRound(A, B), F), A), 150_000),
    by(A, { type: "ask-more-time" }),
    arriving(E),
    by(B, { type: "raise-hand" }),
  );
  expect(ownView(turn.circle, F).console).toMatchObject({
    waiting: [{ id: E, name: "name of E" }],
    hands: [B],
    timeAsked: A,
    laters: [],
    unoffered: [B],
    order: [F, A, B],
    steppedOut: [],
    balance: [{ seat: F, turns: 0, spokenMs: 0 }, { seat: A }, { seat: B }],
  });
  const done = run(turn, by(A, { type: "hand-on" }));
  expect(ownView(done.circle, F).console?.balance[1]).toEqual({
    seat: A,
    turns: 1,
    spokenMs: 150_000,
    share: "about-even",
  });
});

test("[T9] an offer shows the lane and the time that the turn would have", () => {
  const offered = run(aMeeting(A, B), by(F, { type: "start-round", turnMs: 90_000 }));
  expect(circleView(offered.circle).floor).toEqual({
    kind: "offered",
    by: F,
    lane: "voice",
    endAt: 0,
    remainingMs: 90_000,
    turnMs: 90_000,
    graceUntil: 0,
    warned: false,
    ending: false,
    overdue: false,
    over: 0,
  });
  expect(circleView(aMeeting(A).circle).floor).toMatchObject({
    kind: "none",
    by: "",
    remainingMs: -1,
  });
});

test("[T1] seats are listed in speaking order, then by chair", () => {
  const moved = run(
    aMeeting(A, B, D),
    by(F, { type: "move-chair", chair: 5 }),
    by(D, { type: "change-mode", mode: "listen-only" }),
  );
  expect(circleView(moved.circle).seats.map((s) => s.id)).toEqual([A, B, D, F]);
  const round = run(moved, by(F, { type: "start-round" }));
  expect(circleView(round.circle).seats.map((s) => s.id)).toEqual([F, A, B, D]);
});
