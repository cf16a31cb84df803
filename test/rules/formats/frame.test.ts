import { expect, test } from "vitest";

import { formatOf } from "#rules/circle/formats/formats.ts";
import { ownView } from "#rules/circle/views.ts";

import { A, B, back, by, F, live, lost, refusal, run, wait } from "../../kit/a-circle.ts";
import { second, minute, held, begun, floor, view, told } from "../../kit/a-format.ts";

test("[W14] a part that is a silence begins with it", () => {
  const quiet = held({ format: "silence", plannedMs: 2 * minute }, A);
  expect(quiet.circle.overlay).toMatchObject({ kind: "silence", until: quiet.at + 2 * minute });
  expect(wait(quiet, 2 * minute).circle.overlay.kind).toBe("none");
  expect(held({ format: "silence" }, A).circle.overlay.kind).toBe("none");
});

test("[C11] a format of tomorrow is held as a plain round", () => {
  const strange = begun({ format: "of-tomorrow" as "round" }, A, B);
  expect(formatOf(strange.circle)?.byOrder).toBe(true);
  expect(floor(strange)).toMatchObject({ kind: "offered", to: F });
});

test("[F10] after 90 s without anybody who facilitates somebody may hold the circle for now, with none of the powers", () => {
  const turn = run(
    begun({ format: "round" }, A, B),
    by(F, { type: "pass" }),
    by(A, { type: "take-piece" }),
    live(A),
    lost(F),
  );
  const alone = wait(turn, 10 * second);
  expect(alone.circle.overlay.kind).toBe("no-facilitator");
  expect(refusal(alone, by(B, { type: "volunteer" }))).toBe("too-soon");
  expect(refusal(turn, by(B, { type: "volunteer" }))).toBe("already-so");
  const called = wait(run(alone, by(A, { type: "hand-on" })), 90 * second);
  expect(told(called, "supervisor-called")).toMatchObject([{ to: "all" }]);
  const acting = run(called, by(B, { type: "volunteer" }));
  expect([acting.circle.leader, view(acting).acting]).toEqual([B, true]);
  expect(told(acting, "volunteered")).toMatchObject([{ to: "all", about: B }]);
  expect(floor(acting)).toMatchObject({ kind: "offered", to: B });
  expect(refusal(acting, by(B, { type: "remove", target: A, reason: "safety" }))).toBe(
    "not-a-facilitator",
  );
  expect(ownView(acting.circle, B).console).toBeNull();
  expect(wait(acting, 20 * minute).circle.phase).toBe("meeting");
  const returned = run(acting, back(F));
  expect([returned.circle.leader, view(returned).acting]).toEqual([F, false]);
});

test("[F11] those who facilitate choose the light and the piece; everybody sees who did", () => {
  const lobby = held({}, A);
  const night = run(
    lobby,
    by(F, { type: "change-light", light: "night" }),
    by(F, { type: "choose-piece", piece: "stick" }),
  );
  expect([view(night).light, view(night).piece]).toEqual(["night", "stick"]);
  expect(told(night, "light-changed")).toMatchObject([{ to: "all", by: F }]);
  expect(told(night, "piece-chosen")).toMatchObject([{ to: "all", by: F }]);
  expect(refusal(night, by(F, { type: "change-light", light: "night" }))).toBe("already-so");
  expect(refusal(night, by(F, { type: "choose-piece", piece: "stick" }))).toBe("already-so");
  expect(refusal(lobby, by(A, { type: "change-light", light: "day" }))).toBe("not-a-facilitator");
});

test("[F11] the place is changed between rounds, to one that this house has", () => {
  const lobby = held({}, A);
  const beach = run(lobby, by(F, { type: "change-place", place: "beach" }));
  expect(view(beach).place).toBe("beach");
  expect(told(beach, "place-changed")).toMatchObject([{ to: "all", by: F }]);
  expect(ownView(beach.circle, F).console?.places).toEqual(["lounge", "beach"]);
  expect(refusal(beach, by(F, { type: "change-place", place: "beach" }))).toBe("already-so");
  expect(refusal(beach, by(F, { type: "change-place", place: "moon" }))).toBe("no-such-place");
  expect(refusal(beach, by(A, { type: "change-place", place: "lounge" }))).toBe(
    "not-a-facilitator",
  );
  const round = run(beach, by(F, { type: "start-round" }));
  expect(refusal(round, by(F, { type: "change-place", place: "lounge" }))).toBe("round-running");
});
