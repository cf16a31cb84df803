import { expect, test } from "vitest";

import type { Wish } from "#rules/circle/commands.ts";
import { circleView, ownView } from "#rules/circle/views.ts";
import { asSeatId, type SeatId } from "#rules/ids.ts";

import {
  A,
  B,
  C,
  E,
  F,
  type Meeting,
  aLobby,
  aMeeting,
  aRound,
  arriving,
  back,
  by,
  emptyMeeting,
  lost,
  noticesIn,
  passing,
  refusal,
  run,
  server,
  sheet,
  taking,
  wait,
} from "../kit/a-circle.ts";

const minute = 60_000;
const leader = ({ circle }: Meeting) => circle.leader;
const overlay = ({ circle }: Meeting) => circle.overlay.kind;
const floor = ({ circle }: Meeting) => circle.floor;
const role = ({ circle }: Meeting, id: SeatId) => circle.seats.find((s) => s.id === id)?.role;

test("[F1] a sole facilitator gets back in through a locked door and a lockdown", () => {
  const locked = run(
    aMeeting(A, B),
    by(F, { type: "lock-door" }),
    by(F, { type: "start-lockdown", reason: "safety" }),
  );
  for (const gone of [
    run(locked, by(F, { type: "leave" })),
    wait(run(locked, lost(F)), 4 * minute),
  ]) {
    const again = run(gone, arriving(F, "facilitator"));
    expect(leader(again)).toBe(F);
    expect(refusal(again, by(F, { type: "release-lockdown" }))).toBeNull();
  }
});

test("[F1] the last free chair is kept for whoever facilitates while none of them has one", () => {
  const people = Array.from({ length: 7 }, (_, i) => asSeatId(`guest ${i}`));
  const full = people.reduce(
    (now, id) => run(now, arriving(id), by(F, { type: "admit", target: id })),
    aLobby(),
  );
  const [one, two] = people as [SeatId, SeatId];
  const empty = run(
    full,
    by(one, { type: "leave" }),
    by(two, { type: "leave" }),
    by(F, { type: "leave" }),
  );
  const oneBack = run(run(empty, arriving(one)), arriving(two));
  expect(oneBack.circle.seats.filter((s) => s.presence === "here")).toHaveLength(7);
  const third = run(full, by(one, { type: "leave" }), by(F, { type: "leave" }), arriving(one));
  expect(third.circle.seats.filter((s) => s.presence === "here")).toHaveLength(7);
  const last = run(
    full,
    by(F, { type: "leave" }),
    by(one, { type: "leave" }),
    arriving(one),
    by(two, { type: "leave" }),
  );
  expect(refusal(run(last, arriving(two)), arriving(F, "facilitator"))).toBeNull();
  const noRoom = run(
    full,
    by(one, { type: "leave" }),
    arriving(E),
    by(F, { type: "admit", target: E }),
    by(F, { type: "leave" }),
  );
  expect(refusal(noRoom, arriving(one))).toBe("circle-full");
  expect(leader(run(noRoom, arriving(F, "facilitator")))).toBe(F);
});

test("[F2] the first who can facilitate leads, and a facilitator before a co-facilitator", () => {
  const early = run(
    emptyMeeting,
    server({ type: "schedule", chairs: 8, sheet }),
    arriving(C, "co-facilitator"),
  );
  expect(leader(early)).toBe(C);
  expect(leader(run(early, arriving(F, "facilitator")))).toBe(F);
  expect(noticesIn(early).filter((n) => n.code === "leader-changed")).toEqual([]);
});

test("[F3] the lead is offered, accepted, and goes over with its role; the one before stays at the side", () => {
  const offered = run(aMeeting(A, B), by(F, { type: "offer-facilitation", target: A }));
  expect(ownView(offered.circle, A).facilitationOffered).toBe(true);
  expect(ownView(offered.circle, A).may).toContain("accept-facilitation");
  const led = run(offered, by(A, { type: "accept-facilitation" }));
  expect([leader(led), role(led, A), role(led, F)]).toEqual([A, "facilitator", "co-facilitator"]);
  expect(noticesIn(led).at(-1)).toMatchObject({ to: "all", code: "leader-changed", about: A });
  expect(led.circle.handOver).toBeNull();
});

test("[F3] the offer to lead is declined, or lapses after 30 seconds", () => {
  const offered = run(aMeeting(A, B), by(F, { type: "offer-facilitation", target: A }));
  const declined = run(offered, by(A, { type: "decline-facilitation" }));
  expect([leader(declined), declined.circle.handOver]).toEqual([F, null]);
  expect(noticesIn(declined).at(-1)).toMatchObject({ to: F, code: "facilitation-declined" });
  expect(wait(offered, 29_999).circle.handOver).not.toBeNull();
  expect(wait(offered, 30_000).circle.handOver).toBeNull();
  for (const type of ["accept-facilitation", "decline-facilitation"] as const)
    expect(refusal(offered, by(B, { type }))).toBe("nothing-asked");
});

