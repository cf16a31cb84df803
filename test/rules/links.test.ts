import { expect, test } from "vitest";

import { rightsOf } from "#rules/circle/rights.ts";
import { circleView, ownView } from "#rules/circle/views.ts";
import type { SeatId } from "#rules/ids.ts";

import {
  A,
  B,
  D,
  E,
  F,
  type Meeting,
  NOON,
  aMeeting,
  aRound,
  arriving,
  back,
  by,
  live,
  lost,
  noticesIn,
  passing,
  refusal,
  run,
  server,
  taking,
  wait,
} from "../kit/a-circle.ts";

const minute = 60_000;
const seat = ({ circle }: Meeting, id: SeatId) => circle.seats.find((s) => s.id === id);
const floor = ({ circle }: Meeting) => circle.floor;
/** A has spoken for a minute of three. */
const aSpeaking = (...guests: readonly SeatId[]) =>
  wait(taking(passing(aRound(A, ...guests), F), A), minute);

test("[P1] a lost seat is kept for fifteen minutes, chair and all, then given up", () => {
  const gone = run(aMeeting(A, B), lost(A));
  expect(seat(wait(gone, 15 * minute - 1), A)).toMatchObject({ presence: "lost", chair: 1 });
  const up = wait(gone, 15 * minute);
  expect(seat(up, A)).toMatchObject({ presence: "left", leftOnPurpose: false });
  expect(circleView(up.circle).seats.map((s) => s.id)).toEqual([F, B]);
  expect(refusal(up, back(A))).toBe("not-in-the-circle");
  const again = run(up, by(F, { type: "lock-door" }), arriving(A));
  expect(seat(again, A)).toMatchObject({ presence: "here", chair: 1 });
});

test("[P1] a link that returns in time finds everything as it was", () => {
  const raised = run(aMeeting(A, B), by(A, { type: "raise-hand" }), lost(A));
  const returned = run(wait(raised, 14 * minute), back(A));
  expect(seat(returned, A)).toMatchObject({ presence: "here", chair: 1, lostAt: null });
  expect(ownView(returned.circle, A).handPlace).toBe(1);
});

test("[P2] [T5] T5: a link lost for 30 s in the middle of a turn: the same turn, the same time left", () => {
  const held = run(aSpeaking(B), lost(A));
  expect(floor(held)).toMatchObject({
    kind: "on-hold",
    by: A,
    cause: "link",
    remainingMs: 2 * minute,
    graceUntil: held.at + 45_000,
  });
  expect(circleView(held.circle).floor).toMatchObject({
    kind: "on-hold",
    by: A,
    endAt: 0,
    remainingMs: 2 * minute,
    graceUntil: held.at + 45_000,
  });
  expect(rightsOf(held.circle).speakers).toEqual([]);
  expect(noticesIn(held).at(-1)).toMatchObject({ to: "all", code: "turn-held-link", about: A });
  const again = run(wait(held, 30_000), back(A));
  expect(floor(again)).toMatchObject({ kind: "held", by: A, remainingMs: 2 * minute });
  expect(rightsOf(again.circle).speakers).toEqual([A]);
  expect(circleView(run(again, live(A)).circle).floor.endAt).toBe(again.at + 2 * minute);
});

test("[P3] a link lost for 90 s: the next is asked at 45 s; back again, they are asked next, with what was left", () => {
  const held = run(aSpeaking(B, D), lost(A));
  expect(floor(wait(held, 44_999))).toMatchObject({ kind: "on-hold", by: A });
  const on = wait(held, 45_000);
  expect(floor(on)).toMatchObject({ kind: "offered", to: B });
  expect(seat(on, A)).toMatchObject({
    owed: true,
    owedMs: 2 * minute,
    micOpen: false,
    turns: 0,
    spokenMs: minute,
  });
  const returned = run(taking(wait(on, 30_000), B), back(A));
  expect(circleView(returned.circle).next).toBe(A);
  const asked = run(returned, by(B, { type: "hand-on" }));
  expect(floor(asked)).toMatchObject({
    kind: "offered",
    to: A,
    via: "returned",
    remainingMs: 2 * minute,
  });
  expect(floor(taking(asked, A))).toMatchObject({ remainingMs: 2 * minute, clockFrom: asked.at });
});

test("[P2] [T10] back with a minute left or less, the turn counts as warned; the warning comes once", () => {
  const atTheMinute = run(wait(aSpeaking(B), minute), lost(A), back(A), live(A));
  expect(floor(atTheMinute)).toMatchObject({ remainingMs: minute, warned: true, overdue: false });
  const warnings = atTheMinute.events.filter((e) => e.type === "turn-warned");
  expect(warnings).toHaveLength(1);
  const over = run(wait(aSpeaking(B), 3 * minute), lost(A), back(A), live(A));
  expect(floor(over)).toMatchObject({ remainingMs: 0, warned: true, overdue: true });
});

