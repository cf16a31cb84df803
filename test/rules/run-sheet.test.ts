import { expect, test } from "vitest";

import { drift, planOf } from "#rules/circle/drift.ts";
import { segment, type Segment } from "#rules/circle/segment.ts";
import { templates } from "#rules/circle/templates.ts";
import { circleView, ownView } from "#rules/circle/views.ts";

import {
  A,
  aMeeting,
  B,
  by,
  D,
  F,
  live,
  type Meeting,
  noticesIn,
  refusal,
  run,
  wait,
} from "../kit/a-circle.ts";
import { begun, held, minute, second, told } from "../kit/a-format.ts";

const change = (segments: readonly Partial<Segment>[], from = 2) =>
  by(F, { type: "change-sheet", from, segments });
const titles = ({ circle }: Meeting) => circle.sheet.map(({ title }) => title);
const offered = ({ circle }: Meeting) => circle.floor;

test("[C12] what is still to come is changed, what has begun stays; everybody sees who did", () => {
  const meeting = held({ title: "Now" }, A);
  const changed = run(
    meeting,
    change([{ title: "One more", format: "popcorn" }, { title: "End" }]),
  );
  expect(titles(changed)).toEqual(["", "Now", "One more", "End"]);
  expect(changed.circle.sheet[2]).toEqual(segment({ title: "One more", format: "popcorn" }));
  expect(told(changed, "sheet-changed")).toMatchObject([{ to: "all", by: F }]);
  const next = run(changed, by(F, { type: "next-segment" }));
  expect(circleView(next.circle).segment).toMatchObject({ title: "One more", format: "popcorn" });
  expect(titles(run(meeting, change([])))).toEqual(["", "Now"]);
  expect(ownView(changed.circle, A).parts.map(({ title }) => title)).toEqual(titles(changed));
  expect(ownView(changed.circle, F).console?.sheet).toEqual(changed.circle.sheet);
});

test("[C12] what cannot be is refused, and changes nothing", () => {
  const meeting = held({ title: "Now" }, A);
  expect(refusal(meeting, change([{ title: "x" }], 1))).toBe("too-late");
  expect(refusal(run(meeting, by(F, { type: "next-segment" })), change([{ title: "x" }]))).toBe(
    "too-late",
  );
  expect(refusal(meeting, change(Array.from({ length: 19 }, () => ({}))))).toBe("too-many-parts");
  expect(refusal(meeting, change(Array.from({ length: 18 }, () => ({}))))).toBeNull();
  expect(refusal(meeting, change([{ title: "x".repeat(81) }]))).toBe("text-too-long");
  expect(refusal(meeting, change([{ prompt: "x".repeat(301) }]))).toBe("text-too-long");
  expect(refusal(meeting, change([{ turnMs: 29 * second }]))).toBe("time-limit-reached");
  expect(refusal(meeting, change([{ turnMs: 31 * minute }]))).toBe("time-limit-reached");
  expect(refusal(meeting, change([{ turnMs: 30 * minute }, { turnMs: 30 * second }]))).toBeNull();
  expect(refusal(meeting, change([{ plannedMs: 181 * minute }]))).toBe("time-limit-reached");
  expect(refusal(meeting, change([{ plannedMs: -1 }]))).toBe("time-limit-reached");
  expect(refusal(meeting, change([{ plannedMs: 180 * minute }, { plannedMs: 0 }]))).toBeNull();
  expect(refusal(meeting, change([{ format: "moon" as "round" }]))).toBe("not-in-this-format");
  expect(refusal(meeting, change(meeting.circle.sheet.slice(2)))).toBe("already-so");
  expect(refusal(meeting, by(A, { type: "change-sheet", from: 2, segments: [] }))).toBe(
    "not-a-facilitator",
  );
  const over = run(meeting, by(F, { type: "close-meeting", reason: "time" }));
  expect(refusal(over, change([{}]))).toBe("wrong-phase");
});

