import { expect, test } from "vitest";

import { matched } from "#rules/circle/formats/matching.ts";
import { noticesOf } from "#rules/circle/notices.ts";
import { readersOf } from "#rules/circle/rights.ts";
import { type Segment } from "#rules/circle/segment.ts";
import { circleView, ownView } from "#rules/circle/views.ts";
import { asSeatId, type SeatId } from "#rules/ids.ts";

import {
  A,
  B,
  by,
  C,
  D,
  E,
  F,
  lost,
  type Meeting,
  noticesIn,
  refusal,
  run,
  wait,
} from "../../kit/a-circle.ts";
import { second, minute, held, begun, speakers, hearing, view, told } from "../../kit/a-format.ts";

const join = (who: SeatId) => by(who, { type: "join-group" });
const fire = (who: SeatId) => by(who, { type: "stay-by-fire" });
const part: Partial<Segment> = { format: "pairs", turnMs: 3 * minute, strict: true };
const asked = begun(part, A, B, D, E);
const groups = ({ circle }: Meeting): readonly (readonly SeatId[])[] =>
  circle.round?.middle.kind === "groups"
    ? circle.round.middle.groups.map(({ members }) => members)
    : [];
const talking = run(asked, join(A), join(B), join(D), join(E));
const mateOf = (meeting: Meeting, who: SeatId): SeatId =>
  groups(meeting)
    .find((members) => members.includes(who))
    ?.find((id) => id !== who) ?? asSeatId("nobody");

test("[W8] everybody but whoever leads is asked; they begin when all have said yes", () => {
  expect(groups(asked).flat().toSorted()).toEqual([A, B, D, E]);
  expect(groups(asked).map((g) => g.length)).toEqual([2, 2]);
  expect(ownView(asked.circle, A).invitedWith).toEqual([mateOf(asked, A)]);
  expect(hearing(asked, F, A, B, D, E)).toEqual([0, 0, 0, 0, 0]);
  expect(view(talking).middle).toMatchObject({ kind: "groups", stage: "talking", half: 0 });
  expect(refusal(talking, join(A))).toBe("nothing-asked");
  expect(refusal(run(asked, join(A)), join(A))).toBe("already-so");
  expect(refusal(asked, join(F))).toBe("not-in-this-format");
  expect(refusal(held(part, A), by(F, { type: "start-round" }))).toBe("too-few-people");
});

test("[W8] T13: whom somebody keeps apart from is never with them, in 200 draws, whichever of them said so", () => {
  const apart = run(held(part, A, B, D, E, C), by(A, { type: "keep-apart", target: B }));
  for (let draw = 0; draw < 200; draw += 1) {
    const people = apart.circle.seats.filter(({ id }) => id !== F);
    const made = matched(apart.circle, people, 2, draw);
    expect(made.flat().toSorted()).toEqual([A, B, C, D, E]);
    expect(made.map((group) => group.length).toSorted((a, b) => a - b)).toEqual([2, 3]);
    for (const group of made) expect(group.includes(A) && group.includes(B)).toBe(false);
  }
});

test("[W8] nobody meets the same one again while there are others, and the seed decides", () => {
  const again = { ...talking.circle, together: groups(talking) };
  const people = again.seats.filter(({ id }) => id !== F);
  const before = new Set(groups(talking).map((group) => group.toSorted().join()));
  const drawn = Array.from({ length: 50 }, (_, seed) => matched(again, people, 2, seed));
  for (const made of drawn)
    for (const group of made) expect(before.has(group.toSorted().join())).toBe(false);
  expect(
    new Set(
      drawn.map((made) =>
        made
          .map((g) => g.toSorted().join())
          .toSorted()
          .join("|"),
      ),
    ).size,
  ).toBe(2);
  expect(matched(again, people, 3, 1).map((group) => group.length)).toEqual([2, 2]);
  expect(matched(again, people.slice(0, 3), 3, 1)[0]).toHaveLength(3);
});

test("[W8] two newcomers are not alone where it can be helped", () => {
  const circle = {
    ...asked.circle,
    seats: asked.circle.seats.map((seat) => ({
      ...seat,
      newcomer: seat.id === A || seat.id === B,
    })),
  };
  const people = circle.seats.filter(({ id }) => id !== F);
  for (let seed = 0; seed < 50; seed += 1)
    for (const group of matched(circle, people, 2, seed))
      expect(group.includes(A) && group.includes(B)).toBe(false);
});

