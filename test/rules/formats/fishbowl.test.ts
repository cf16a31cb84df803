import { expect, test } from "vitest";

import { circleView, ownView } from "#rules/circle/views.ts";
import { type SeatId } from "#rules/ids.ts";

import {
  A,
  B,
  back,
  by,
  D,
  E,
  F,
  lost,
  type Meeting,
  refusal,
  run,
  wait,
} from "../../kit/a-circle.ts";
import { second, minute, held, begun, speakers, view, told } from "../../kit/a-format.ts";

const sit = (who: SeatId) => by(who, { type: "sit-in-middle" });
const step = (who: SeatId) => by(who, { type: "step-back" });
const thank = (target: SeatId) => by(F, { type: "thank", target, reason: "time" });
const bowl = begun({ format: "fishbowl", innerChairs: 3 }, A, B, D, E);
const full = run(bowl, sit(A), sit(B), sit(D));

test("[W6] who sits in the middle is heard, the others listen", () => {
  expect(speakers(run(bowl, sit(A), sit(B)))).toEqual([A, B]);
  expect(refusal(bowl, by(E, { type: "open-microphone" }))).toBe("not-your-turn");
  expect(
    view(run(bowl, sit(A)))
      .seats.filter((s) => s.inMiddle)
      .map((s) => s.id),
  ).toEqual([A]);
  const back = run(full, step(A));
  expect(speakers(back)).toEqual([B, D]);
  expect(refusal(back, by(A, { type: "open-microphone" }))).toBe("not-your-turn");
});

test("[W6] it begins with those whose hands are up, and one chair stays empty", () => {
  const hands = run(
    held({ format: "fishbowl", innerChairs: 3 }, A, B, D),
    ...[D, B, A].map((who) => by(who, { type: "raise-hand" as const })),
    by(F, { type: "start-round" }),
  );
  expect(
    view(hands)
      .seats.filter((s) => s.inMiddle)
      .map((s) => s.id)
      .toSorted(),
  ).toEqual([B, D]);
  const sizes = [1, 9].map((innerChairs) => view(begun({ format: "fishbowl", innerChairs }, A, B)));
  expect(sizes.map(({ middle }) => middle.chairs)).toEqual([3, 6]);
  expect(refusal(held({ format: "fishbowl" }, A), by(F, { type: "start-round" }))).toBe(
    "too-few-people",
  );
});

test("[W7] T12: with every chair taken all are reminded after 30 s, and after a minute one may be thanked", () => {
  expect(refusal(wait(full, 59 * second), thank(A))).toBe("too-soon");
  expect(told(wait(full, 30 * second - 1), "middle-full")).toEqual([]);
  const reminded = wait(full, minute);
  expect(told(reminded, "middle-full")).toMatchObject([{ to: "all" }]);
  expect(view(reminded).middle.stage).toBe("full");
  const thanked = run(reminded, thank(A));
  expect(told(thanked, "thanked")).toMatchObject([{ to: "all", by: F, about: A, reason: "time" }]);
  expect(speakers(thanked)).toEqual([B, D]);
  expect(refusal(reminded, thank(E))).toBe("not-in-the-middle");
  expect(refusal(reminded, by(A, { type: "thank", target: B, reason: "time" }))).toBe(
    "not-a-facilitator",
  );
});

test("[W7] whoever waits comes into the next empty chair; whoever stepped back comes again after two minutes", () => {
  const waiting = run(full, sit(E));
  expect(ownView(waiting.circle, E)).toMatchObject({ claimed: true, chairPlace: 1 });
  expect(refusal(waiting, sit(E))).toBe("already-so");
  const moved = run(waiting, step(A));
  expect(
    view(moved)
      .seats.filter((s) => s.inMiddle)
      .map((s) => s.id)
      .toSorted(),
  ).toEqual([B, D, E]);
  expect(refusal(run(moved, step(B)), sit(A))).toBe("too-soon");
  expect(refusal(wait(moved, 2 * minute), sit(A))).toBeNull();
  expect(refusal(bowl, step(A))).toBe("not-in-the-middle");
  expect(ownView(run(waiting, step(E)).circle, E).claimed).toBe(false);
});

test("[W7] a lost link keeps the chair for 30 s; whoever leaves or only listens has stepped back at once", () => {
  const inner = ({ circle }: Meeting) =>
    circleView(circle)
      .seats.filter((s) => s.inMiddle)
      .map((s) => s.id)
      .toSorted();
  const gone = run(full, lost(A));
  expect(inner(wait(gone, 30 * second - 1))).toEqual([A, B, D]);
  expect(inner(wait(gone, 30 * second))).toEqual([B, D]);
  expect(inner(run(wait(gone, 20 * second), back(A)))).toEqual([A, B, D]);
  expect(inner(run(full, by(A, { type: "leave" })))).toEqual([B, D]);
  expect(inner(run(full, by(A, { type: "step-out" })))).toEqual([B, D]);
  expect(inner(run(full, by(A, { type: "change-mode", mode: "listen-only" })))).toEqual([B, D]);
  expect(inner(run(full, by(F, { type: "remove", target: A, reason: "safety" })))).toEqual([B, D]);
});

test("[W7] whoever only waited for a chair, and no longer does, may sit at once when one is free", () => {
  const waited = run(full, sit(E), step(E), step(A));
  expect(refusal(waited, sit(E))).toBeNull();
});

test("[W6] what everybody sees of the round is its number, its state and its way", () => {
  expect(view(bowl).round).toEqual({ number: 1, state: "running", format: "fishbowl" });
  expect(view(run(bowl, by(F, { type: "close-round" }))).round).toMatchObject({ state: "none" });
});
