import { expect, test } from "vitest";

import { rightsOf } from "#rules/circle/rights.ts";
import { segment } from "#rules/circle/segment.ts";
import { circleView, ownView } from "#rules/circle/views.ts";

import {
  A,
  B,
  D,
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

const told = (meeting: Meeting, code: string) =>
  noticesIn(meeting).filter((notice) => notice.code === code);
/** A speaks; F passed. */
const turn = (): Meeting => taking(passing(aRound(A, B, D), F), A);

test("[F13] [T11] a breath: eight seconds of silence, the piece stays, and the clock stands", () => {
  const speaking = wait(turn(), 30_000);
  const breath = run(speaking, by(F, { type: "breathe" }));
  expect(rightsOf(breath.circle).speakers).toEqual([]);
  expect(told(breath, "breath")).toMatchObject([{ to: "all", by: F }]);
  expect(wait(breath, 7_999).circle.overlay.kind).toBe("silence");
  const after = wait(breath, 8_000);
  expect(after.circle.overlay.kind).toBe("none");
  expect(after.circle.floor).toMatchObject({ kind: "held", by: A, remainingMs: 150_000 });
  expect(rightsOf(after.circle).speakers).toEqual([A]);
  expect(refusal(speaking, by(B, { type: "breathe" }))).toBe("not-a-facilitator");
  expect(refusal(breath, by(F, { type: "breathe" }))).toBe("in-silence");
});

test("[F14] a whisper is seen by the holder alone", () => {
  const whispered = run(turn(), by(F, { type: "whisper", about: "identifying" }));
  expect(told(whispered, "whisper-identifying")).toMatchObject([{ to: A, by: F }]);
  expect(whispered.circle.floor).toEqual(turn().circle.floor);
  expect(refusal(turn(), by(B, { type: "whisper", about: "time" }))).toBe("not-a-facilitator");
  expect(refusal(taking(aRound(A), F), by(F, { type: "whisper", about: "time" }))).toBe(
    "not-yourself",
  );
  expect(refusal(aRound(A), by(F, { type: "whisper", about: "time" }))).toBe(
    "nobody-holds-the-piece",
  );
});

test("[F15] too much for two within a minute: those who facilitate are told, once, and not who", () => {
  const one = run(turn(), by(B, { type: "too-much" }));
  expect(told(one, "too-much")).toEqual([]);
  expect(refusal(one, by(B, { type: "too-much" }))).toBe("too-soon");
  const two = run(one, by(D, { type: "too-much" }));
  expect(told(two, "too-much")).toEqual([{ to: "facilitators", code: "too-much", at: two.at }]);
  expect(told(run(two, by(A, { type: "too-much" })), "too-much")).toHaveLength(1);
  expect(told(run(wait(one, 60_000), by(D, { type: "too-much" })), "too-much")).toEqual([]);
});

test("[F15] [S2] who said that it is too much stands in nobody's view", () => {
  const before = turn();
  const said = run(before, by(B, { type: "too-much" }));
  expect(circleView(said.circle)).toEqual(circleView(before.circle));
  expect(ownView(said.circle, F)).toEqual(ownView(before.circle, F));
});

test("[F16] a turn is stopped with a reason that everybody sees, and counts as one", () => {
  const stopped = run(wait(turn(), 10_000), by(F, { type: "stop-turn", reason: "safety" }));
  expect(stopped.circle.floor).toMatchObject({ kind: "offered", to: B });
  expect(stopped.circle.seats.find(({ id }) => id === A)).toMatchObject({
    turns: 1,
    spokenMs: 10_000,
    owed: false,
    micOpen: false,
  });
  expect(told(stopped, "turn-stopped")).toMatchObject([
    { to: "all", about: A, by: F, reason: "safety" },
  ]);
  expect(refusal(stopped, by(F, { type: "stop-turn", reason: "care" }))).toBe(
    "nobody-holds-the-piece",
  );
  expect(refusal(turn(), by(B, { type: "stop-turn", reason: "care" }))).toBe("not-a-facilitator");
});

test("[F17] crosstalk is noted once a turn, counted for those who facilitate, and every third time pressing", () => {
  const one = run(turn(), by(B, { type: "note-crosstalk" }));
  expect(told(one, "crosstalk-noted")).toEqual([
    { to: "facilitators", code: "crosstalk-noted", count: 1, at: one.at },
  ]);
  expect(refusal(one, by(B, { type: "note-crosstalk" }))).toBe("already-so");
  const three = run(one, by(A, { type: "note-crosstalk" }), by(D, { type: "note-crosstalk" }));
  expect(told(three, "crosstalk-often")).toMatchObject([{ to: "facilitators", count: 3 }]);
  expect(refusal(run(three, by(A, { type: "hand-on" })), by(B, { type: "note-crosstalk" }))).toBe(
    null,
  );
});

test("[F17] everybody is reminded without a name, or one in private", () => {
  const noted = run(turn(), by(B, { type: "note-crosstalk" }));
  const all = run(noted, by(F, { type: "remind" }));
  expect(told(all, "reminder")).toEqual([{ to: "all", code: "reminder", by: F, at: all.at }]);
  expect(refusal(all, by(B, { type: "note-crosstalk" }))).toBe(null);
  const one = run(noted, by(F, { type: "remind", target: A }));
  expect(told(one, "reminder-private")).toMatchObject([{ to: A }]);
  expect(refusal(noted, by(B, { type: "remind" }))).toBe("not-a-facilitator");
});

test("[F17] where the part is open to it there is nothing to note", () => {
  const open = run(
    aLobby(A),
    by(F, { type: "change-sheet", from: 0, segments: [segment({ crosstalk: "open" })] }),
    by(F, { type: "start-meeting" }),
  );
  expect(refusal(open, by(A, { type: "note-crosstalk" }))).toBe("not-in-this-format");
});
