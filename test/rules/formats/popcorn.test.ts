import { expect, test } from "vitest";

import { ownView } from "#rules/circle/views.ts";
import { asSeatId, type SeatId } from "#rules/ids.ts";

import {
  A,
  arriving,
  B,
  back,
  by,
  D,
  F,
  live,
  lost,
  refusal,
  run,
  wait,
} from "../../kit/a-circle.ts";
import { second, minute, begun, floor, view, told, speak } from "../../kit/a-format.ts";

const popcorn = (...guests: readonly SeatId[]) =>
  begun({ format: "popcorn", turnMs: 3 * minute }, ...guests);
const claim = (who: SeatId) => by(who, { type: "claim-piece" });

test("[W1] T10: of those who ask together it goes to who had it least, then spoke least, then asked first", () => {
  const first = wait(run(popcorn(A, B, D), claim(A)), 3 * second);
  expect(floor(first)).toMatchObject({ kind: "held", by: A, via: "claim" });
  const open = wait(speak(first, A, 30 * second), 25 * second);
  const asked = run(wait(run(wait(run(open, claim(A)), 100), claim(B)), 100), claim(D));
  expect(floor(asked)).toEqual({ kind: "none" });
  const given = wait(asked, 3 * second);
  expect(floor(given)).toMatchObject({ kind: "held", by: B });
  const again = wait(run(speak(given, B, 10 * second)), 25 * second);
  const two = wait(run(wait(run(again, claim(B)), 100), claim(A)), 3 * second);
  expect(floor(two)).toMatchObject({ by: B });
});

test("[W1] who asked and was not given it is in the queue, and nobody sees it", () => {
  const asked = run(popcorn(A, B, D), claim(A), claim(B));
  expect(JSON.stringify(view(asked).middle)).not.toContain(B);
  const given = wait(asked, 3 * second);
  expect(given.circle.hands.map(({ seat }) => seat)).toEqual([B]);
  expect(view(given).handsUp).toBe(0);
  expect(view(given).seats.filter(({ handRaised }) => handRaised)).toEqual([]);
  expect(ownView(given.circle, B).handPlace).toBe(1);
  expect(ownView(given.circle, F).console?.hands).toEqual([B]);
  expect(ownView(asked.circle, A).claimed).toBe(true);
  expect(refusal(asked, claim(A))).toBe("already-so");
});

test("[W2] the last one waits for others, but not for ever", () => {
  const after = speak(wait(run(popcorn(A, B), claim(A)), 3 * second), A, second);
  expect(refusal(after, claim(A))).toBe("others-first");
  expect(refusal(wait(after, 19 * second), claim(A))).toBe("others-first");
  expect(refusal(wait(after, 20 * second), claim(A))).toBeNull();
  expect(refusal(run(after, claim(B)), claim(A))).toBeNull();
});

test("[W2] it may be offered by name, first to those who have not had it; unanswered it lies in the middle again", () => {
  const mine = run(wait(run(popcorn(A, B, D), claim(A)), 3 * second), live(A));
  const offered = run(mine, by(A, { type: "hand-on", target: B }));
  expect(floor(offered)).toMatchObject({ kind: "offered", to: B, via: "named" });
  expect(refusal(offered, by(B, { type: "later" }))).toBe("no-round");
  expect(floor(wait(offered, 15 * second - 1))).toMatchObject({ to: B });
  expect(floor(wait(offered, 15 * second))).toEqual({ kind: "none" });
  expect(floor(run(offered, by(B, { type: "pass" })))).toEqual({ kind: "none" });
  const taken = run(offered, by(B, { type: "take-piece" }));
  expect(refusal(taken, by(B, { type: "hand-on", target: A }))).toBe("others-first");
  expect(refusal(taken, by(B, { type: "hand-on", target: D }))).toBeNull();
  expect(refusal(taken, by(B, { type: "hand-on", target: B }))).toBe("not-yourself");
  expect(refusal(taken, by(B, { type: "hand-on", target: asSeatId("nobody") }))).toBe(
    "no-such-person",
  );
  const listening = run(taken, by(D, { type: "change-mode", mode: "listen-only" }));
  expect(refusal(listening, by(B, { type: "hand-on", target: D }))).toBe("listening-only");
  expect(refusal(run(taken, lost(D)), by(B, { type: "hand-on", target: D }))).toBe("not-here");
});

test("[W2] in a round nobody is named", () => {
  const round = run(begun({ format: "round" }, A, B), by(F, { type: "take-piece" }), live(F));
  expect(refusal(round, by(F, { type: "hand-on", target: B }))).toBe("not-in-this-format");
  expect(refusal(round, claim(A))).toBe("not-in-this-format");
});

test("[W3] after a minute of quiet those who facilitate are told, once", () => {
  const quiet = wait(popcorn(A, B), 3 * minute);
  expect(told(quiet, "middle-quiet").map(({ to }) => to)).toEqual(["facilitators"]);
  const again = wait(speak(wait(run(quiet, claim(A)), 3 * second), A, second), minute);
  expect(told(again, "middle-quiet")).toHaveLength(2);
});

test("[W1] [V1] nobody is heard while the piece lies in the middle; it can be closed with nothing owed", () => {
  const open = popcorn(A, B);
  const wishes = [A, B, F].map((who) => refusal(open, by(who, { type: "open-microphone" })));
  expect(wishes).toEqual(["not-your-turn", "not-your-turn", "not-your-turn"]);
  expect(refusal(open, by(F, { type: "close-round" }))).toBeNull();
  expect(
    refusal(
      run(open, arriving(D), by(F, { type: "admit", target: D })),
      by(F, { type: "close-round" }),
    ),
  ).toBeNull();
  expect(refusal(open, by(A, { type: "close-round" }))).toBe("not-a-facilitator");
});

test("[P3] a holder who is lost is asked again when they are back", () => {
  const gone = wait(
    run(wait(run(popcorn(A, B), claim(A)), 3 * second), live(A), lost(A)),
    46 * second,
  );
  expect(floor(gone)).toEqual({ kind: "none" });
  expect(floor(run(gone, back(A)))).toMatchObject({ kind: "offered", to: A, via: "returned" });
});

test("[W13] a silence does not use up the moment in which one may ask", () => {
  const asked = run(popcorn(A, B), claim(A));
  const still = wait(run(asked, by(F, { type: "start-silence", lengthMs: minute })), minute - 1);
  expect(floor(still)).toEqual({ kind: "none" });
  expect(refusal(still, claim(B))).toBe("in-silence");
  expect(floor(wait(still, 3 * second))).toEqual({ kind: "none" });
  expect(floor(wait(still, 3 * second + 1))).toMatchObject({ by: A });
});

test("[W2] nobody waits for somebody who cannot be reached, or only listens", () => {
  const taken = run(wait(run(popcorn(A, B, D), claim(A)), 3 * second), live(A));
  const again = run(taken, by(A, { type: "hand-on", target: B }), by(B, { type: "take-piece" }));
  const toA = by(B, { type: "hand-on", target: A });
  expect(refusal(again, toA)).toBe("others-first");
  const gone = run(again, lost(D), by(F, { type: "change-mode", mode: "listen-only" }));
  expect(refusal(gone, toA)).toBeNull();
  expect(refusal(run(again, lost(D)), toA)).toBe("others-first");
});

test("[W1] only whoever asked is told that they have", () => {
  const asked = run(popcorn(A, B), claim(A));
  expect([A, B, F].map((who) => ownView(asked.circle, who).claimed)).toEqual([true, false, false]);
});