test("[W8] who stays by the fire leaves nobody alone: the other is put with somebody else", () => {
  const mate = mateOf(asked, A);
  const others = [A, B, D, E].filter((id) => id !== A && id !== mate);
  const refused = run(asked, fire(A), ...[mate, ...others].map(join));
  expect(view(refused).middle.stage).toBe("inviting");
  const begins = wait(refused, 20 * second);
  expect(groups(begins).flat().toSorted()).toEqual([mate, ...others].toSorted());
  expect(hearing(begins, A, F)).toEqual([0, 0]);
  expect(
    noticesIn(begins)
      .filter(({ about, by: who }) => about === A || who === A)
      .map((n) => n.code),
  ).toEqual(["at-the-door", "sat-down"]);
  expect(wait(asked, 20 * second).circle.round?.state).toBe("complete");
});

test("[W9] in a group one hears that group alone, and by the fire those by the fire", () => {
  const mate = mateOf(talking, A);
  const [one, other] = hearing(talking, A, mate);
  expect(one).toBe(other);
  expect(one).not.toBe(0);
  const rest = [B, D, E].filter((id) => id !== mate);
  expect(hearing(talking, ...rest)).not.toContain(one);
  expect(hearing(talking, F)).toEqual([0]);
  const back = run(talking, fire(A));
  expect(hearing(back, A)).toEqual([0]);
});

test("[W9] somebody who facilitates knocks, is announced, and is in after five seconds; never before, never unseen", () => {
  const number = hearing(talking, A)[0] ?? 0;
  const knocked = run(talking, by(F, { type: "knock", group: number }));
  expect(hearing(knocked, F)).toEqual([0]);
  expect(ownView(knocked.circle, A).knocking).toBe(F);
  expect(
    told(knocked, "knocked")
      .map(({ to }) => to)
      .toSorted(),
  ).toEqual([A, mateOf(talking, A)].toSorted());
  expect(hearing(wait(knocked, 5 * second - 1), F)).toEqual([0]);
  const inside = wait(knocked, 5 * second);
  expect(hearing(inside, F)).toEqual([number]);
  expect(view(inside).seats.find((s) => s.id === F)?.group).toBe(number);
  expect(told(inside, "guest-entered")).toHaveLength(2);
  expect(hearing(run(inside, by(F, { type: "leave-group" })), F)).toEqual([0]);
  expect(hearing(run(inside, lost(F)), F)).toEqual([0]);
  expect(refusal(inside, by(F, { type: "knock", group: number }))).toBe("already-so");
  expect(refusal(talking, by(F, { type: "knock", group: 9 }))).toBe("no-such-group");
  expect(refusal(talking, by(A, { type: "knock", group: 1 }))).toBe("not-a-facilitator");
  expect(refusal(talking, by(F, { type: "leave-group" }))).toBe("not-in-this-format");
});

test("[W10] one after the other is listened to; where it is strict, the listener cannot be heard", () => {
  const [first, second_] = groups(talking)[0] ?? [];
  if (!first || !second_) throw new Error("no group");
  expect(refusal(talking, by(first, { type: "open-microphone" }))).toBeNull();
  expect(refusal(talking, by(second_, { type: "open-microphone" }))).toBe("not-your-turn");
  expect([ownView(talking.circle, first).half, ownView(talking.circle, second_).half]).toEqual([
    "speak",
    "listen",
  ]);
  const changed = wait(run(talking, by(first, { type: "open-microphone" })), 3 * minute);
  expect(view(changed).middle.half).toBe(1);
  expect(speakers(changed)).toEqual([]);
  expect(refusal(changed, by(second_, { type: "open-microphone" }))).toBeNull();
  const free = begun({ ...part, strict: false }, A, B);
  const both = run(
    free,
    join(A),
    join(B),
    by(A, { type: "open-microphone" }),
    by(B, { type: "open-microphone" }),
  );
  expect(speakers(both)).toEqual([A, B]);
});

test("[W11] T14: whoever is alone is told after 20 s, and so is whoever facilitates; a group can ask for somebody", () => {
  const mate = mateOf(talking, A);
  const alone = run(talking, lost(mate));
  expect(told(wait(alone, 20 * second - 1), "partner-missed")).toEqual([]);
  const missed = wait(alone, 20 * second);
  expect(told(missed, "partner-missed").map(({ to }) => to)).toContain(A);
  expect(told(missed, "partner-missed").map(({ to }) => to)).toContain("facilitators");
  expect(ownView(missed.circle, F).console?.calling).toHaveLength(1);
  expect(hearing(run(missed, fire(A)), A)).toEqual([0]);
  const called = run(talking, by(A, { type: "call-facilitator" }));
  expect(told(called, "group-calls")).toMatchObject([{ to: "facilitators" }]);
  expect(ownView(called.circle, F).console?.calling).toEqual(hearing(talking, A));
  expect(refusal(called, by(A, { type: "call-facilitator" }))).toBe("already-so");
  expect(refusal(called, by(F, { type: "call-facilitator" }))).toBe("not-in-this-format");
});

