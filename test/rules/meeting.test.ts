import { expect, test } from "vitest";

import { circleView, ownView } from "#rules/circle/views.ts";
import { asSeatId, type SeatId } from "#rules/ids.ts";

import {
  A,
  B,
  E,
  F,
  type Meeting,
  aLobby,
  aMeeting,
  aRound,
  arriving,
  by,
  emptyMeeting,
  lost,
  passing,
  refusal,
  run,
  server,
  sheet,
  taking,
  wait,
} from "../kit/a-circle.ts";

const phase = ({ circle }: Meeting) => circle.phase;
const hands = ({ circle }: Meeting) => circle.hands.map((h) => h.seat);
const floor = ({ circle }: Meeting) => circle.floor;

test("[C1] a meeting is scheduled, opened, started, closed, and ends after ten minutes of afterglow", () => {
  const scheduled = run(
    emptyMeeting,
    server({ type: "schedule", chairs: 8, sheet }),
    arriving(F, "facilitator"),
  );
  expect(phase(scheduled)).toBe("scheduled");
  const lobby = run(
    scheduled,
    by(F, { type: "open-door" }),
    arriving(A),
    by(F, { type: "admit", target: A }),
  );
  expect(phase(lobby)).toBe("lobby");
  const met = run(lobby, by(F, { type: "start-meeting" }));
  expect(phase(met)).toBe("meeting");
  const closed = run(met, by(F, { type: "close-meeting", reason: "time" }));
  expect(circleView(closed.circle)).toMatchObject({
    phase: "afterglow",
    afterglowUntil: closed.at + 600_000,
  });
  expect(phase(wait(closed, 599_999))).toBe("afterglow");
  expect(phase(wait(closed, 600_000))).toBe("ended");
});

test("[C1] each step is taken in its phase only", () => {
  const over = wait(run(aMeeting(A), by(F, { type: "close-meeting", reason: "time" })), 600_000);
  for (const type of [
    "open-door",
    "start-meeting",
    "start-round",
    "next-segment",
    "close-meeting",
    "call-hand",
    "raise-hand",
    "open-microphone",
    "lock-door",
  ] as const)
    expect(refusal(over, by(F, { type }))).toBe("wrong-phase");
  expect(refusal(over, by(F, { type: "unlock-door" }))).toBe("wrong-phase");
  expect(refusal(over, by(F, { type: "set-prompt", prompt: "?" }))).toBe("wrong-phase");
  expect(refusal(over, by(F, { type: "offer-facilitation", target: A }))).toBe("wrong-phase");
  expect(refusal(over, arriving(E))).toBe("wrong-phase");
  expect(refusal(emptyMeeting, arriving(E))).toBe("wrong-phase");
  expect(refusal(aLobby(A), by(F, { type: "open-door" }))).toBe("wrong-phase");
  expect(refusal(aMeeting(A), by(F, { type: "start-meeting" }))).toBe("wrong-phase");
  expect(refusal(aLobby(A), by(F, { type: "start-round" }))).toBe("wrong-phase");
});

test("[C1] a meeting is scheduled once, with a sensible number of chairs", () => {
  expect(refusal(aLobby(), server({ type: "schedule", chairs: 8, sheet }))).toBe("already-so");
  for (const chairs of [0, -1, 13, 2.5])
    expect(refusal(emptyMeeting, server({ type: "schedule", chairs, sheet }))).toBe(
      "no-such-chair",
    );
});

test("[C5] it takes two to start", () => {
  expect(refusal(aLobby(), by(F, { type: "start-meeting" }))).toBe("too-few-people");
  expect(refusal(run(aLobby(A), lost(A)), by(F, { type: "start-meeting" }))).toBe("too-few-people");
  expect(refusal(aLobby(A), by(F, { type: "start-meeting" }))).toBeNull();
  expect(
    refusal(
      run(aLobby(A), by(F, { type: "pause", reason: "tech" })),
      by(F, { type: "start-meeting" }),
    ),
  ).toBe("paused");
});

test("[C6] the run sheet is gone through segment by segment, its prompts may be changed", () => {
  const first = run(aLobby(A), by(F, { type: "start-meeting" }));
  expect(circleView(first.circle).segment).toMatchObject({
    index: 0,
    count: 3,
    title: "Arriving",
    prompt: "",
  });
  const second = run(first, by(F, { type: "next-segment" }));
  expect(circleView(second.circle).segment.prompt).toBe("What brings you here?");
  const changed = run(second, by(F, { type: "set-prompt", prompt: "What is new?" }));
  expect(circleView(run(changed, by(F, { type: "start-round" })).circle).segment.prompt).toBe(
    "What is new?",
  );
  const inRound = run(
    second,
    by(F, { type: "start-round" }),
    by(F, { type: "set-prompt", prompt: "Or this?" }),
  );
  expect(circleView(inRound.circle).segment.prompt).toBe("Or this?");
  expect(refusal(inRound, by(F, { type: "set-prompt", prompt: "Or this?" }))).toBe("already-so");
  expect(refusal(inRound, by(F, { type: "set-prompt", prompt: "x".repeat(301) }))).toBe(
    "text-too-long",
  );
  const last = run(second, by(F, { type: "next-segment" }));
  expect(refusal(last, by(F, { type: "next-segment" }))).toBe("wrong-phase");
  expect(refusal(aLobby(A), by(F, { type: "next-segment" }))).toBe("wrong-phase");
});

