import { expect, test } from "vitest";

import { A, arriving, B, by, D, F, lost, back, refusal, run, wait } from "../kit/a-circle.ts";
import { begun, minute } from "../kit/a-format.ts";

/** F speaks, and does not hand on. */
const round = () => run(begun({ turnMs: null }, A, B), by(F, { type: "take-piece" }));
const admit = (target: typeof D) => by(F, { type: "admit", target });

test("[D8] a latecomer of the first ten minutes comes in at once, to the end of the order", () => {
  const joined = run(wait(round(), 10 * minute - 1), arriving(D), admit(D));
  expect(joined.circle.round?.order).toEqual([F, A, B, D]);
});

test("[D8] after that one waits at the door until the round is over", () => {
  const late = run(wait(round(), 10 * minute), arriving(D));
  expect(refusal(late, admit(D))).toBe("between-rounds");
  const over = run(late, by(F, { type: "close-round", reason: "time" }));
  expect(refusal(over, admit(D))).toBeNull();
});

test("[D8] [D4] whoever has sat here, or facilitates, returns at any time", () => {
  const gone = run(wait(round(), 20 * minute), by(A, { type: "leave" }));
  expect(refusal(gone, arriving(A))).toBeNull();
  expect(run(gone, lost(B), back(B)).circle.seats).toHaveLength(3);
  const keeper = run(gone, arriving(D, "co-facilitator"));
  expect(keeper.circle.seats.map(({ id }) => id)).toContain(D);
});
