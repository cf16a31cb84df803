import { expect, test } from "vitest";

import { ownView } from "#rules/circle/views.ts";
import { type SeatId } from "#rules/ids.ts";

import { A, arriving, B, by, D, E, F, refusal, run, wait } from "../../kit/a-circle.ts";
import { second, minute, begun, floor, speakers, view, told, speak } from "../../kit/a-format.ts";

const up = (who: SeatId) => by(who, { type: "raise-hand" });
const order = (how: "as-raised" | "least-heard" | "newcomers-first" | "picked") =>
  by(F, { type: "order-hands", order: how });
const call = by(F, { type: "call-hand" });
const circle = begun({ format: "hands", turnMs: 3 * minute }, A, B, D);

test("[W5] T11: as raised, then who has been heard least; everybody sees the rule", () => {
  const spoken = speak(run(circle, up(A), call, by(A, { type: "take-piece" })), A, minute);
  const asked = run(wait(run(spoken, up(A)), second), up(B));
  expect(floor(run(asked, call))).toMatchObject({ kind: "offered", to: A, via: "hand" });
  const fair = run(asked, order("least-heard"));
  expect(ownView(fair.circle, F).console?.hands).toEqual([B, A]);
  expect(floor(run(fair, call))).toMatchObject({ to: B });
  expect(view(fair).handOrder).toBe("least-heard");
  expect(told(fair, "hands-ordered")).toMatchObject([{ to: "all", by: F }]);
  expect(refusal(fair, order("least-heard"))).toBe("already-so");
  expect(refusal(fair, by(A, { type: "order-hands", order: "picked" }))).toBe("not-a-facilitator");
});

test("[W5] newcomers first, until they have spoken; or as somebody picks", () => {
  const newcomer = { ...arriving(E), newcomer: true };
  const there = run(circle, newcomer, by(F, { type: "admit", target: E }), up(A), up(E));
  const first = run(there, order("newcomers-first"));
  expect(floor(run(first, call))).toMatchObject({ to: E });
  const after = speak(run(first, call, by(E, { type: "take-piece" })), E, second);
  expect(ownView(run(after, up(E)).circle, F).console?.hands).toEqual([A, E]);
  const picked = run(there, order("picked"));
  expect(refusal(picked, call)).toBe("nothing-asked");
  expect(floor(run(picked, by(F, { type: "call-hand", target: E })))).toMatchObject({ to: E });
});

test("[W5] between two turns whoever leads may speak, and nobody else", () => {
  const open = run(circle, by(F, { type: "open-microphone" }));
  expect(speakers(open)).toEqual([F]);
  expect(refusal(open, by(A, { type: "open-microphone" }))).toBe("not-your-turn");
  const taken = run(open, up(A), call, by(A, { type: "take-piece" }));
  expect(speakers(taken)).toEqual([A]);
});
