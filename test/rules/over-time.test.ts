import { expect, test } from "vitest";

import { segment } from "#rules/circle/segment.ts";

import {
  A,
  B,
  F,
  type Meeting,
  aLobby,
  aRound,
  by,
  noticesIn,
  passing,
  refusal,
  run,
  taking,
  wait,
} from "../kit/a-circle.ts";

const second = 1000;
const minute = 60 * second;

const told = (meeting: Meeting, code: string) =>
  noticesIn(meeting).filter((notice) => notice.code === code);

/** A has the piece, F passed. */
const turn = (): Meeting => taking(passing(aRound(A, B), F), A);

/** A's turn in a part that is strict. */
function strictTurn(): Meeting {
  const lobby = run(
    aLobby(A, B),
    by(F, {
      type: "change-sheet",
      from: 0,
      segments: [segment({ title: "Strict", turnMs: 180_000, strict: true })],
    }),
    by(F, { type: "start-meeting" }),
    by(F, { type: "start-round" }),
  );
  return taking(passing(lobby, F), A);
}

test("[T10] [T17] T3: 300 s of talk in a turn of 180 s: told at 120, 165, 180, 195, 225 and 255 s, never cut off", () => {
  const begun = turn();
  const seen = wait(begun, 300 * second);
  const steps = seen.events
    .slice(begun.events.length)
    .map(({ type, at }) => [type, (at - begun.at) / second]);
  expect(steps).toEqual([
    ["turn-warned", 120],
    ["turn-ending", 165],
    ["turn-overdue", 180],
    ["turn-over", 195],
    ["turn-over", 225],
    ["turn-over", 255],
  ]);
  expect(seen.circle.floor).toMatchObject({ kind: "held", by: A, over: 3 });
  expect(told(seen, "over-time")).toMatchObject([{ to: "all" }, { to: "all" }, { to: "all" }]);
  expect(told(seen, "last-seconds")).toMatchObject([{ to: A }]);
});

test("[T17] more time begins the counting of what is over anew", () => {
  const over = wait(turn(), 200 * second);
  const given = run(over, by(A, { type: "ask-more-time" }), by(F, { type: "give-time" }));
  expect(given.circle.floor).toMatchObject({ overdue: false, ending: false, over: 0 });
  expect(wait(given, 75 * second).circle.floor).toMatchObject({ over: 1 });
});

test("[T17] in a strict part the turn ends five seconds after the last reminder, and the piece goes on", () => {
  const begun = strictTurn();
  const last = wait(begun, 255 * second);
  expect(last.events.at(-1)).toMatchObject({ type: "turn-over", step: 3, closing: true });
  expect(wait(last, 5 * second - 1).circle.floor).toMatchObject({ kind: "held", by: A });
  const closed = wait(last, 5 * second);
  expect(closed.circle.floor).toMatchObject({ kind: "offered", to: B });
  expect(closed.circle.seats.find(({ id }) => id === A)).toMatchObject({
    turns: 1,
    micOpen: false,
  });
  expect(told(closed, "closed-by-time")).toMatchObject([{ to: "all", about: A }]);
});

test("[T17] [T11] while the clock stands nobody is hurried", () => {
  const over = wait(strictTurn(), 181 * second);
  const paused = run(over, by(F, { type: "pause", reason: "care" }));
  expect(wait(paused, 10 * minute).circle.floor).toMatchObject({ kind: "held", over: 0 });
});

test("[T12] half a minute, one or two may be asked for, and no other length", () => {
  const late = wait(turn(), 150 * second);
  for (const addedMs of [30_000, 60_000, 120_000]) {
    const asked = run(late, by(A, { type: "ask-more-time", addedMs }));
    const given = run(asked, by(F, { type: "give-time" }));
    expect(given.circle.floor).toMatchObject({ remainingMs: 30_000 + addedMs });
  }
  expect(refusal(late, by(A, { type: "ask-more-time", addedMs: 90_000 }))).toBe(
    "time-limit-reached",
  );
});

test("[T12] nobody has more than two minutes beyond their turns while others wait", () => {
  const late = run(
    wait(turn(), 150 * second),
    by(A, { type: "ask-more-time", addedMs: 120_000 }),
    by(F, { type: "give-time" }),
  );
  const again = wait(late, 100 * second);
  const half = by(A, { type: "ask-more-time", addedMs: 30_000 });
  expect(refusal(again, half)).toBe("time-limit-reached");
  // With nobody waiting there is nobody to take it from.
  const last = run(again, by(B, { type: "change-mode", mode: "listen-only" }));
  expect(refusal(last, half)).toBe(null);
});
