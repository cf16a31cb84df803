import { expect, test } from "vitest";

import { mayWrite, rightsOf } from "#rules/circle/rights.ts";
import { circleView, ownView } from "#rules/circle/views.ts";
import type { SeatId } from "#rules/ids.ts";

import {
  A,
  B,
  C,
  E,
  F,
  type Meeting,
  NOON,
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

const heard = ({ circle }: Meeting) => rightsOf(circle).speakers;
const opening = (m: Meeting, ...people: readonly SeatId[]) =>
  people.reduce((now, who) => run(now, by(who, { type: "open-microphone" })), m);
const open = ({ circle }: Meeting, id: SeatId) => circle.seats.find((s) => s.id === id)?.micOpen;
const floor = ({ circle }: Meeting) => circle.floor;

test("[V1] before and after the meeting everybody may talk; as it starts all but the leader fall silent", () => {
  const lobby = opening(aLobby(A, B), F, A, B);
  expect(heard(lobby)).toEqual([F, A, B]);
  expect(refusal(lobby, by(A, { type: "open-microphone" }))).toBe("already-so");
  expect(circleView(lobby.circle).openTalk).toBe(true);
  const started = run(lobby, by(F, { type: "start-meeting" }));
  expect(heard(started)).toEqual([F]);
  expect(open(started, A)).toBe(false);
  expect(circleView(started.circle).openTalk).toBe(false);
  const after = opening(run(started, by(F, { type: "close-meeting", reason: "time" })), A, B);
  expect(heard(after)).toEqual([F, A, B]);
  expect(circleView(after.circle).openTalk).toBe(true);
  expect(heard(wait(after, 600_000))).toEqual([]);
});

test("[V1] between rounds the leader speaks, until the piece is taken", () => {
  const between = opening(aMeeting(A, B, C), F);
  expect(heard(between)).toEqual([F]);
  for (const who of [A, C])
    expect(refusal(between, by(who, { type: "open-microphone" }))).toBe("not-your-turn");
  const round = run(between, by(F, { type: "start-round" }));
  expect(heard(round)).toEqual([]);
  const called = run(between, by(A, { type: "raise-hand" }), by(F, { type: "call-hand" }));
  expect(heard(called)).toEqual([F]);
  const turn = taking(called, A);
  expect(heard(turn)).toEqual([A]);
  expect(heard(run(turn, by(A, { type: "hand-on" })))).toEqual([]);
});

test("[V1] one arrives muted, and in the scheduled meeting nobody talks", () => {
  const early = run(
    emptyMeeting,
    server({ type: "schedule", chairs: 8, sheet }),
    arriving(F, "facilitator"),
  );
  expect(refusal(early, by(F, { type: "open-microphone" }))).toBe("not-your-turn");
  expect(heard(aLobby(A, B))).toEqual([]);
});

test("[V4] taking opens the taker's own microphone, handing on closes it", () => {
  const turn = taking(passing(aRound(A, B), F), A);
  expect([open(turn, A), heard(turn)]).toEqual([true, [A]]);
  const on = run(turn, by(A, { type: "hand-on" }));
  expect([open(on, A), heard(on)]).toEqual([false, []]);
  expect(on.events.map((e) => e.type).slice(-3)).toEqual([
    "microphone-closed",
    "turn-ended",
    "piece-offered",
  ]);
});

test("[V4] a holder may close the microphone, and open it again; the piece stays", () => {
  const quiet = run(taking(aRound(A), F), by(F, { type: "close-microphone" }));
  expect([heard(quiet), floor(quiet).kind]).toEqual([[], "held"]);
  expect(heard(opening(quiet, F))).toEqual([F]);
  expect(refusal(quiet, by(F, { type: "close-microphone" }))).toBe("already-so");
});

test("[V4] a turn by text has no voice; its holder may go over to voice, and back", () => {
  const offered = run(
    aMeeting(A),
    by(F, { type: "change-mode", mode: "text-only" }),
    by(F, { type: "start-round" }),
  );
  expect(circleView(offered.circle).floor.lane).toBe("text");
  const writing = run(offered, by(F, { type: "take-piece" }));
  expect([floor(writing), heard(writing)]).toMatchObject([{ lane: "text" }, []]);
  const speaking = opening(writing, F);
  expect(floor(speaking)).toMatchObject({ lane: "voice", clockFrom: NOON });
  expect([heard(speaking), speaking.circle.seats[0]?.mode]).toEqual([[F], "speak"]);
  const again = run(speaking, by(F, { type: "change-mode", mode: "text-only" }));
  expect([floor(again), heard(again)]).toMatchObject([{ lane: "text" }, []]);
});

test("[V3] nobody opens another's microphone: no wish to do it names anybody", () => {
  const lobby = aLobby(A, B);
  const may = ownView(lobby.circle, F).may.filter((type) => type.includes("microphone"));
  expect(may).toEqual(["open-microphone"]);
  const targeted = { ...by(F, { type: "open-microphone" }), target: A, seat: A };
  expect([open(run(lobby, targeted), A), open(run(lobby, targeted), F)]).toEqual([false, true]);
});

test("[V2] who only listens does not speak; whoever has no microphone and finds one may", () => {
  const here = run(
    aLobby(A, B),
    by(A, { type: "change-mode", mode: "listen-only" }),
    by(B, { type: "change-mode", mode: "text-only" }),
  );
  expect(refusal(here, by(A, { type: "open-microphone" }))).toBe("listening-only");
  expect(heard(opening(here, B))).toEqual([B]);
  const out = run(here, by(B, { type: "step-out" }));
  expect(refusal(out, by(B, { type: "open-microphone" }))).toBe("not-here");
});

test("[V2] a lost link takes the voice until it is back; [V6] after 45 seconds one is back muted", () => {
  const talking = opening(aLobby(A), A);
  const gone = run(talking, lost(A));
  expect(heard(gone)).toEqual([]);
  expect(heard(run(wait(gone, 44_999), back(A)))).toEqual([A]);
  expect(heard(run(wait(gone, 45_000), back(A)))).toEqual([]);
});

test("[V6] whoever goes away or to the safe place comes back muted", () => {
  const talking = opening(aLobby(A), A);
  expect(heard(run(talking, by(A, { type: "go-away" }), by(A, { type: "come-back" })))).toEqual([]);
  expect(heard(run(talking, by(A, { type: "step-out" }), by(A, { type: "step-in" })))).toEqual([]);
});

test("[V6] a leader who spoke in a pause is not heard in the turn after it, nor unawares when the round is over", () => {
  const paused = opening(
    run(taking(passing(aRound(A), F), A), by(F, { type: "pause", reason: "care" })),
    F,
  );
  expect(heard(paused)).toEqual([F]);
  const on = run(paused, by(F, { type: "resume" }));
  expect([heard(on), open(on, F)]).toEqual([[A], false]);
  expect(heard(run(on, by(A, { type: "hand-on" })))).toEqual([]);
});

test("[V7] those who facilitate close one microphone or all but their own; everybody may open theirs again", () => {
  const talking = opening(aLobby(A, B, C), F, A, B, C);
  const one = run(talking, by(C, { type: "mute", target: A }));
  expect(heard(one)).toEqual([F, B, C]);
  expect(noticesIn(one).at(-1)).toMatchObject({ to: "all", code: "muted-one", by: C, about: A });
  expect(heard(opening(one, A))).toEqual([F, A, B, C]);
  const all = run(talking, by(F, { type: "mute-everyone" }));
  expect(heard(all)).toEqual([F]);
  expect(refusal(all, by(F, { type: "mute-everyone" }))).toBe("already-so");
  expect(refusal(all, by(F, { type: "mute", target: A }))).toBe("already-so");
  expect(refusal(all, by(F, { type: "mute", target: F }))).toBe("not-yourself");
  expect(refusal(all, by(F, { type: "mute", target: E }))).toBe("no-such-person");
});

test("[V8] in a silence nobody is heard, in a pause or a lockdown those who facilitate; then the holder again", () => {
  const turn = taking(passing(aRound(A, C), F), A);
  const silent = run(turn, by(F, { type: "start-silence", lengthMs: 60_000 }));
  expect(heard(silent)).toEqual([]);
  expect(refusal(silent, by(F, { type: "open-microphone" }))).toBe("in-silence");
  expect(heard(wait(silent, 60_000))).toEqual([A]);
  const paused = opening(run(turn, by(F, { type: "pause", reason: "care" })), F, C);
  expect(heard(paused)).toEqual([F, C]);
  expect(heard(run(paused, by(C, { type: "resume" })))).toEqual([A]);
  const down = opening(run(turn, by(C, { type: "start-lockdown", reason: "safety" })), C);
  expect(heard(down)).toEqual([C]);
  expect(heard(run(down, by(C, { type: "release-lockdown" })))).toEqual([A]);
  const muted = run(
    turn,
    by(A, { type: "close-microphone" }),
    by(F, { type: "pause", reason: "care" }),
  );
  expect(refusal(muted, by(A, { type: "open-microphone" }))).toBe("paused");
});

test("[V9] F-14: without voices turns go by text; the next turn after their return is by voice", () => {
  const off = run(aRound(A, B), server({ type: "voice-lost" }), by(F, { type: "take-piece" }));
  expect(floor(off)).toMatchObject({ lane: "text", clockFrom: NOON });
  expect(refusal(off, server({ type: "voice-lost" }))).toBe("already-so");
  expect(refusal(off, by(F, { type: "open-microphone" }))).toBe("not-your-turn");
  const on = run(off, server({ type: "voice-returned" }));
  expect(heard(opening(on, F))).toEqual([F]);
  const next = run(on, by(F, { type: "hand-on" }), by(A, { type: "take-piece" }));
  expect(floor(next)).toMatchObject({ lane: "voice" });
  expect(refusal(on, server({ type: "voice-returned" }))).toBe("already-so");
});

test("[T11] F-15: voices lost in the middle of a turn: its clock stands until they are back", () => {
  const turn = wait(taking(aRound(A), F), 60_000);
  const off = run(turn, server({ type: "voice-lost" }));
  expect(circleView(off.circle).floor).toMatchObject({ endAt: 0, remainingMs: 120_000 });
  const on = run(wait(off, 300_000), server({ type: "voice-returned" }));
  expect(circleView(on.circle).floor.endAt).toBe(on.at + 120_000);
  expect(heard(on)).toEqual([F]);
});

test("[S4] T20: a lockdown closes everything but the crew, and its release brings back exactly what was", () => {
  const before = wait(
    run(taking(passing(aRound(A, B, C), F), A), by(B, { type: "raise-hand" })),
    20_000,
  );
  const down = run(before, by(F, { type: "start-lockdown", reason: "safety" }));
  expect(down.circle.doorLocked).toBe(true);
  expect(circleView(down.circle).overlay).toEqual({
    kind: "lockdown",
    by: F,
    reason: "safety",
    until: 0,
  });
  expect([A, B, F].map((id) => mayWrite(down.circle, id))).toEqual([false, false, true]);
  const on = run(wait(down, 180_000), by(F, { type: "release-lockdown" }));
  const { floor: floorThen, ...then } = before.circle;
  const { floor: floorNow, ...now } = on.circle;
  expect(now).toEqual({ ...then, at: now.at, version: now.version });
  expect(floorNow).toEqual({
    ...floorThen,
    clockFrom: on.at,
    remainingMs: 160_000,
    spentMs: 20_000,
  });
  expect(refusal(down, by(F, { type: "start-lockdown", reason: "safety" }))).toBe("in-lockdown");
  expect(refusal(down, by(F, { type: "pause", reason: "care" }))).toBe("in-lockdown");
  expect(refusal(on, by(F, { type: "release-lockdown" }))).toBe("not-in-lockdown");
});

test("[S4] a door that was locked before stays locked after; a pause is a pause again", () => {
  const paused = run(
    aMeeting(A),
    by(F, { type: "lock-door" }),
    by(F, { type: "pause", reason: "tech" }),
  );
  const again = run(
    paused,
    by(F, { type: "start-lockdown", reason: "safety" }),
    by(F, { type: "release-lockdown" }),
  );
  expect(again.circle).toMatchObject({ doorLocked: true, overlay: paused.circle.overlay });
});

test("[V8] who may write: nobody in a silence, nobody who has no seat", () => {
  const here = aMeeting(A, B);
  expect(mayWrite(here.circle, A)).toBe(true);
  expect(mayWrite(here.circle, E)).toBe(false);
  expect(mayWrite(run(here, lost(A)).circle, A)).toBe(false);
  expect(mayWrite(run(here, by(F, { type: "start-silence", lengthMs: 60_000 })).circle, F)).toBe(
    false,
  );
  expect(mayWrite(run(here, by(F, { type: "pause", reason: "care" })).circle, A)).toBe(true);
  const over = wait(run(here, by(F, { type: "close-meeting", reason: "time" })), 600_000);
  expect(mayWrite(over.circle, F)).toBe(false);
});

test("[V9] [P5] after an outage of the server, voices count as there until it is said otherwise", () => {
  const off = run(aMeeting(A), server({ type: "voice-lost" }));
  const returned = run(off, server({ type: "server-returned", downFrom: off.at }));
  expect(returned.circle.voiceUp).toBe(true);
  expect(refusal(returned, server({ type: "voice-lost" }))).toBeNull();
});

test("[V10] while somebody has the word only they may write, and those who facilitate; or all, where it is open", () => {
  const turn = taking(passing(aRound(A, B), F), A);
  const writing = ({ circle }: Meeting) => [F, A, B].map((id) => mayWrite(circle, id));
  expect(writing(turn)).toEqual([true, true, false]);
  expect(writing(run(turn, lost(A)))).toEqual([true, false, false]);
  expect(writing(run(turn, by(A, { type: "hand-on" })))).toEqual([true, true, true]);
  expect(ownView(turn.circle, B).mayWrite).toBe(false);
  const open = {
    ...turn.circle,
    sheet: turn.circle.sheet.map((part) => Object.assign({}, part, { crosstalk: "open" })),
  };
  expect(mayWrite(open, B)).toBe(true);
});