test("[F3] who may offer the lead, and to whom", () => {
  const here = aMeeting(A, B, C);
  const offering = (who: SeatId, target: SeatId, m = here) =>
    refusal(m, by(who, { type: "offer-facilitation", target }));
  expect(offering(F, F)).toBe("not-yourself");
  expect(offering(F, E)).toBe("no-such-person");
  expect(offering(F, A, run(here, lost(A)))).toBe("not-here");
  expect(offering(C, A)).toBe("not-the-leader");
  expect(offering(A, B)).toBe("not-a-facilitator");
  expect(offering(F, B, run(here, by(F, { type: "offer-facilitation", target: A })))).toBe(
    "already-so",
  );
});

test("[F4] T17: the leader's link is lost: after ten seconds the co-facilitator leads, the floor untouched", () => {
  const turn = taking(passing(aRound(A, C), F), A);
  const gone = run(turn, lost(F));
  expect(leader(wait(gone, 9_999))).toBe(F);
  const led = wait(gone, 10_000);
  expect([leader(led), overlay(led)]).toEqual([C, "none"]);
  expect(floor(led)).toMatchObject({ kind: "held", by: A, standing: false });
  const returned = run(wait(led, minute), back(F));
  expect(leader(returned)).toBe(F);
});

test("[F4] back within ten seconds, the leader leads as if nothing had been", () => {
  const short = run(wait(run(aMeeting(A, C), lost(F)), 9_000), back(F));
  expect(leader(wait(short, minute))).toBe(F);
  expect(short.events.some((e) => e.type === "leader-changed" && e.how !== "first")).toBe(false);
});

test("[F4] a leader who leaves is followed at once", () => {
  expect(leader(run(aMeeting(A, C), by(F, { type: "leave" })))).toBe(C);
});

test("[F4] a co-facilitator who comes later takes over from a leader long gone", () => {
  const alone = wait(run(aMeeting(A), lost(F)), minute);
  expect(overlay(alone)).toBe("no-facilitator");
  const led = run(alone, arriving(C, "co-facilitator"));
  expect([leader(led), overlay(led)]).toEqual([C, "none"]);
});

test("[F5] T18: with nobody to lead the present turn goes on, nobody new is asked, and nobody is admitted", () => {
  const turn = taking(passing(run(aRound(A, B), arriving(E)), F), A);
  const alone = wait(run(turn, lost(F)), 10_000);
  expect(overlay(alone)).toBe("no-facilitator");
  expect(circleView(alone.circle).seats.find((s) => s.id === A)?.live).toBe(true);
  const next = run(alone, by(A, { type: "hand-on" }));
  expect(floor(next)).toEqual({ kind: "none" });
  expect(floor(wait(next, 4 * minute))).toEqual({ kind: "none" });
  expect(refusal(next, by(B, { type: "admit", target: E }))).toBe("not-a-facilitator");
  const returned = run(next, back(F));
  expect([leader(returned), overlay(returned)]).toEqual([F, "none"]);
  expect(floor(returned)).toMatchObject({ kind: "offered", to: B });
  expect(noticesIn(returned).map((n) => n.code)).toContain("facilitator-returned");
});

test("[F6] T18: after five minutes without anybody the meeting closes gently; after ten more it has ended", () => {
  const alone = run(aRound(A), lost(F));
  expect(wait(alone, 5 * minute - 1).circle.phase).toBe("meeting");
  const closed = wait(alone, 5 * minute);
  expect(closed.circle).toMatchObject({
    phase: "afterglow",
    overlay: { kind: "none" },
    afterglowUntil: closed.at + 10 * minute,
  });
  expect(wait(closed, 10 * minute).circle.phase).toBe("ended");
});

test("[F6] a pause left behind does not keep a meeting open for ever", () => {
  const paused = run(aRound(A), by(F, { type: "pause", reason: "care" }), by(F, { type: "leave" }));
  expect(wait(paused, 5 * minute).circle.phase).toBe("afterglow");
});

test("[F6] before a meeting has begun nobody's absence ends it", () => {
  const lobby = run(aLobby(A), lost(F));
  const later = wait(lobby, 60 * minute);
  expect([later.circle.phase, overlay(later)]).toEqual(["lobby", "no-facilitator"]);
  expect(overlay(run(later, arriving(F, "facilitator")))).toBe("none");
});

/** Every power, with what it needs. */
const powers: readonly Wish[] = [
  { type: "open-door" },
  { type: "admit", target: E },
  { type: "decline", target: E },
  { type: "start-meeting" },
  { type: "start-round" },
  { type: "set-prompt", prompt: "?" },
  { type: "next-segment" },
  { type: "call-hand" },
  { type: "lower-all-hands" },
  { type: "skip", reason: "time" },
  { type: "pause", reason: "time" },
  { type: "resume" },
  { type: "start-silence", lengthMs: 60_000 },
  { type: "give-time" },
  { type: "decline-time" },
  { type: "close-round" },
  { type: "close-meeting" },
  { type: "mute-everyone" },
  { type: "mute", target: B },
  { type: "remove", target: B, reason: "safety" },
  { type: "lock-door" },
  { type: "unlock-door" },
  { type: "start-lockdown", reason: "safety" },
  { type: "release-lockdown" },
  { type: "offer-facilitation", target: B },
];