test("[C7] T21: closing before everybody was asked needs a reason, and so does cutting anybody short", () => {
  const running = aRound(A, B);
  for (const type of ["close-round", "next-segment", "close-meeting"] as const) {
    expect(refusal(running, by(F, { type }))).toBe("some-not-offered");
    expect(ownView(running.circle, F).console?.unoffered).toEqual([A, B]);
    const last = taking(passing(running, F, A), B);
    expect(refusal(last, by(F, { type }))).toBe("reason-needed");
    const cut = run(last, by(F, { type, reason: "time" }));
    expect([floor(cut).kind, cut.circle.round]).toEqual(["none", null]);
    expect(cut.circle.seats.find((s) => s.id === B)).toMatchObject({ turns: 1, micOpen: false });
    expect(refusal(passing(running, F, A, B), by(F, { type }))).toBeNull();
  }
  const offered = run(running, by(F, { type: "close-round", reason: "care" }));
  expect(floor(offered)).toEqual({ kind: "none" });
  expect(refusal(aMeeting(A), by(F, { type: "close-round" }))).toBe("no-round");
});

test("[C7] who said later must be asked again before the round closes without a reason", () => {
  const later = run(
    aRound(A),
    by(F, { type: "later" }),
    by(A, { type: "pass" }),
    by(F, { type: "pause", reason: "care" }),
  );
  const resting = run(later, by(F, { type: "skip", reason: "care" }));
  expect(floor(resting).kind).toBe("none");
  const again = run(
    aRound(A),
    by(F, { type: "later" }),
    by(F, { type: "pause", reason: "care" }),
    by(A, { type: "pass" }),
  );
  expect(refusal(again, by(F, { type: "close-round" }))).toBe("reason-needed");
});

test("[C7] a round that rests under a pause, with everybody asked, needs no reason", () => {
  const resting = run(
    passing(aRound(A, B), F, A),
    by(F, { type: "pause", reason: "care" }),
    by(B, { type: "pass" }),
  );
  expect(resting.circle.round).toMatchObject({ state: "running", laters: [] });
  expect(refusal(resting, by(F, { type: "close-round" }))).toBeNull();
});

test("[C7] whoever only listens or is in their safe place does not hold a closing up", () => {
  const round = passing(
    run(
      aRound(A, B, E),
      by(A, { type: "change-mode", mode: "listen-only" }),
      by(B, { type: "step-out" }),
    ),
    F,
    E,
  );
  expect(refusal(round, by(F, { type: "close-round" }))).toBeNull();
});

test.each(["pause", "start-lockdown", "start-silence", "none"] as const)(
  "[C8] a meeting can be closed under %s",
  (over) => {
    const turn = taking(aRound(A), F);
    const lies =
      over === "none"
        ? turn
        : run(
            turn,
            by(
              F,
              over === "start-silence"
                ? { type: over, lengthMs: 60_000 }
                : { type: over, reason: "care" },
            ),
          );
    const closed = run(lies, by(F, { type: "close-meeting", reason: "care" }));
    expect(closed.circle).toMatchObject({
      phase: "afterglow",
      overlay: { kind: "none" },
      floor: { kind: "none" },
      round: null,
      hands: [],
    });
  },
);

test("[H1] a hand goes up once and comes down by its owner", () => {
  const up = run(aMeeting(A, B), by(A, { type: "raise-hand" }));
  expect(refusal(up, by(A, { type: "raise-hand" }))).toBe("already-raised");
  expect(hands(run(up, by(A, { type: "lower-hand" })))).toEqual([]);
  expect(refusal(up, by(B, { type: "lower-hand" }))).toBe("not-raised");
  const listening = run(up, by(B, { type: "change-mode", mode: "listen-only" }));
  expect(refusal(listening, by(B, { type: "raise-hand" }))).toBe("listening-only");
  const early = run(
    emptyMeeting,
    server({ type: "schedule", chairs: 8, sheet }),
    arriving(F, "facilitator"),
  );
  expect(refusal(early, by(F, { type: "raise-hand" }))).toBe("wrong-phase");
});

