import { expect, test } from "vitest";

import { circleView, ownView } from "#rules/circle/views.ts";

import {
  A,
  B,
  F,
  type Meeting,
  NOON,
  aMeeting,
  aRound,
  by,
  live,
  lost,
  noticesIn,
  passing,
  refusal,
  run,
  taking,
  wait,
} from "../kit/a-circle.ts";

const minute = 60_000;

const floor = ({ circle }: Meeting) => circle.floor;

test("[T9] the clock starts with the live microphone, or two seconds after taking, or at once in writing", () => {
  const taken = run(aRound(A), by(F, { type: "take-piece" }));
  expect(floor(taken)).toMatchObject({
    kind: "held",
    lane: "voice",
    clockFrom: null,
    remainingMs: 3 * minute,
  });
  expect(circleView(taken.circle).floor).toMatchObject({ endAt: 0, remainingMs: 3 * minute });
  const soon = run({ ...taken, at: NOON + 700 }, live(F));
  expect(floor(soon)).toMatchObject({ clockFrom: NOON + 700 });
  expect(circleView(soon.circle).floor.endAt).toBe(NOON + 700 + 3 * minute);
  expect(floor(wait(taken, 5000))).toMatchObject({ clockFrom: NOON + 2000 });
  const writing = run(
    aRound(A),
    by(F, { type: "change-mode", mode: "text-only" }),
    by(F, { type: "take-piece" }),
  );
  expect(floor(writing)).toMatchObject({ lane: "text", clockFrom: NOON });
  expect(refusal(soon, live(F))).toBe("already-so");
  expect(refusal(soon, live(A))).toBe("not-your-turn");
});

test.each([
  [3 * minute, 2 * minute],
  [2 * minute, minute],
  [90_000, minute],
  [minute, 40_000],
])(
  "[T10] a turn of %i ms is warned after %i, is over at its end, and goes on",
  (turnMs, warnedAfter) => {
    const round = run(aMeeting(A), by(F, { type: "start-round", turnMs }));
    const turn = taking(round, F);
    expect(floor(wait(turn, warnedAfter - 1))).toMatchObject({ warned: false });
    expect(floor(wait(turn, warnedAfter))).toMatchObject({ warned: true, overdue: false });
    expect(floor(wait(turn, turnMs - 1))).toMatchObject({ overdue: false });
    expect(floor(wait(turn, turnMs))).toMatchObject({ kind: "held", overdue: true });
    expect(floor(wait(turn, 10 * turnMs))).toMatchObject({ kind: "held", by: F });
    expect(circleView(wait(turn, turnMs).circle).seats.find((s) => s.id === F)?.live).toBe(true);
  },
);

test("[T10] a turn without a clock is neither warned nor over", () => {
  const turn = taking(run(aMeeting(A), by(F, { type: "start-round", turnMs: null })), F);
  expect(floor(wait(turn, 100 * minute))).toMatchObject({
    warned: false,
    overdue: false,
    remainingMs: null,
  });
  expect(circleView(turn.circle).floor).toMatchObject({ endAt: 0, remainingMs: -1, turnMs: 0 });
  expect(refusal(turn, by(F, { type: "ask-more-time" }))).toBe("already-so");
  const done = run(wait(turn, minute), by(F, { type: "hand-on" }));
  expect(done.circle.seats[0]).toMatchObject({ spokenMs: minute });
});

test("[T12] more time: asked in the last minute, given twice, refused the third time", () => {
  let now = taking(aRound(A), F);
  expect(refusal(wait(now, 2 * minute - 1), by(F, { type: "ask-more-time" }))).toBe("too-soon");
  now = wait(now, 150_000);
  for (const [end, wait30] of [
    [240_000, 60_000],
    [300_000, 60_000],
  ] as const) {
    now = run(now, by(F, { type: "ask-more-time" }), by(F, { type: "give-time" }));
    expect(circleView(now.circle).floor.endAt).toBe(NOON + end);
    now = wait(now, wait30);
  }
  expect(refusal(now, by(F, { type: "ask-more-time" }))).toBe("time-limit-reached");
});

test("[T12] whoever is over their time gets the whole minute from now on", () => {
  const over = wait(taking(aRound(A), F), 200_000);
  const given = run(over, by(F, { type: "ask-more-time" }), by(F, { type: "give-time" }));
  expect(floor(given)).toMatchObject({
    overdue: false,
    remainingMs: minute,
    clockFrom: NOON + 200_000,
  });
  // A minute is what everybody is told of: they have been, so nobody is told twice.
  expect(floor(given)).toMatchObject({ warned: true });
  const early = run(
    wait(taking(aRound(A), F), 150_000),
    by(F, { type: "ask-more-time" }),
    by(F, { type: "give-time" }),
  );
  expect(floor(early)).toMatchObject({ warned: false, remainingMs: 90_000 });
  expect(floor(wait(early, 30_000))).toMatchObject({ warned: true });
  const ended = run(wait(given, 30_000), by(F, { type: "hand-on" }));
  expect(ended.circle.seats[0]?.spokenMs).toBe(230_000);
});

test("[T12] no answer in ten seconds is a no, told to the asker alone", () => {
  const asked = run(
    wait(taking(passing(aRound(A), F), A), 150_000),
    by(A, { type: "ask-more-time" }),
  );
  expect(ownView(asked.circle, A).timeAsked).toBe(true);
  expect(ownView(asked.circle, F).console?.timeAsked).toBe(A);
  expect(refusal(asked, by(A, { type: "ask-more-time" }))).toBe("already-so");
  expect(wait(asked, 9_999).circle.timeAsked).not.toBeNull();
  const silent = wait(asked, 10_000);
  expect(silent.circle.timeAsked).toBeNull();
  expect(noticesIn(silent).filter((n) => n.code === "time-declined")).toMatchObject([{ to: A }]);
  expect(refusal(silent, by(F, { type: "give-time" }))).toBe("nothing-asked");
  expect(refusal(silent, by(F, { type: "decline-time" }))).toBe("nothing-asked");
  const declined = run(asked, by(F, { type: "decline-time" }));
  expect(declined.circle.timeAsked).toBeNull();
  expect(refusal(asked, by(F, { type: "ask-more-time" }))).toBe("not-your-turn");
});

test("[T12] a wish for more time stands while others come and go", () => {
  const asked = run(
    wait(taking(passing(aRound(A, B), F), A), 150_000),
    by(A, { type: "ask-more-time" }),
    by(B, { type: "leave" }),
  );
  expect(asked.circle.timeAsked).toMatchObject({ by: A });
  expect(run(asked, by(A, { type: "leave" })).circle.timeAsked).toBeNull();
});

test("[T12] with nobody to give it, nobody asks for time", () => {
  const alone = run(wait(taking(passing(aRound(A), F), A), 150_000), lost(F));
  expect(refusal(alone, by(A, { type: "ask-more-time" }))).toBe("nobody-leads");
});