test.each(powers)("[F7] a member has not the power to $type", (power) => {
  expect(refusal(aMeeting(A, B), by(A, power))).toBe("not-a-facilitator");
  expect(ownView(aMeeting(A, B).circle, A).may).not.toContain(power.type);
});

test("[F7] [S2] no use of a power is silent: one line names who did what", () => {
  const m = run(aMeeting(A, B), arriving(E), by(A, { type: "raise-hand" }));
  const used: readonly (readonly [Wish, Meeting])[] = [
    [{ type: "admit", target: E }, m],
    [{ type: "decline", target: E }, m],
    [{ type: "next-segment" }, m],
    [{ type: "start-round" }, m],
    [{ type: "lower-all-hands" }, m],
    [{ type: "skip", reason: "time" }, run(m, by(F, { type: "start-round" }))],
    [{ type: "pause", reason: "care" }, m],
    [{ type: "resume" }, run(m, by(F, { type: "pause", reason: "care" }))],
    [{ type: "start-silence", lengthMs: minute }, m],
    [{ type: "end-silence" }, run(m, by(F, { type: "start-silence", lengthMs: minute }))],
    [{ type: "close-round", reason: "time" }, run(m, by(F, { type: "start-round" }))],
    [{ type: "close-meeting", reason: "time" }, m],
    [{ type: "mute-everyone" }, run(aLobby(A), by(A, { type: "open-microphone" }))],
    [{ type: "mute", target: A }, run(aLobby(A), by(A, { type: "open-microphone" }))],
    [{ type: "remove", target: A, reason: "safety" }, m],
    [{ type: "lock-door" }, m],
    [{ type: "unlock-door" }, run(m, by(F, { type: "lock-door" }))],
    [{ type: "start-lockdown", reason: "safety" }, m],
    [{ type: "release-lockdown" }, run(m, by(F, { type: "start-lockdown", reason: "safety" }))],
    [{ type: "start-meeting" }, aLobby(A)],
  ];
  const silent = used.filter(([power, before]) => {
    const told = noticesIn(run(before, by(F, power))).slice(noticesIn(before).length);
    const audience = power.type === "decline" ? "facilitators" : "all";
    return told.filter((n) => n.by === F && n.to === audience).length !== 1;
  });
  expect(silent.map(([power]) => power.type)).toEqual([]);
});

test("[F8] a pause rests everything, and says by whom and why", () => {
  const paused = run(aRound(A), by(F, { type: "pause", reason: "care" }));
  expect(circleView(paused.circle).overlay).toEqual({
    kind: "paused",
    by: F,
    reason: "care",
    until: 0,
  });
  expect(refusal(paused, by(F, { type: "pause", reason: "care" }))).toBe("paused");
  expect(refusal(paused, by(F, { type: "start-silence", lengthMs: minute }))).toBe("paused");
  expect(refusal(aMeeting(A), by(F, { type: "resume" }))).toBe("not-paused");
  expect(refusal(emptyMeetingWithF(), by(F, { type: "pause", reason: "care" }))).toBe(
    "wrong-phase",
  );
});

const emptyMeetingWithF = () =>
  run(emptyMeeting, server({ type: "schedule", chairs: 8, sheet }), arriving(F, "facilitator"));

test("[F9] how long a silence may be, and who may call and end it", () => {
  const turn = taking(passing(aRound(A, B), F), A);
  const silence = (who: SeatId, lengthMs: number, m = turn) =>
    refusal(m, by(who, { type: "start-silence", lengthMs }));
  expect(silence(F, 10 * minute)).toBeNull();
  expect(silence(F, 10 * minute + 1)).toBe("time-limit-reached");
  expect(silence(A, 30_000)).toBeNull();
  expect(silence(A, 30_001)).toBe("time-limit-reached");
  expect(silence(A, 0)).toBe("time-limit-reached");
  expect(silence(B, 10_000)).toBe("not-a-facilitator");
  const own = run(turn, by(A, { type: "start-silence", lengthMs: 30_000 }));
  expect(refusal(own, by(B, { type: "end-silence" }))).toBe("not-a-facilitator");
  expect(overlay(run(own, by(A, { type: "end-silence" })))).toBe("none");
  expect(overlay(run(own, by(F, { type: "end-silence" })))).toBe("none");
  expect(refusal(own, by(F, { type: "pause", reason: "care" }))).toBe("in-silence");
  expect(refusal(turn, by(F, { type: "end-silence" }))).toBe("not-in-silence");
  expect(circleView(own.circle).overlay).toMatchObject({
    kind: "silence",
    by: A,
    until: own.at + 30_000,
  });
});