test("[P3] who had less than a minute left gets a minute", () => {
  const late = run(wait(aSpeaking(B), 110_000), lost(A));
  const returned = run(wait(late, 50_000), back(A), by(B, { type: "pass" }));
  expect(floor(returned)).toMatchObject({ to: A, via: "returned", remainingMs: minute });
});

test("[P3] who comes back when the round is complete is still asked; with the round closed no more", () => {
  const complete = passing(wait(run(aSpeaking(B), lost(A)), 50_000), B);
  expect(complete.circle.round?.state).toBe("complete");
  expect(floor(run(complete, back(A)))).toMatchObject({ kind: "offered", to: A, via: "returned" });
  const closed = run(complete, by(F, { type: "close-round", reason: "time" }), back(A));
  expect(floor(closed)).toEqual({ kind: "none" });
});

test("[P4] whoever cannot be reached when the piece comes is passed over silently, and asked first when back", () => {
  const without = passing(run(aRound(A, B, D), lost(A)), F);
  expect(floor(without)).toMatchObject({ to: B });
  expect(seat(without, A)).toMatchObject({ owed: true, offers: 0 });
  const told = noticesIn(without).filter(
    (n) => n.about === A && n.code !== "sat-down" && n.code !== "at-the-door",
  );
  expect(told).toEqual([]);
  const returned = passing(run(without, back(A)), B);
  expect(floor(returned)).toMatchObject({ to: A, via: "returned", remainingMs: null });
});

test("[P4] an offer to somebody whose link is lost, who is away or in their safe place, goes on", () => {
  const offered = passing(aRound(A, B), F);
  for (const gone of [lost(A), by(A, { type: "go-away" }), by(A, { type: "step-out" })] as const) {
    const on = run(offered, gone);
    expect(floor(on)).toMatchObject({ to: B });
    expect(seat(on, A)?.owed).toBe(true);
  }
  const away = run(
    offered,
    by(A, { type: "go-away" }),
    by(A, { type: "come-back" }),
    by(B, { type: "pass" }),
  );
  expect(floor(away)).toMatchObject({ to: A, via: "returned" });
});

test("[P2] a holder who takes the headset off keeps the piece for 45 seconds", () => {
  const away = run(aSpeaking(B), by(A, { type: "go-away" }));
  expect(floor(away)).toMatchObject({ kind: "on-hold", by: A });
  expect(floor(run(wait(away, 40_000), by(A, { type: "come-back" })))).toMatchObject({
    kind: "held",
    by: A,
  });
  expect(floor(wait(away, 45_000))).toMatchObject({ to: B });
  const returned = run(away, by(A, { type: "come-back" }));
  expect(rightsOf(returned.circle).speakers).toEqual([A]);
});

test("[P2] the grace runs in real time, whatever lies over the meeting", () => {
  const paused = run(aSpeaking(B), lost(A), by(F, { type: "pause", reason: "tech" }));
  expect(floor(wait(paused, 45_000))).toEqual({ kind: "none" });
  expect(floor(run(wait(paused, 45_000), by(F, { type: "resume" })))).toMatchObject({ to: B });
});

test("[P5] T24: the server is killed in the middle of a turn: the same holder, order and time left", () => {
  const before = aSpeaking(B, D);
  const returned = run(
    { ...before, at: before.at + 6000 },
    server({ type: "server-returned", downFrom: before.at }),
  );
  expect(returned.circle.seats.every((s) => s.presence === "lost")).toBe(true);
  expect(floor(returned)).toMatchObject({
    kind: "on-hold",
    by: A,
    remainingMs: 2 * minute,
    graceUntil: returned.at + 45_000,
  });
  expect(returned.circle.round).toEqual(before.circle.round);
  const all = run(
    { ...returned, at: returned.at + 2000 },
    back(F),
    back(A),
    back(B),
    back(D),
    live(A),
  );
  expect(floor(all)).toMatchObject({ kind: "held", by: A, remainingMs: 2 * minute });
  expect(all.circle.seats.map((s) => [s.id, s.chair])).toEqual(
    before.circle.seats.map((s) => [s.id, s.chair]),
  );
  expect(all.circle.leader).toBe(F);
  expect(all.circle.overlay.kind).toBe("none");
});

test("[P5] after an outage nobody is passed over for ten seconds, then the circle goes on", () => {
  const before = passing(aRound(A, B), F);
  const returned = run(
    { ...before, at: before.at + 6000 },
    server({ type: "server-returned", downFrom: before.at }),
  );
  const some = run(returned, back(B), back(F));
  expect(floor(some)).toMatchObject({ kind: "offered", to: A });
  expect(floor(wait(some, 9_999))).toMatchObject({ to: A });
  expect(floor(run(wait(some, 5000), back(A), by(A, { type: "take-piece" })))).toMatchObject({
    kind: "held",
    by: A,
  });
  expect(floor(wait(some, 10_000))).toMatchObject({ to: B });
});

