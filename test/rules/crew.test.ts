import { expect, test } from "vitest";

import { circleView, ownView } from "#rules/circle/views.ts";

import {
  A,
  B,
  D,
  F,
  type Meeting,
  aLobby,
  aMeeting,
  aRound,
  arriving,
  by,
  noticesIn,
  passing,
  refusal,
  run,
  taking,
  wait,
} from "../kit/a-circle.ts";

const given = (meeting: Meeting, task: "timekeeper" | "greeter" | "reader"): Meeting =>
  run(meeting, by(F, { type: "give-task", target: B, task }));
const told = (meeting: Meeting, code: string) =>
  noticesIn(meeting).filter((notice) => notice.code === code);
const crew = ({ circle }: Meeting, id: string) =>
  circleView(circle).seats.find((seat) => seat.id === id)?.crew;

test("[F12] a task is given, seen by everybody, with one person at a time, and laid down", () => {
  const one = given(aMeeting(A, B), "timekeeper");
  expect(crew(one, B)).toEqual(["timekeeper"]);
  expect(told(one, "task-given")).toMatchObject([{ to: "all", about: B, by: F }]);
  const both = given(one, "reader");
  expect(crew(both, B)).toEqual(["timekeeper", "reader"]);
  const moved = run(both, by(F, { type: "give-task", target: A, task: "timekeeper" }));
  expect([crew(moved, A), crew(moved, B)]).toEqual([["timekeeper"], ["reader"]]);
  expect(refusal(moved, by(F, { type: "give-task", target: A, task: "timekeeper" }))).toBe(
    "already-so",
  );
  expect(refusal(moved, by(A, { type: "give-task", target: A, task: "greeter" }))).toBe(
    "not-a-facilitator",
  );
  expect(refusal(moved, by(A, { type: "take-task", target: B, task: "reader" }))).toBe(
    "not-a-facilitator",
  );
  expect(crew(run(moved, by(B, { type: "take-task", target: B, task: "reader" })), B)).toEqual([]);
  expect(crew(run(moved, by(F, { type: "take-task", target: B, task: "reader" })), B)).toEqual([]);
});

test("[F12] [T12] T4: asked at 150 s of 180, the timekeeper gives a minute; more is for those who facilitate", () => {
  const round = taking(passing(given(aRound(A, B), "timekeeper"), F), A);
  const asked = run(wait(round, 150_000), by(A, { type: "ask-more-time", addedMs: 120_000 }));
  expect(told(asked, "time-asked")).toMatchObject([{ to: "facilitators" }, { to: B }]);
  const more = run(asked, by(B, { type: "give-time" }));
  expect(circleView(more.circle).floor.endAt).toBe(round.at + 240_000);
  const again = run(wait(more, 60_000), by(A, { type: "ask-more-time" }));
  expect(refusal(again, by(B, { type: "give-time" }))).toBe("time-limit-reached");
  const twice = wait(run(again, by(F, { type: "give-time" })), 60_000);
  expect(refusal(twice, by(A, { type: "ask-more-time" }))).toBe("time-limit-reached");
});

test("[F12] nobody gives time to themselves, and without the task to nobody", () => {
  const round = taking(passing(given(aRound(B, A), "timekeeper"), F), B);
  const asked = run(wait(round, 150_000), by(B, { type: "ask-more-time" }));
  expect(refusal(asked, by(B, { type: "give-time" }))).toBe("not-yourself");
  expect(refusal(asked, by(A, { type: "give-time" }))).toBe("not-a-facilitator");
});

test("[F12] [S5] the greeter sees who waits and lets them in; nobody else who does not facilitate does", () => {
  const knocking = run(given(aLobby(A, B), "greeter"), arriving(D));
  expect(ownView(knocking.circle, B).door).toMatchObject([{ id: D }]);
  expect(ownView(knocking.circle, A).door).toEqual([]);
  expect(told(knocking, "at-the-door").filter(({ about }) => about === D)).toMatchObject([
    { to: "facilitators" },
    { to: B },
  ]);
  expect(refusal(knocking, by(A, { type: "admit", target: D }))).toBe("not-a-facilitator");
  expect(run(knocking, by(B, { type: "admit", target: D })).circle.waiting).toEqual([]);
  expect(run(knocking, by(B, { type: "decline", target: D })).circle.waiting).toEqual([]);
  const safe = run(knocking, by(B, { type: "start-lockdown", reason: "safety" }));
  expect(safe.circle.overlay.kind).toBe("lockdown");
  expect(refusal(safe, by(B, { type: "release-lockdown" }))).toBe("not-a-facilitator");
});

test("[F13] the timekeeper's bell is heard by everybody, once, and not in a silence", () => {
  const keeping = given(aMeeting(A, B), "timekeeper");
  expect(told(run(keeping, by(B, { type: "ring-bell" })), "bell")).toMatchObject([
    { to: "all", by: B },
  ]);
  expect(refusal(keeping, by(A, { type: "ring-bell" }))).toBe("not-a-facilitator");
  const silent = run(keeping, by(F, { type: "start-silence", lengthMs: 60_000 }));
  expect(refusal(silent, by(B, { type: "ring-bell" }))).toBe("in-silence");
});
