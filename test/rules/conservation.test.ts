import fc from "fast-check";
import { expect, test } from "vitest";

import type { Ms } from "#rules/ids.ts";

import {
  A,
  B,
  C,
  F,
  type Meeting,
  NOON,
  aRound,
  arriving,
  back,
  by,
  live,
  lost,
  passing,
  refusal,
  run,
  server,
  taking,
  wait,
} from "../kit/a-circle.ts";

/** How a turn is interrupted and goes on: what is done at first, and what after the time. */
const interruptions: Readonly<
  Record<
    string,
    {
      readonly most: Ms;
      readonly stop: (m: Meeting) => Meeting;
      readonly go: (m: Meeting, away: Ms) => Meeting;
    }
  >
> = {
  pause: {
    most: 3_600_000,
    stop: (m) => run(m, by(F, { type: "pause", reason: "tech" })),
    go: (m) => run(m, by(F, { type: "resume" })),
  },
  lockdown: {
    most: 3_600_000,
    stop: (m) => run(m, by(C, { type: "start-lockdown", reason: "safety" })),
    go: (m) => run(m, by(C, { type: "release-lockdown" })),
  },
  "lockdown over a pause": {
    most: 3_600_000,
    stop: (m) =>
      run(
        m,
        by(F, { type: "pause", reason: "care" }),
        by(C, { type: "start-lockdown", reason: "safety" }),
      ),
    go: (m) => run(m, by(C, { type: "release-lockdown" }), by(F, { type: "resume" })),
  },
  silence: {
    most: 600_000,
    stop: (m) => run(m, by(F, { type: "start-silence", lengthMs: 600_000 })),
    go: (m) => (m.circle.overlay.kind === "silence" ? run(m, by(F, { type: "end-silence" })) : m),
  },
  "own silence": {
    most: 30_000,
    stop: (m) => run(m, by(A, { type: "start-silence", lengthMs: 30_000 })),
    go: (m) => (m.circle.overlay.kind === "silence" ? run(m, by(A, { type: "end-silence" })) : m),
  },
  "voice lost": {
    most: 3_600_000,
    stop: (m) => run(m, server({ type: "voice-lost" })),
    go: (m) => run(m, server({ type: "voice-returned" })),
  },
  "link lost": {
    most: 44_999,
    stop: (m) => run(m, lost(A)),
    go: (m) => run(m, back(A), live(A)),
  },
  away: {
    most: 44_999,
    stop: (m) => run(m, by(A, { type: "go-away" })),
    go: (m) => run(m, by(A, { type: "come-back" }), live(A)),
  },
  "nobody leads": {
    most: 290_000,
    // Ten seconds the circle waits for its leader; the clock goes on in them, so they are not part of this.
    stop: (m) => run(m, by(C, { type: "leave" }), by(F, { type: "leave" })),
    go: (m) => run(m, arriving(F, "facilitator"), arriving(C, "co-facilitator")),
  },
  "server down": {
    most: 86_400_000,
    stop: (m) => m,
    go: (m, away) =>
      run(
        m,
        server({ type: "server-returned", downFrom: m.at - away }),
        back(F),
        back(C),
        back(A),
        back(B),
        live(A),
      ),
  },
};

const interruption = fc.record({
  what: fc.constantFrom(...Object.keys(interruptions)),
  after: fc.nat(9_000),
  away: fc.nat(),
});

test("[T11] [P2] [P5] [S4] whatever interrupts a turn, exactly what was left is left, and what was spoken is charged", () => {
  fc.assert(
    fc.property(fc.array(interruption, { minLength: 1, maxLength: 8 }), (list) => {
      let now = taking(passing(aRound(A, B, C), F), A);
      let spoken = 0;
      for (const { what, after, away } of list) {
        const how = interruptions[what];
        if (!how) throw new Error(what);
        spoken += after;
        now = how.stop(wait(now, after));
        const time = away % (how.most + 1);
        // While the server is down nobody's timers fire.
        now = how.go(
          what === "server down" ? { ...now, at: now.at + time } : wait(now, time),
          time,
        );
        expect(now.circle.floor).toMatchObject({
          kind: "held",
          by: A,
          remainingMs: 180_000 - spoken,
        });
      }
      now = run(wait(now, 1000), by(A, { type: "hand-on" }));
      expect(now.circle.seats.find((s) => s.id === A)).toMatchObject({
        spokenMs: spoken + 1000,
        turns: 1,
      });
    }),
    { numRuns: 300 },
  );
});

test("[T11] an open offer waits under an overlay, and goes on where it was", () => {
  const offered = wait(passing(aRound(A, B), F), 15_000);
  const paused = wait(run(offered, by(F, { type: "pause", reason: "care" })), 3_600_000);
  expect(paused.circle.floor).toMatchObject({ to: A, nudged: false });
  const on = run(paused, by(F, { type: "resume" }));
  expect(wait(on, 4_999).circle.floor).toMatchObject({ to: A, nudged: false });
  expect(wait(on, 5_000).circle.floor).toMatchObject({ to: A, nudged: true });
  expect(wait(on, 25_000).circle.floor).toMatchObject({ to: B });
});

test("[T11] a silence under a lockdown has as long to go afterwards as before", () => {
  const silent = run(aRound(A), by(F, { type: "start-silence", lengthMs: 60_000 }));
  const locked = wait(
    run(wait(silent, 20_000), by(F, { type: "start-lockdown", reason: "safety" })),
    500_000,
  );
  expect(locked.circle.overlay.kind).toBe("lockdown");
  const on = run(locked, by(F, { type: "release-lockdown" }));
  expect(wait(on, 39_999).circle.overlay.kind).toBe("silence");
  expect(wait(on, 40_000).circle.overlay.kind).toBe("none");
});

test("[T11] a turn that had not begun to count begins when the overlay is gone", () => {
  const taken = run(
    aRound(A),
    by(F, { type: "take-piece" }),
    by(F, { type: "pause", reason: "tech" }),
  );
  const later = wait(taken, 60_000);
  expect(later.circle.floor).toMatchObject({ clockFrom: null, remainingMs: 180_000 });
  const on = run(later, by(F, { type: "resume" }));
  expect(on.circle.floor).toMatchObject({ clockFrom: on.at, remainingMs: 180_000 });
});

test("[F9] [T11] a silence ends by itself, and the clock goes on", () => {
  const turn = wait(taking(passing(aRound(A), F), A), 30_000);
  const silent = run(turn, by(A, { type: "start-silence", lengthMs: 30_000 }));
  const over = wait(silent, 30_000);
  expect(over.circle.overlay.kind).toBe("none");
  expect(over.circle.floor).toMatchObject({ remainingMs: 150_000, clockFrom: NOON + 60_000 });
});

test("[T9] a microphone reported live while the clock stands does not start it", () => {
  const paused = run(
    aRound(A),
    by(F, { type: "take-piece" }),
    by(F, { type: "pause", reason: "tech" }),
  );
  expect(refusal(paused, live(F))).toBe("already-so");
});
