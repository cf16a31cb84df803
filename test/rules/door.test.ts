import { expect, test } from "vitest";

import { rightsOf } from "#rules/circle/rights.ts";
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

const seat = ({ circle }: Meeting, id: SeatId) => circle.seats.find((s) => s.id === id);
const waiting = ({ circle }: Meeting) => circle.waiting.map((w) => w.id);
const scheduled = run(emptyMeeting, server({ type: "schedule", chairs: 8, sheet }));

test("[D2] those who facilitate sit down at once, before the door is open too", () => {
  const here = run(scheduled, arriving(F, "facilitator"), arriving(C, "co-facilitator"));
  expect(here.circle.seats.map((s) => [s.id, s.chair, s.presence])).toEqual([
    [F, 0, "here"],
    [C, 1, "here"],
  ]);
});

test("[D2] [S5] everybody else waits, hears nothing, and is shown to those who facilitate alone", () => {
  const here = run(aLobby(A), arriving(B));
  expect(waiting(here)).toEqual([B]);
  expect(rightsOf(here.circle)).toMatchObject({ speakers: [], listeners: [F, A] });
  expect(JSON.stringify(circleView(here.circle))).not.toContain(`"${B}"`);
  expect(ownView(here.circle, F).console?.waiting.map((w) => w.id)).toEqual([B]);
  expect(ownView(here.circle, A).console).toBeNull();
  expect(ownView(here.circle, B)).toMatchObject({ may: [], console: null });
  expect(noticesIn(here).at(-1)).toMatchObject({
    to: "facilitators",
    code: "at-the-door",
    about: B,
  });
  expect(refusal(here, by(B, { type: "raise-hand" }))).toBe("not-in-the-circle");
});

test("[D2] [D7] who is admitted sits down on a free chair, muted, unheard, unoffered", () => {
  const here = run(aLobby(A), arriving(B), by(F, { type: "admit", target: B }));
  expect(waiting(here)).toEqual([]);
  expect(seat(here, B)).toMatchObject({
    chair: 2,
    micOpen: false,
    presence: "here",
    offers: 0,
    turns: 0,
  });
  expect(here.events.find((e) => e.type === "sat-down" && e.seat === B)).toMatchObject({
    admittedBy: F,
  });
});

test("[D2] who can be admitted, and when", () => {
  const guest = run(scheduled, arriving(F, "facilitator"), arriving(A));
  expect(refusal(guest, by(F, { type: "admit", target: A }))).toBe("wrong-phase");
  const open = run(guest, by(F, { type: "open-door" }));
  expect(refusal(open, by(F, { type: "admit", target: E }))).toBe("no-such-person");
  const locked = run(open, by(F, { type: "start-lockdown", reason: "safety" }));
  expect(refusal(locked, by(F, { type: "admit", target: A }))).toBe("in-lockdown");
  const closed = run(open, by(F, { type: "close-meeting", reason: "time" }));
  expect(refusal(closed, by(F, { type: "admit", target: A }))).toBe("wrong-phase");
  expect(refusal(closed, arriving(B))).toBe("wrong-phase");
});

test("[D3] not now is for now: one may come again, and leave the door oneself", () => {
  const away = run(aLobby(A), arriving(B), by(F, { type: "decline", target: B }));
  expect(waiting(away)).toEqual([]);
  expect(waiting(run(away, arriving(B)))).toEqual([B]);
  expect(waiting(run(away, arriving(B), by(B, { type: "leave" })))).toEqual([]);
  expect(waiting(run(away, arriving(B), lost(B)))).toEqual([]);
  expect(refusal(away, by(F, { type: "decline", target: B }))).toBe("no-such-person");
});

test("[D4] whoever sat here returns without asking, to the same chair if it is free", () => {
  const left = run(aMeeting(A, B), by(A, { type: "leave" }));
  expect(seat(run(left, arriving(A)), A)).toMatchObject({
    presence: "here",
    chair: 1,
    micOpen: false,
  });
  const taken = run(left, by(B, { type: "move-chair", chair: 1 }), arriving(A));
  expect(seat(taken, A)?.chair).toBe(2);
});

test("[D4] [D5] the locked door refuses the new and those who left on purpose, not those who were lost", () => {
  const here = run(aMeeting(A, B), by(A, { type: "leave" }), lost(B), by(F, { type: "lock-door" }));
  expect(refusal(here, arriving(A))).toBe("door-locked");
  expect(refusal(here, arriving(E))).toBe("door-locked");
  expect(seat(run(here, arriving(B)), B)?.presence).toBe("here");
  expect(
    seat(run(wait(here, 15 * 60_000 - 1), arriving(F, "facilitator", "text-only"), arriving(B)), B)
      ?.presence,
  ).toBe("here");
});

test("[D6] with every chair taken one waits at the door until one is free", () => {
  const people = Array.from({ length: 7 }, (_, i) => asSeatId(`guest ${i}`));
  const full = people.reduce(
    (now, id) => run(now, arriving(id), by(F, { type: "admit", target: id })),
    aLobby(),
  );
  const late = run(full, arriving(E));
  expect(waiting(late)).toEqual([E]);
  expect(refusal(late, by(F, { type: "admit", target: E }))).toBe("circle-full");
  const freed = run(
    late,
    by(people[3] ?? A, { type: "leave" }),
    by(F, { type: "admit", target: E }),
  );
  expect(seat(freed, E)?.chair).toBe(4);
});

