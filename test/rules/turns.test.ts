import { expect, test } from "vitest";

import { replay } from "#rules/circle/evolve.ts";
import { circleView, ownView } from "#rules/circle/views.ts";

import {
  A,
  B,
  C,
  D,
  E,
  F,
  MEETING,
  type Meeting,
  NOON,
  aMeeting,
  aRound,
  arriving,
  by,
  lost,
  noticesIn,
  passing,
  refusal,
  run,
  server,
  taking,
  wait,
} from "../kit/a-circle.ts";

const minute = 60_000;

const floor = ({ circle }: Meeting) => circle.floor;

test("[T1] [T7] the piece goes round to the left, the leader first, and everybody is heard once", () => {
  const people = [F, A, B, D, E, C];
  let now = aRound(A, B, D, E, C);
  for (const who of people) {
    expect(floor(now)).toMatchObject({ kind: "offered", to: who, via: "order" });
    now = wait(taking(now, who), 10_000);
    expect(
      circleView(now.circle)
        .seats.filter((s) => s.live)
        .map((s) => s.id),
    ).toEqual([who]);
    now = run(now, by(who, { type: "hand-on" }));
  }
  expect(now.circle.round?.state).toBe("complete");
  expect(now.circle.seats.map((s) => [s.turns, s.spokenMs])).toEqual(people.map(() => [1, 10_000]));
  expect(replay(MEETING, now.events)).toEqual(now.circle);
});

test("[T1] to the left means rising chairs from the leader's on, wherever the leader sits", () => {
  const moved = run(
    aMeeting(A, B, D),
    by(F, { type: "move-chair", chair: 5 }),
    by(B, { type: "move-chair", chair: 7 }),
  );
  expect(run(moved, by(F, { type: "start-round" })).circle.round?.order).toEqual([F, B, A, D]);
});

test("[T3] whoever comes late goes to the end of the order", () => {
  const late = run(aRound(A, B), arriving(E), by(F, { type: "admit", target: E }));
  expect(late.circle.round?.order).toEqual([F, A, B, E]);
  const last = passing(late, F, A, B);
  expect(floor(last)).toMatchObject({ kind: "offered", to: E });
});

test("[T4] [T8] who says later is asked again at the round's end, and then may only take or pass", () => {
  const later = run(
    aRound(A, B),
    by(F, { type: "later" }),
    by(A, { type: "pass" }),
    by(B, { type: "pass" }),
  );
  expect(floor(later)).toMatchObject({ kind: "offered", to: F, via: "again" });
  expect(refusal(later, by(F, { type: "later" }))).toBe("later-already-used");
  expect(ownView(later.circle, F).canLater).toBe(false);
  expect(passing(later, F).circle.round?.state).toBe("complete");
});

test("[T4] nobody takes, passes or puts off what is not offered to them", () => {
  const offered = aRound(A);
  for (const type of ["take-piece", "pass", "later"] as const)
    expect(refusal(offered, by(A, { type }))).toBe("not-offered-to-you");
});

test.each(["pause", "start-lockdown"] as const)(
  "[T5] under %s one may still pass, though not take",
  (type) => {
    const rests = run(aRound(A, B), by(F, { type, reason: "care" }));
    expect(refusal(rests, by(F, { type: "take-piece" }))).toBe(
      type === "pause" ? "paused" : "in-lockdown",
    );
    const passed = run(rests, by(F, { type: "pass" }));
    expect(floor(passed)).toEqual({ kind: "none" });
    const on = run(
      passed,
      by(F, type === "pause" ? { type: "resume" } : { type: "release-lockdown" }),
    );
    expect(floor(on)).toMatchObject({ kind: "offered", to: A });
  },
);

test("[T6] an unanswered offer: asked at 20 s, later at 40 s, the second time passed; nobody sees it", () => {
  const offered = passing(aRound(A, B), F);
  const nudged = wait(offered, 20_000);
  expect(floor(nudged)).toMatchObject({ to: A, nudged: true });
  expect(wait(offered, 39_999).circle.floor).toMatchObject({ to: A });
  const lapsed = wait(offered, 40_000);
  expect(floor(lapsed)).toMatchObject({ to: B });
  expect(lapsed.circle.round?.laters).toEqual([A]);
  const again = passing(lapsed, B);
  expect(floor(again)).toMatchObject({ to: A, via: "again" });
  expect(wait(again, 40_000).circle.round?.state).toBe("complete");
  const heard = noticesIn(wait(again, 40_000)).filter((n) => n.about === A && n.at > NOON);
  expect(heard.map((n) => [n.code, n.to])).toEqual([["put-later", "facilitators"]]);
});

test("[T8] with nobody there at all the piece waits, and goes on with whoever comes", () => {
  const gone = run(aRound(A, B), lost(A), lost(B), lost(F));
  expect(floor(gone)).toEqual({ kind: "none" });
  expect(gone.circle.round?.state).toBe("running");
  const back = run(gone, server({ type: "link-returned", seat: B }));
  expect(floor(back)).toMatchObject({ kind: "offered", to: B });
});

test("[T13] a skip ends the turn or the offer, with its reason told to all", () => {
  const turn = taking(aRound(A, B), F);
  const skipped = run(turn, by(F, { type: "skip", reason: "time" }));
  expect(floor(skipped)).toMatchObject({ kind: "offered", to: A });
  expect(floor(run(skipped, by(F, { type: "skip", reason: "care" })))).toMatchObject({ to: B });
  expect(noticesIn(skipped).at(-2)).toMatchObject({
    to: "all",
    code: "turn-skipped",
    by: F,
    about: F,
    reason: "time",
  });
  expect(refusal(aMeeting(A), by(F, { type: "skip", reason: "time" }))).toBe(
    "nobody-holds-the-piece",
  );
  expect(refusal(turn, by(A, { type: "skip", reason: "time" }))).toBe("not-a-facilitator");
});