test.each(["leave", "step-out", "remove", "listen-only"] as const)(
  "[H1] a hand goes with its owner: %s",
  (how) => {
    const up = run(aMeeting(A, B), by(A, { type: "raise-hand" }), by(B, { type: "raise-hand" }));
    const gone = run(
      up,
      {
        leave: by(A, { type: "leave" }),
        "step-out": by(A, { type: "step-out" }),
        remove: by(F, { type: "remove", target: A, reason: "safety" }),
        "listen-only": by(A, { type: "change-mode", mode: "listen-only" }),
      }[how],
    );
    expect(hands(gone)).toEqual([B]);
  },
);

const called = (_m: Meeting, target?: SeatId) =>
  by(F, target ? { type: "call-hand", target } : { type: "call-hand" });

test("[H2] hands are called in the order in which they went up, or by name; taking or passing lowers them", () => {
  const up = run(
    aMeeting(A, B, E),
    by(B, { type: "raise-hand" }),
    by(A, { type: "raise-hand" }),
    by(E, { type: "raise-hand" }),
  );
  const first = run(up, called(up));
  expect(floor(first)).toMatchObject({ kind: "offered", to: B, via: "hand" });
  expect(refusal(first, by(B, { type: "later" }))).toBe("no-round");
  expect(ownView(first.circle, B)).toMatchObject({ canLater: false });
  expect(hands(taking(first, B))).toEqual([A, E]);
  expect(floor(taking(first, B))).toMatchObject({ kind: "held", by: B, remainingMs: 180_000 });
  const declined = run(first, by(B, { type: "pass" }));
  expect([hands(declined), floor(declined).kind]).toEqual([[A, E], "none"]);
  expect(floor(run(up, called(up, E)))).toMatchObject({ to: E });
  expect(hands(wait(first, 40_000))).toEqual([A, E]);
});

test("[H2] when hands cannot be called", () => {
  const here = aMeeting(A, B);
  expect(refusal(here, called(here))).toBe("no-hands");
  const up = run(here, by(A, { type: "raise-hand" }));
  expect(refusal(up, called(up, B))).toBe("not-raised");
  expect(refusal(run(up, lost(A)), called(up))).toBe("not-here");
  expect(refusal(run(up, by(F, { type: "start-round" })), called(up))).toBe("round-running");
  expect(refusal(run(up, called(up)), called(up))).toBe("round-running");
  expect(refusal(run(up, by(F, { type: "pause", reason: "care" })), called(up))).toBe("paused");
  const second = run(up, by(B, { type: "raise-hand" }), lost(A));
  expect(floor(run(second, called(second)))).toMatchObject({ to: B });
});

test("[H2] a called hand whose owner's link is lost stays up, and the floor is free again", () => {
  const up = run(aMeeting(A, B), by(A, { type: "raise-hand" }));
  const gone = run(up, called(up), lost(A));
  expect([hands(gone), floor(gone).kind]).toEqual([[A], "none"]);
});

test("[H3] everybody sees that hands are up; the order is known to those who facilitate, the own place to each", () => {
  const up = run(aMeeting(A, B), by(B, { type: "raise-hand" }), by(A, { type: "raise-hand" }));
  const view = circleView(up.circle);
  expect([view.handsUp, view.seats.filter((s) => s.handRaised).map((s) => s.id)]).toEqual([
    2,
    [A, B],
  ]);
  expect(ownView(up.circle, F).console?.hands).toEqual([B, A]);
  expect([F, A, B].map((id) => ownView(up.circle, id).handPlace)).toEqual([0, 2, 1]);
});

test("[H4] all hands are lowered at once", () => {
  const up = run(aMeeting(A, B), by(B, { type: "raise-hand" }), by(A, { type: "raise-hand" }));
  expect(hands(run(up, by(F, { type: "lower-all-hands" })))).toEqual([]);
  expect(refusal(aMeeting(A), by(F, { type: "lower-all-hands" }))).toBe("no-hands");
});

test("[C9] T25: thirty wishes at one moment: each counts once, the rest are refused by name", () => {
  const people = [A, B, E, ...Array.from({ length: 4 }, (_, i) => asSeatId(`guest ${i}`))];
  let now = people
    .slice(3)
    .reduce(
      (m, id) => run(m, arriving(id), by(F, { type: "admit", target: id })),
      aMeeting(A, B, E),
    );
  const refused: (string | null)[] = [];
  for (let again = 0; again < 4; again++)
    for (const who of people) {
      const step = by(who, { type: "raise-hand" });
      refused.push(refusal(now, step));
      if (refused.at(-1) === null) now = run(now, step);
    }
  expect(hands(now)).toEqual(people);
  expect(refused.slice(people.length)).toEqual(Array(21).fill("already-raised"));
});
