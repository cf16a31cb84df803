import fc from "fast-check";
import { expect, test } from "vitest";

import { evennessOf, median, need } from "#rules/circle/fairness.ts";
import { inOrder } from "#rules/circle/hands.ts";
import type { Circle, Seat } from "#rules/circle/state.ts";
import { circleView, ownView } from "#rules/circle/views.ts";
import { withSeat } from "#rules/circle/who.ts";
import type { SeatId } from "#rules/ids.ts";

import { A, aMeeting, B, by, D, E, F, type Meeting, run } from "../kit/a-circle.ts";
import { begun, minute, speak } from "../kit/a-format.ts";

/** A circle in which these have spoken so many minutes, in one turn each. */
function after(meeting: Meeting, minutes: readonly (readonly [SeatId, number])[]): Circle {
  const of = new Map(minutes);
  const seats = meeting.circle.seats.map((seat): Seat => {
    const spoken = of.get(seat.id) ?? 0;
    return { ...seat, offers: 1, turns: spoken > 0 ? 2 : 0, spokenMs: spoken * minute };
  });
  return { ...meeting.circle, seats };
}
const shares = (circle: Circle) =>
  Object.fromEntries(
    ownView(circle, F).console?.balance.map(({ seat, share }) => [seat, share]) ?? [],
  );
const fairnessOf = (circle: Circle, seat: SeatId = F) => ownView(circle, seat).console?.fairness;

test("[F18] the time is told as not yet, light, about even or full; nothing follows from it", () => {
  const circle = after(aMeeting(A, B, D, E), [
    [F, 2],
    [A, 0.9],
    [B, 2],
    [D, 3.1],
  ]);
  expect(shares(circle)).toEqual({
    F: "about-even",
    A: "light",
    B: "about-even",
    D: "full",
    E: "unheard",
  });
  // While most are unheard, those who spoke are measured by one another.
  expect(shares(after(aMeeting(A, B, D), [[A, 2]]))).toMatchObject({ A: "about-even" });
});

test("[F18] who is unheard matters after three fifths of the planned time, and only with a plan", () => {
  const planned = begun({ plannedMs: 50 * minute }, A, B);
  const { startedAt } = planned.circle;
  const fair = fairnessOf(planned.circle);
  expect(fair?.unheardFrom).toBe((startedAt ?? 0) + 30 * minute);
  expect(fair?.unheard).toEqual([F, A, B]);
  expect(fairnessOf(aMeeting(A, B).circle)?.unheardFrom).toBe(0);
  const listening = run(planned, by(A, { type: "change-mode", mode: "listen-only" }));
  expect(fairnessOf(listening.circle)?.unheard).toEqual([F, B]);
});

test("[F18] a hand up again after more than twice the usual; not after twice", () => {
  const hand = run(aMeeting(A, B, D), by(A, { type: "raise-hand" }));
  const others = [
    [F, 1],
    [B, 1],
    [D, 1],
  ] as const;
  expect(fairnessOf(after(hand, [...others, [A, 2.1]]))?.again).toEqual([A]);
  expect(fairnessOf(after(hand, [...others, [A, 2]]))?.again).toEqual([]);
  expect(fairnessOf(after(aMeeting(A, B, D), [...others, [A, 5]]))?.again).toEqual([]);
});

test("[F18] three who hold most of a popcorn are named; in a circle of five any three do", () => {
  const six = begun({ format: "popcorn" }, A, B, D, E, "G" as SeatId);
  const rest = [
    [E, 1],
    [F, 1],
    ["G" as SeatId, 1],
  ] as const;
  const much = [
    [A, 4],
    [B, 3],
    [D, 2],
  ] as const;
  expect(fairnessOf(after(six, [...rest, ...much]))?.sameThree).toEqual([A, B, D]);
  expect(fairnessOf(after(aMeeting(A, B, D, E), [...much]))?.sameThree).toEqual([]);
  const five = begun({ format: "popcorn" }, A, B, D, E);
  expect(fairnessOf(after(five, [...much]))?.sameThree).toEqual([]);
});