test("[C12] every template is a sheet that the law takes, of the length it says", () => {
  const minutes = Object.fromEntries(
    Object.entries(templates).map(([name, parts]) => [
      name,
      parts.reduce((sum, { plannedMs }) => sum + plannedMs, 0) / minute,
    ]),
  );
  expect(minutes).toEqual({
    "aa-style": 60,
    "smart-style": 90,
    "talking-piece": 59,
    council: 75,
    restorative: 75,
    worship: 58,
    grief: 60,
    "first-meeting": 50,
    short: 28,
  });
  for (const parts of Object.values(templates))
    expect(refusal(held({}, A), change(parts))).toBeNull();
});

test("[C13] only turns that nobody has been offered yet are shortened, never below a minute", () => {
  const round = begun({ turnMs: 3 * minute }, A, B, D);
  const shorten = (turnMs: number) => by(F, { type: "shorten-turns", turnMs });
  const shorter = run(round, shorten(2 * minute));
  expect(told(shorter, "turns-shortened")).toMatchObject([{ to: "all", by: F, count: 120 }]);
  const mine = run(shorter, by(F, { type: "take-piece" }), live(F));
  expect(offered(mine)).toMatchObject({ kind: "held", by: F, remainingMs: 3 * minute });
  const next = run(mine, by(F, { type: "hand-on" }), by(A, { type: "take-piece" }), live(A));
  expect(offered(next)).toMatchObject({ kind: "held", by: A, remainingMs: 2 * minute });
  const again = run(next, shorten(minute));
  expect(offered(again)).toMatchObject({ by: A, remainingMs: 2 * minute });
  expect(refusal(round, shorten(59 * second))).toBe("time-limit-reached");
  expect(refusal(round, shorten(3 * minute))).toBe("already-so");
  expect(refusal(aMeeting(A), shorten(minute))).toBe("no-round");
  expect(refusal(begun({}, A, B), shorten(minute))).toBe("no-round");
  expect(refusal(round, by(A, { type: "shorten-turns", turnMs: minute }))).toBe(
    "not-a-facilitator",
  );
  expect(noticesIn(again).filter(({ code }) => code === "turns-shortened")).toHaveLength(2);
});

test("[C13] how far it is behind is what the turns to come would take too long, and what would help", () => {
  const round = begun({ turnMs: 3 * minute, plannedMs: 9 * minute }, A, B, D);
  const plan = planOf(round.circle, 3);
  expect(plan).toEqual({
    partUntil: round.at + 9 * minute,
    meetingUntil: round.at + 9 * minute,
    turnsLeft: 3,
    turnMs: 3 * minute,
  });
  expect(drift(plan, round.at)).toEqual({ behindMs: 0, turnMs: null });
  expect(drift(plan, round.at + 3 * minute)).toEqual({ behindMs: 3 * minute, turnMs: 2 * minute });
  expect(drift(plan, round.at + 100 * second)).toEqual({
    behindMs: 100 * second,
    turnMs: 135 * second,
  });
  expect(drift(plan, round.at + 8 * minute)).toEqual({ behindMs: 8 * minute, turnMs: minute });
  expect(drift({ ...plan, turnMs: minute }, round.at + 8 * minute)).toEqual({
    behindMs: 2 * minute,
    turnMs: null,
  });
  expect(drift({ ...plan, turnsLeft: 0 }, round.at + 10 * minute)).toEqual({
    behindMs: minute,
    turnMs: null,
  });
  expect(drift({ ...plan, partUntil: 0 }, round.at + 99 * minute)).toEqual({
    behindMs: 0,
    turnMs: null,
  });
  const asked = ownView(wait(round, 2 * minute).circle, F).console?.plan;
  expect(asked).toMatchObject({ turnMs: 3 * minute });
  expect(planOf(held({}, A).circle, 2)).toMatchObject({ partUntil: 0, meetingUntil: 0, turnMs: 0 });
});