test("[P5] every clock moves by the outage: silence, afterglow, grace, lost seats, hand-over", () => {
  const hour = 60 * minute;
  const down = (m: Meeting) =>
    run({ ...m, at: m.at + hour }, server({ type: "server-returned", downFrom: m.at }));
  const silent = run(
    aMeeting(A),
    by(F, { type: "start-silence", lengthMs: 2 * minute }),
    by(F, { type: "offer-facilitation", target: A }),
  );
  expect(down(silent).circle.overlay).toMatchObject({ until: silent.at + 2 * minute + hour });
  expect(down(silent).circle.handOver).toMatchObject({ until: silent.at + 30_000 + hour });
  const closed = run(aMeeting(A), by(F, { type: "close-meeting", reason: "time" }));
  expect(down(closed).circle.afterglowUntil).toBe(closed.at + 10 * minute + hour);
  const locked = run(silent, by(F, { type: "start-lockdown", reason: "safety" }), lost(A));
  expect(down(locked).circle.overlay).toMatchObject({
    since: locked.at + hour,
    over: { until: silent.at + 2 * minute + hour },
  });
  expect(seat(down(locked), A)?.lostAt).toBe(locked.at + hour);
  const held = wait(run(aSpeaking(B), lost(A)), 40_000);
  expect(floor(down(held))).toMatchObject({ kind: "on-hold", graceUntil: held.at + hour + 45_000 });
});

test("[P5] a sign of life older than the newest event counts from that event", () => {
  const turn = aSpeaking(B);
  const old = run(
    { ...turn, at: turn.at + 5000 },
    server({ type: "server-returned", downFrom: NOON - 1e6 }),
  );
  expect(old.events.find((e) => e.type === "server-returned")).toMatchObject({
    downFrom: turn.circle.at,
  });
  const future = run(turn, server({ type: "server-returned", downFrom: turn.at + 1e6 }));
  expect(floor(future)).toMatchObject({ remainingMs: 2 * minute });
});

test("[P6] leaving in the middle of a turn ends it, closes the microphone and goes on", () => {
  const left = run(aSpeaking(B), by(A, { type: "leave" }));
  expect(floor(left)).toMatchObject({ to: B });
  expect(left.circle.round?.order).toEqual([F, B]);
  expect(rightsOf(left.circle)).toMatchObject({ speakers: [], listeners: [F, B] });
  expect(noticesIn(left).filter((n) => n.code === "someone-left")).toMatchObject([{ to: "all" }]);
  expect(refusal(left, by(A, { type: "raise-hand" }))).toBe("not-in-the-circle");
});

test("[P7] in the safe place one hears nothing, is not asked, and nobody in the circle is told", () => {
  const before = aRound(A, B);
  const out = run(before, by(A, { type: "step-out" }));
  expect(rightsOf(out.circle).listeners).toEqual([F, B]);
  expect({ ...circleView(out.circle) }).toEqual(circleView(before.circle));
  expect(noticesIn(out)).toEqual(noticesIn(before));
  expect(ownView(out.circle, A).steppedOut).toBe(true);
  expect(ownView(out.circle, F).console?.steppedOut).toEqual([A]);
  expect(refusal(out, by(A, { type: "step-out" }))).toBe("already-so");
  const back_ = run(passing(out, F), by(A, { type: "step-in" }));
  expect(floor(passing(back_, B))).toMatchObject({ to: A, via: "returned" });
  expect(refusal(back_, by(A, { type: "step-in" }))).toBe("already-so");
});

test("[P8] a free chair may be taken, a taken or missing one not", () => {
  const here = aMeeting(A, B);
  expect(seat(run(here, by(A, { type: "move-chair", chair: 6 })), A)?.chair).toBe(6);
  expect(refusal(here, by(A, { type: "move-chair", chair: 2 }))).toBe("chair-taken");
  expect(refusal(here, by(A, { type: "move-chair", chair: 1 }))).toBe("already-so");
  for (const chair of [-1, 8, 1.5, Number.NaN])
    expect(refusal(here, by(A, { type: "move-chair", chair }))).toBe("no-such-chair");
});

test("[C9] links and presence reported twice are refused, and strangers too", () => {
  const here = aMeeting(A, B);
  expect(refusal(here, back(A))).toBe("already-so");
  expect(refusal(run(here, lost(A)), lost(A))).toBe("already-so");
  expect(refusal(here, lost(E))).toBe("not-in-the-circle");
  expect(refusal(here, by(A, { type: "come-back" }))).toBe("already-so");
  expect(refusal(run(here, by(A, { type: "go-away" })), by(A, { type: "go-away" }))).toBe(
    "already-so",
  );
  expect(refusal(run(here, lost(A)), by(A, { type: "raise-hand" }))).toBe("not-here");
  expect(refusal(here, by(A, { type: "change-mode", mode: "speak" }))).toBe("already-so");
});