test("[F19] one's own share is told to oneself; a keeper's, above a fifth, to that keeper alone", () => {
  const circle = after(aMeeting(A, B, D, E, "C" as SeatId), [
    [F, 3],
    [A, 2],
    [B, 2],
    [D, 2],
  ]);
  expect(fairnessOf(circle)?.ownShare).toBeCloseTo(1 / 3);
  expect(fairnessOf(circle, "C" as SeatId)?.ownShare).toBe(0);
  expect(ownView(circle, A)).toMatchObject({ share: "about-even", console: null, evenness: null });
  expect(JSON.stringify(circleView(circle))).not.toContain("share");
});

test("[F19] when the meeting is over everybody sees one number", () => {
  const meeting = begun({ turnMs: null }, A);
  const took = run(meeting, by(F, { type: "take-piece" }));
  const one = run(speak(took, F, minute), by(A, { type: "take-piece" }));
  const both = speak(one, A, minute);
  expect(ownView(both.circle, A).evenness).toBeNull();
  const over = run(both, by(F, { type: "close-meeting", reason: "time" }));
  expect(ownView(over.circle, A).evenness).toBe(1);
  expect(ownView(over.circle, F).evenness).toBe(1);
});

test("[F19] whoever is in their safe place is not to be found out by what others are told", () => {
  const meeting = aMeeting(A, B, D);
  const spoken = [
    [F, 1],
    [A, 1],
    [B, 9],
  ] as const;
  const away = run(meeting, by(B, { type: "step-out" }));
  for (const one of [F, A, D])
    expect(ownView(after(away, spoken), one).share).toBe(
      ownView(after(meeting, spoken), one).share,
    );
});

test("[F20] least heard first: not yet offered, then least of the time, a quarter of earlier meetings, then who asked", () => {
  const hands = [B, A, D, E].reduce(
    (now, who) => run(now, by(who, { type: "raise-hand" })),
    run(aMeeting(A, B, D, E), by(F, { type: "order-hands", order: "least-heard" })),
  );
  const circle = after(hands, [
    [A, 1],
    [B, 1],
    [D, 2],
    [E, 3],
    [F, 1],
  ]);
  const order = (seen: Circle) => inOrder(seen).map(({ seat }) => seat);
  expect(order(circle)).toEqual([B, A, D, E]);
  const change = (seat: SeatId, more: Partial<Seat>): Circle => ({
    ...circle,
    seats: circle.seats.map((s) => (s.id === seat ? { ...s, ...more } : s)),
  });
  expect(order(change(E, { offers: 0 }))).toEqual([E, B, A, D]);
  const before = { meetings: 4, turns: 4, spokenMs: 20 * minute };
  expect(order(change(B, { before }))).toEqual([A, B, D, E]);
  expect(order(change(A, { owed: true }))).toEqual([A, B, D, E]);
  const fresh = aMeeting(A, B, D, E).circle.seats.reduce(
    (now, { id }) => withSeat(now, id, { offers: 0 }),
    circle,
  );
  expect(order(fresh)).toEqual([B, A, D, E]);
  expect(fresh.seats.map((seat) => need(fresh, seat))).toEqual(Array(5).fill(-Infinity));
});

test("[F19] the number is 1 for equal times, the less the more one has, and never minds who it is", () => {
  expect(evennessOf([])).toBeNull();
  expect(evennessOf([0, 0])).toBeNull();
  expect(evennessOf([0, 0, 0, 8])).toBeCloseTo(0.25);
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBe(0);
  const times = fc.array(fc.nat({ max: 3_600_000 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(times, fc.integer({ min: 1, max: 9 }), (some, factor) => {
      const even = evennessOf(some);
      if (even === null) return;
      expect(even).toBeGreaterThan(0);
      expect(even).toBeLessThanOrEqual(1);
      expect(evennessOf(some.toReversed())).toBeCloseTo(even, 9);
      expect(evennessOf(some.map((ms) => ms * factor))).toBeCloseTo(even, 9);
    }),
  );
});