test("[W12] T15: everybody is called back with time to finish, and hears everybody before anybody is offered the piece", () => {
  const called = run(talking, by(F, { type: "gather" }));
  expect(view(called).middle).toMatchObject({ stage: "gathering", until: called.at + minute });
  expect(refusal(called, by(F, { type: "gather" }))).toBe("already-so");
  expect(refusal(called, by(F, { type: "start-round" }))).toBe("round-running");
  const gathered = wait(called, minute);
  expect(hearing(gathered, F, A, B, D, E)).toEqual([0, 0, 0, 0, 0]);
  expect(gathered.circle.round?.state).toBe("complete");
  const byTime = wait(talking, 6 * minute);
  expect(view(byTime).middle.stage).toBe("gathering");
  expect(wait(byTime, 10 * second).circle.round?.state).toBe("complete");
});

test("[W13] a pause brings everybody into one hearing, and stops the time of the groups", () => {
  const paused = run(wait(talking, minute), by(F, { type: "pause", reason: "care" }));
  expect(hearing(paused, F, A, B, D, E)).toEqual([0, 0, 0, 0, 0]);
  const on = run(wait(paused, 20 * minute), by(F, { type: "resume" }));
  expect(hearing(on, A)).toEqual(hearing(talking, A));
  expect(view(wait(on, 2 * minute - 1)).middle.half).toBe(0);
  expect(view(wait(on, 2 * minute)).middle.half).toBe(1);
});

test("[W15] whom somebody keeps apart from is told to nobody", () => {
  const apart = run(asked, by(A, { type: "keep-apart", target: B }));
  expect(ownView(apart.circle, A).apart).toEqual([B]);
  const others = [F, B, D, E].map((who) => JSON.stringify(ownView(apart.circle, who)));
  expect(others).toEqual([F, B, D, E].map((who) => JSON.stringify(ownView(asked.circle, who))));
  expect(circleView(apart.circle)).toEqual(circleView(asked.circle));
  const last = apart.events.at(-1);
  expect(last && noticesOf(asked.circle, apart.circle, last)).toEqual([]);
  expect(ownView(run(apart, by(A, { type: "end-apart", target: B })).circle, A).apart).toEqual([]);
  expect(refusal(apart, by(A, { type: "keep-apart", target: B }))).toBe("already-so");
  expect(refusal(asked, by(A, { type: "end-apart", target: B }))).toBe("already-so");
  expect(refusal(asked, by(A, { type: "keep-apart", target: A }))).toBe("not-yourself");
  expect(refusal(asked, by(A, { type: "keep-apart", target: asSeatId("x") }))).toBe(
    "no-such-person",
  );
});

test("[W16] what is written in a group is read there alone; by the fire, by those who are there", () => {
  const mate = mateOf(talking, A);
  const readers = (who: SeatId) => [...(readersOf(talking.circle, who) ?? [])].toSorted();
  expect(readers(A)).toEqual([A, mate].toSorted());
  expect(readers(F)).toEqual([F]);
  expect(readersOf(asked.circle, A)).toBeNull();
  expect(readersOf(run(talking, by(F, { type: "pause", reason: "care" })).circle, A)).toBeNull();
});

test("[W8] while people are asked, whoever leads may speak, and nobody else", () => {
  expect(refusal(asked, by(F, { type: "open-microphone" }))).toBeNull();
  expect(refusal(asked, by(A, { type: "open-microphone" }))).toBe("not-your-turn");
});

test("[W11] whoever has somebody who facilitates with them is not alone", () => {
  const number = hearing(talking, A)[0] ?? 0;
  const visited = wait(run(talking, by(F, { type: "knock", group: number })), 5 * second);
  const left = wait(run(visited, lost(mateOf(talking, A))), minute);
  expect(told(left, "partner-missed")).toEqual([]);
  const alone = wait(run(left, by(F, { type: "leave-group" })), second);
  expect(told(alone, "partner-missed").length).toBeGreaterThan(0);
});

test("[W8] people are asked in the size that the part says, and in twos where it says nothing", () => {
  const threes = begun({ ...part, groupOf: 3 }, A, B, D);
  expect(groups(threes).map((members) => members.length)).toEqual([3]);
  expect(groups(begun({ format: "pairs" }, A, B)).map((members) => members.length)).toEqual([2]);
});
