import { expect, test } from "vitest";

import { type SeatId } from "#rules/ids.ts";

import { A, B, by, refusal, run, wait } from "../../kit/a-circle.ts";
import { minute, begun, floor, speakers, view, told, speak } from "../../kit/a-format.ts";

const rise = (who: SeatId) => by(who, { type: "claim-piece" });
const worship = begun({ format: "worship", turnMs: 3 * minute }, A, B);

test("[W4] whoever rises speaks at once, without a clock, and once", () => {
  const risen = run(worship, rise(A));
  expect(floor(risen)).toMatchObject({ kind: "held", by: A, remainingMs: null });
  expect(refusal(risen, rise(B))).toBe("not-your-turn");
  const sat = speak(risen, A, 8 * minute);
  expect(told(sat, "time-is-up")).toEqual([]);
  expect(refusal(wait(sat, minute), rise(A))).toBe("already-spoken");
});

test("[W4] it settles for a minute, in which nobody rises and nobody is heard", () => {
  const sat = speak(run(worship, rise(A)), A, minute);
  expect(refusal(sat, rise(B))).toBe("settling");
  expect(view(sat).middle).toMatchObject({ kind: "worship", until: sat.at + minute });
  expect(speakers(sat)).toEqual([]);
  expect(refusal(wait(sat, minute - 1), rise(B))).toBe("settling");
  expect(refusal(wait(sat, minute), rise(B))).toBeNull();
});