test("[D6] [F1] who facilitates and found no chair gets the first that is free, admitted by nobody", () => {
  const people = Array.from({ length: 7 }, (_, i) => asSeatId(`guest ${i}`));
  const full = people.reduce(
    (now, id) => run(now, arriving(id), by(F, { type: "admit", target: id })),
    aLobby(),
  );
  const late = run(full, arriving(C, "co-facilitator"));
  expect(waiting(late)).toEqual([C]);
  const freed = run(late, by(F, { type: "leave" }));
  expect([waiting(freed), seat(freed, C)?.chair, freed.circle.leader]).toEqual([[], 0, C]);
});

test("[C9] an arrival told twice is refused; with news it is heard", () => {
  const here = run(aMeeting(A), arriving(B));
  expect(refusal(here, arriving(A))).toBe("already-so");
  expect(refusal(here, arriving(B))).toBe("already-so");
  expect(run(here, arriving(B, "member", "text-only")).circle.waiting).toMatchObject([
    { mode: "text-only" },
  ]);
  expect(seat(run(here, arriving(A, "member", "text-only")), A)?.mode).toBe("text-only");
  expect(seat(run(here, lost(A), arriving(A, "member", "text-only")), A)).toMatchObject({
    presence: "here",
    mode: "text-only",
  });
});

test("[F1] a member who has become a facilitator meanwhile is one when they come again", () => {
  const here = run(aMeeting(A, B), arriving(A, "facilitator"));
  expect(seat(here, A)?.role).toBe("facilitator");
  const atDoor = run(aMeeting(A), arriving(B), arriving(B, "facilitator"));
  expect(seat(atDoor, B)).toMatchObject({ role: "facilitator", presence: "here" });
  const handed = run(
    aMeeting(A),
    by(F, { type: "offer-facilitation", target: A }),
    by(A, { type: "accept-facilitation" }),
  );
  const again = run(handed, lost(F), lost(A), arriving(A), arriving(F, "facilitator"));
  expect([seat(again, A)?.role, seat(again, F)?.role]).toEqual(["facilitator", "co-facilitator"]);
});

test("[D5] the door is locked and unlocked once each, and not in a lockdown", () => {
  const locked = run(aMeeting(A), by(F, { type: "lock-door" }));
  expect(circleView(locked.circle).doorLocked).toBe(true);
  expect(refusal(locked, by(F, { type: "lock-door" }))).toBe("already-so");
  const open = run(locked, by(F, { type: "unlock-door" }));
  expect(refusal(open, by(F, { type: "unlock-door" }))).toBe("already-so");
  const down = run(locked, by(F, { type: "start-lockdown", reason: "safety" }));
  expect(refusal(down, by(F, { type: "unlock-door" }))).toBe("in-lockdown");
});

test("[S1] T9: whoever is removed is out at once and refused for ever; nobody is told who", () => {
  const turn = taking(passing(aRound(A, B), F), A);
  const out = run(turn, by(F, { type: "remove", target: A, reason: "safety" }));
  expect(out.circle).toMatchObject({
    floor: { kind: "offered", to: B },
    removed: [A],
    round: { order: [F, B] },
  });
  expect(rightsOf(out.circle).listeners).toEqual([F, B]);
  expect(refusal(out, arriving(A))).toBe("was-removed");
  expect(refusal(out, back(A))).toBe("was-removed");
  expect(refusal(out, by(A, { type: "raise-hand" }))).toBe("was-removed");
  expect(refusal(out, by(A, { type: "leave" }))).toBe("was-removed");
  const told = noticesIn(out).filter((n) => n.code === "someone-removed");
  expect(told).toEqual([
    { to: "all", code: "someone-removed", by: F, reason: "safety", at: out.at },
  ]);
});

test("[S1] somebody at the door, or who left, can be removed too", () => {
  const atDoor = run(
    aMeeting(A),
    arriving(B),
    by(F, { type: "remove", target: B, reason: "safety" }),
  );
  expect([waiting(atDoor), refusal(atDoor, arriving(B))]).toEqual([[], "was-removed"]);
  expect(noticesIn(atDoor).at(-1)).toMatchObject({ to: "facilitators", code: "someone-removed" });
  const gone = run(
    aMeeting(A, B),
    by(B, { type: "leave" }),
    by(F, { type: "remove", target: B, reason: "safety" }),
  );
  expect(refusal(gone, arriving(B))).toBe("was-removed");
});

test("[S3] who may not be removed by whom", () => {
  const D2 = asSeatId("D2");
  const here = run(aMeeting(A, C), arriving(D2, "co-facilitator"));
  const removing = (who: SeatId, target: SeatId) =>
    refusal(here, by(who, { type: "remove", target, reason: "safety" }));
  expect(removing(F, F)).toBe("not-yourself");
  expect(removing(C, F)).toBe("not-the-leader");
  expect(removing(C, D2)).toBe("not-the-leader");
  expect(removing(F, C)).toBeNull();
  expect(removing(C, A)).toBeNull();
  expect(removing(F, E)).toBe("no-such-person");
});
