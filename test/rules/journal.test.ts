import fc from "fast-check";
import { expect, test } from "vitest";

import type { CircleEvent } from "#rules/circle/events.ts";
import { emptyCircle, evolve, replay } from "#rules/circle/evolve.ts";

import { A, C, F, MEETING, NOON, sheet } from "../kit/a-circle.ts";
import { everybody } from "./strides.ts";
import { allWalks, journalOf, lastOf } from "./walk.ts";

test("[C3] the state is what its journal says, to the byte", () => {
  for (const seen of allWalks()) {
    const again = replay(MEETING, JSON.parse(JSON.stringify(journalOf(seen))));
    expect(again).toEqual(lastOf(seen));
    expect(JSON.stringify(again)).toBe(JSON.stringify(lastOf(seen)));
  }
});

test("[C3] a meeting is taken up in the middle as if nothing had been", () => {
  for (const seen of allWalks()) {
    const journal = journalOf(seen);
    const half = replay(MEETING, journal.slice(0, journal.length >> 1));
    expect(journal.slice(half.version).reduce(evolve, half)).toEqual(lastOf(seen));
  }
});

const seat = fc.constantFrom(...everybody);
const time = fc.constantFrom(NOON, NOON + 5, 0, -1, Number.NaN, Infinity);
const maybe = <T>(it: fc.Arbitrary<T>) => fc.option(it, { nil: null });

/** Anything that could stand in a journal, in any order and about anybody. */
const nonsense = fc.record({
  type: fc.constantFrom(
    ..."sat-down left removed link-lost link-returned seat-given-up returned-to-circle came-to-door turned-away left-the-door role-given chair-changed mode-changed microphone-opened microphone-closed everyone-muted stepped-out stepped-in went-away came-back hand-raised hand-lowered hands-rested recognised door-opened door-locked door-unlocked meeting-scheduled meeting-started segment-entered prompt-set round-started round-completed round-closed piece-offered offer-repeated piece-taken clock-started clock-stopped clock-resumed passed put-later owed turn-warned turn-ending turn-overdue turn-over turn-ended turn-held turn-resumed piece-rested time-asked time-given time-declined paused resumed silence-started silence-ended lockdown-started lockdown-released facilitation-offered facilitation-declined leader-changed facilitator-missed facilitator-returned meeting-closed meeting-ended voice-lost voice-returned server-returned piece-claimed claims-settled quiet-noticed sat-in-middle waits-for-middle stepped-back middle-full-hinted groups-proposed groups-settled group-joined stayed-by-fire half-begun partner-missed facilitator-called knocked guest-entered guest-left gathering-called gathered kept-apart apart-ended hands-ordered sheet-changed turns-shortened place-changed light-changed piece-chosen supervisor-called task-given task-taken bell-rung breath-begun whispered too-much-said crosstalk-noted reminded of-tomorrow toString __proto__".split(
      " ",
    ),
  ),
  at: time,
  seat,
  to: seat,
  from: seat,
  by: maybe(seat),
  chair: fc.integer({ min: -2, max: 9 }),
  chairs: fc.integer({ min: 0, max: 12 }),
  sheet: fc.constantFrom([], sheet),
  index: fc.integer({ min: -1, max: 9 }),
  number: fc.nat(9),
  name: fc.string(),
  role: fc.constantFrom("member", "facilitator", "co-facilitator"),
  mode: fc.constantFrom("speak", "text-only", "listen-only"),
  lane: fc.constantFrom("voice", "text"),
  via: fc.constantFrom("order", "hand", "again", "returned", "claim", "named", "reply"),
  how: fc.constantFrom(
    "handed-on",
    "lost",
    "handed-over",
    "skipped",
    "first",
    "stood-in",
    "volunteered",
  ),
  cause: fc.constantFrom("link", "facilitator"),
  reason: maybe(fc.constantFrom("time", "safety")),
  order: fc.array(seat),
  remainingMs: maybe(fc.constantFrom(0, 5_000, 180_000)),
  turnMs: maybe(fc.constantFrom(60_000, 180_000)),
  spokenMs: fc.nat(99_999),
  addedMs: fc.constantFrom(60_000),
  until: time,
  graceUntil: time,
  afterglowUntil: time,
  downFrom: time,
  format: fc.constantFrom("round", "popcorn", "worship", "fishbowl", "pairs", "of-tomorrow"),
  groups: fc.constantFrom(
    [],
    [{ number: 1, members: [A, C], agreed: [A], calling: false, aloneTold: false, guest: null }],
  ),
  group: fc.nat(3),
  half: fc.nat(3),
  light: fc.constantFrom("day", "night"),
  segments: fc.constantFrom([], sheet),
  place: fc.constantFrom("lounge", "moon"),
  piece: fc.constantFrom("shell", "stick"),
  own: fc.boolean(),
  prompt: fc.string(),
  meetingId: fc.constant(MEETING),
});

test("[C11] whatever stands in a journal, reading it never fails", () => {
  fc.assert(
    fc.property(fc.array(nonsense, { maxLength: 60, size: "max" }), (lines) => {
      const events = lines as unknown as CircleEvent[];
      const read = replay(MEETING, events);
      expect(read.version).toBe(events.length);
    }),
    { numRuns: 1000 },
  );
});

test("[C11] an event the law does not know changes nothing but the count", () => {
  const before = { ...emptyCircle(MEETING), at: NOON };
  const unknown = { type: "of-tomorrow", at: NOON - 1 } as unknown as CircleEvent;
  expect(evolve(before, unknown)).toEqual({ ...before, version: 1 });
});

test("[C11] events about people who are not there change nothing", () => {
  const before = { ...emptyCircle(MEETING), at: NOON };
  const strays: readonly CircleEvent[] = [
    { at: NOON, type: "passed", seat: A },
    { at: NOON, type: "turn-resumed", seat: A },
    { at: NOON, type: "clock-started", by: A },
    { at: NOON, type: "owed", seat: C },
    { at: NOON, type: "came-back", seat: F },
    { at: NOON, type: "hand-raised", seat: A },
    { at: NOON, type: "lockdown-released", by: F },
    { at: NOON, type: "resumed", by: F },
  ];
  for (const stray of strays) expect(evolve(before, stray)).toEqual({ ...before, version: 1 });
});