test("[T13] going on without a lost holder takes nothing from them", () => {
  const held = run(wait(taking(passing(aRound(A, B), F), A), minute), lost(A));
  const on = run(wait(held, 20_000), by(F, { type: "skip", reason: "tech" }));
  expect(floor(on)).toMatchObject({ kind: "offered", to: B });
  expect(on.circle.seats.find((s) => s.id === A)).toMatchObject({
    owed: true,
    owedMs: 2 * minute,
    turns: 0,
  });
});

test("[T14] a round starts in a meeting with the floor free, and another may follow it", () => {
  const running = aRound(A);
  expect(refusal(running, by(F, { type: "start-round" }))).toBe("round-running");
  const complete = passing(running, F, A);
  expect(complete.circle.round).toMatchObject({ number: 1, state: "complete" });
  const second = run(complete, by(F, { type: "start-round", prompt: "And now?" }));
  expect(second.circle.round).toMatchObject({
    number: 2,
    state: "running",
    prompt: "And now?",
    turnMs: 3 * minute,
  });
  expect(refusal(complete, by(A, { type: "start-round" }))).toBe("not-a-facilitator");
  for (const turnMs of [0, -1, 29_999, 1_800_001, Number.NaN])
    expect(refusal(complete, by(F, { type: "start-round", turnMs }))).toBe("time-limit-reached");
  expect(refusal(complete, by(F, { type: "start-round", prompt: "x".repeat(301) }))).toBe(
    "text-too-long",
  );
});

test("[T14] with everybody only listening there is no round", () => {
  const mute = run(
    aMeeting(A),
    by(F, { type: "change-mode", mode: "listen-only" }),
    by(A, { type: "step-out" }),
  );
  expect(refusal(mute, by(F, { type: "start-round" }))).toBe("too-few-people");
});

test("[T15] whoever only listens is never offered the piece, and may join again at the end", () => {
  const listening = run(aMeeting(A, B), by(A, { type: "change-mode", mode: "listen-only" }));
  const round = run(listening, by(F, { type: "start-round" }));
  expect(round.circle.round?.order).toEqual([F, B]);
  const again = run(round, by(A, { type: "change-mode", mode: "speak" }));
  expect(again.circle.round?.order).toEqual([F, B, A]);
});

test.each(["listen-only", "step-out", "leave"] as const)(
  "[T15] %s in one's own turn hands the piece on",
  (how) => {
    const turn = wait(taking(passing(aRound(A, B), F), A), minute);
    const gone = run(
      turn,
      how === "listen-only"
        ? by(A, { type: "change-mode", mode: "listen-only" })
        : by(A, { type: how }),
    );
    expect(floor(gone)).toMatchObject({ kind: "offered", to: B });
    expect(gone.circle.seats.find((s) => s.id === A)).toMatchObject({
      turns: 1,
      spokenMs: minute,
      micOpen: false,
    });
  },
);

test("[T15] an offer to whoever stops taking part goes on", () => {
  const offered = passing(aRound(A, B), F);
  expect(floor(run(offered, by(A, { type: "change-mode", mode: "listen-only" })))).toMatchObject({
    to: B,
  });
  expect(floor(run(offered, by(A, { type: "leave" })))).toMatchObject({ to: B });
});

test("[T7] only the holder hands on", () => {
  const turn = taking(aRound(A), F);
  expect(refusal(turn, by(A, { type: "hand-on" }))).toBe("not-your-turn");
  expect(refusal(aRound(A), by(F, { type: "hand-on" }))).toBe("not-your-turn");
});

test("[T16] me too is counted once a person, and told to the speaker alone when the turn is over", () => {
  const turn = taking(passing(aRound(A, B, C), F), A);
  const felt = run(turn, by(B, { type: "me-too" }), by(C, { type: "me-too" }));
  expect(ownView(felt.circle, A).recognised).toBe(0);
  expect(refusal(felt, by(B, { type: "me-too" }))).toBe("already-so");
  expect(refusal(felt, by(A, { type: "me-too" }))).toBe("not-yourself");
  const over = run(felt, by(A, { type: "hand-on" }));
  expect(ownView(over.circle, A).recognised).toBe(2);
  expect(noticesIn(over).filter((n) => n.code === "recognised")).toMatchObject([
    { to: A, count: 2 },
  ]);
  expect(refusal(over, by(C, { type: "me-too" }))).toBe("nobody-holds-the-piece");
  const next = taking(over, B);
  expect(refusal(next, by(C, { type: "me-too" }))).toBe("too-soon");
  expect(ownView(next.circle, C).may).toContain("me-too");
  expect(refusal(wait(next, 3000), by(C, { type: "me-too" }))).toBeNull();
  expect(
    refusal(
      run(next, by(F, { type: "start-silence", lengthMs: 20_000 })),
      by(C, { type: "me-too" }),
    ),
  ).toBe("in-silence");
});

test("[T8] the view says who comes next, passing over those who cannot be reached", () => {
  const turn = taking(aRound(A, B, D), F);
  expect(circleView(turn.circle).next).toBe(A);
  expect(circleView(run(turn, lost(A)).circle).next).toBe(B);
  const lastOne = passing(run(turn, by(F, { type: "hand-on" })), A, B);
  expect(circleView(lastOne.circle).next).toBe("");
  expect(circleView(aMeeting(A).circle).next).toBe("");
});
