import { expect, test } from "vitest";

import { replay } from "#rules/circle/evolve.ts";
import { circleView, ownView } from "#rules/circle/views.ts";

import { A, B, C, D, E, F, MEETING, aRound, by, live, run } from "../kit/a-circle.ts";

test("[T1] the piece goes round to the left, the leader first, and everybody is heard once", () => {
  const people = [F, A, B, D, E, C];
  let now = aRound(A, B, D, E, C);
  for (const who of people) {
    expect(now.circle.floor).toMatchObject({ kind: "offered", to: who });
    now = run(now, by(who, { type: "take-piece" }), live(who));
    expect(
      circleView(now.circle)
        .seats.filter((s) => s.live)
        .map((s) => s.id),
    ).toEqual([who]);
    expect(ownView(now.circle, who).may).toContain("hand-on");
    now = { ...now, at: now.at + 10_000 };
    now = run(now, by(who, { type: "hand-on" }));
  }
  expect(now.circle.round?.state).toBe("complete");
  expect(now.circle.seats.map((s) => s.spokenMs)).toEqual(people.map(() => 10_000));
  expect(replay(MEETING, now.events)).toEqual(now.circle);
});
