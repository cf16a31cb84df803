import fc from "fast-check";
import { expect, test } from "vitest";

import type { CircleView, SeatView } from "#rules/circle/view.ts";
import { asSeatId, type SeatId } from "#rules/ids.ts";

import { paintRing } from "../../client/circle/panel-paint-ring.ts";
import { panelRing } from "../../client/circle/panel-ring.ts";
import { type RingDrawing, ringDrawing } from "../../client/circle/ring-drawing.ts";
import { describeRing, ringSentences } from "../../client/circle/ring-words.ts";
import { aCircleView, anOwnView, aSeatView } from "../kit/a-circle-view.ts";

/** No name is part of another, or of a sentence. */
const NAMES = "Alder Birch Cedar Dogwood Elm Fern Gorse Hazel Ivy Juniper Larch Maple".split(" ");
const idOf = (name: string): SeatId => asSeatId(name.toLowerCase());
const me = idOf("Alder");

const aName = (count: number) => fc.constantFrom(...NAMES.slice(0, count));

const someone = (name: string, chair: number): fc.Arbitrary<SeatView> =>
  fc
    .record({
      presence: fc.constantFrom("here" as const, "here" as const, "away" as const, "lost" as const),
      handRaised: fc.boolean(),
      inMiddle: fc.boolean(),
      group: fc.integer({ min: 0, max: 4 }),
    })
    .map((more) => aSeatView({ id: idOf(name), name, chair, ...more }));

type Middle = CircleView["middle"];
const plain: Middle = { kind: "none", stage: "", until: 0, half: 0, chairs: 0 };
const bowlOf = (chairs: number): Middle => ({ ...plain, kind: "bowl", chairs });
const middles: fc.Arbitrary<Middle> = fc.oneof(
  fc.constantFrom<Middle>(plain, { ...plain, kind: "popcorn" }, { ...plain, kind: "worship" }),
  fc.integer({ min: 3, max: 6 }).map((chairs) => bowlOf(chairs)),
  fc.constant({ ...plain, kind: "groups" as const, stage: "talking" }),
);

/** Any circle there may be: more or less probable, never impossible. */
const circles: fc.Arbitrary<CircleView> = fc
  .integer({ min: 1, max: 12 })
  .chain((count) =>
    fc.record({
      seats: fc.tuple(...NAMES.slice(0, count).map(someone)),
      chairs: fc.integer({ min: count, max: 12 }),
      middle: middles,
      held: fc.constantFrom(
        "none" as const,
        "offered" as const,
        "held" as const,
        "on-hold" as const,
      ),
      by: aName(count),
      next: fc.option(aName(count)),
      silence: fc.boolean(),
    }),
  )
  .map(({ seats, chairs, middle, held, by, next, silence }) => {
    let left = middle.kind === "bowl" ? middle.chairs : 0;
    return aCircleView({
      chairs,
      middle,
      // The law never has more people in the middle than chairs, nor groups where there are none.
      seats: seats.map((seat) => {
        const inMiddle = seat.inMiddle && left-- > 0;
        return { ...seat, inMiddle, group: middle.kind === "groups" ? seat.group : 0 };
      }),
      floor: held === "none" ? {} : { kind: held, by: idOf(by) },
      next: next === null ? "" : idOf(next),
      overlay: { kind: silence ? "silence" : "none", by: "", reason: "", until: 0 },
    });
  });

interface Facts {
  readonly chairs: number;
  readonly piece: string;
  readonly next: readonly SeatId[];
  readonly hands: readonly SeatId[];
  readonly gone: readonly SeatId[];
  readonly inner: readonly SeatId[];
  readonly free: number;
  readonly groups: readonly string[];
  readonly byFire: readonly SeatId[];
  readonly silent: boolean;
}

const sorted = (ids: readonly SeatId[]): readonly SeatId[] => ids.toSorted();

/** What somebody who looks at the drawing can tell. */
function seen(drawing: RingDrawing): Facts {
  const { people, inner, groups, piece, light } = drawing;
  const who = (is: (one: (typeof people)[number]) => boolean) =>
    sorted(people.filter(is).map(({ seat }) => seat));
  const holder = people.find((one) => one.piece !== "");
  const apart = new Set(groups.flatMap(({ members }) => members));
  const taken = inner.flatMap(({ seat }) => seat ?? []);
  return {
    chairs: drawing.chairs.length,
    piece: piece === null ? "no piece" : holder ? `${holder.piece} ${holder.seat}` : "rests",
    next: who(({ next }) => next),
    hands: who(({ hand }) => hand),
    gone: who(({ gone }) => gone !== ""),
    inner: sorted(taken),
    free: inner.length - taken.length,
    groups: groups.map(({ members }) => sorted(members).join()).toSorted(),
    byFire: groups.length === 0 ? [] : who(({ seat }) => !apart.has(seat)),
    silent: light === "bell",
  };
}

/** What somebody who hears the sentences can tell. */
function heard(sentences: readonly string[]): Facts {
  const said = sentences.join("\n");
  const idsIn = (words: string): readonly SeatId[] =>
    words
      .split(", ")
      .filter((word) => word !== "")
      .map((word) => (word === "you" ? me : idOf(word)));
  const after = (start: string): readonly string[] =>
    sentences.flatMap((one) => (one.startsWith(start) ? [one.slice(start.length, -1)] : []));
  const named = (start: string) => sorted(after(start).flatMap(idsIn));
  const who = (pattern: RegExp): SeatId[] => {
    const name = pattern.exec(said)?.[1];
    return name === undefined
      ? []
      : (idsIn(name.toLowerCase() === "you" ? "you" : name) as SeatId[]);
  };
  const pieces = [
    ...who(/^(\w+) (?:has|have) the piece\.$/m).map((id) => `has ${id}`),
    ...who(/^The piece lies before (\w+)\.$/m).map((id) => `asked ${id}`),
    ...who(/^(\w+?)(?:'s|r) place is kept\.$/m).map((id) => `kept ${id}`),
    ...(said.includes("The piece rests in the middle.") ? ["rests"] : []),
  ];
  const free = /Empty chairs there: (\d)/.exec(said)?.[1];
  return {
    chairs: Number(/of (\d+) seats/.exec(said)?.[1]),
    piece: pieces.join() || "no piece",
    next: who(/^(\w+) (?:is|are) next\.$/m),
    hands: named("Hands up: "),
    gone: sorted([...named("Away: "), ...named("Reconnecting: ")]),
    inner: named("In the middle: "),
    free: said.includes("One chair there") ? 1 : Number(free ?? 0),
    groups: after("Together: ")
      .map((names) => sorted(idsIn(names)).join())
      .toSorted(),
    byFire: named("By the fire: "),
    silent: said.includes("The bell has rung"),
  };
}

test("whatever the circle is, the drawing and the sentences tell the same", () => {
  fc.assert(
    fc.property(circles, (circle) => {
      const drawing = ringDrawing(circle, me);
      expect(heard(ringSentences(drawing, circle, me))).toEqual(seen(drawing));
    }),
    { numRuns: 500 },
  );
});

test("the headset's panel paints what the drawing shows: everybody by name, the piece, the chairs", () => {
  fc.assert(
    fc.property(circles, (circle) => {
      const written: string[] = [];
      const calls: string[] = [];
      const pen = new Proxy({} as CanvasRenderingContext2D, {
        get: (_target, call) => (words: string) => {
          calls.push(String(call));
          if (call === "fillText") written.push(words);
        },
        set: () => true,
      });
      const ring = panelRing(circle, anOwnView({ seat: me }), 0);
      paintRing(pen, ring, { x: 0, y: 0, size: 500 });
      expect(written).toEqual(circle.seats.map(({ name }) => name));
      expect(ring.drawing).toEqual(ringDrawing(circle, me));
      expect(ring.sentences).toEqual(
        expect.arrayContaining([...ringSentences(ring.drawing, circle, me)]),
      );
      // Dashes are for chairs nobody sits on, for those in the middle, and for who is next.
      expect(calls.filter((call) => call === "setLineDash").length).toBe(
        2 + 2 * ring.drawing.people.filter(({ next }) => next).length,
      );
    }),
    { numRuns: 100 },
  );
});

test("everybody is drawn once, on the page, and nobody upon another", () => {
  fc.assert(
    fc.property(circles, (circle) => {
      const { people } = ringDrawing(circle, me);
      expect(people.map(({ seat }) => seat)).toEqual(circle.seats.map(({ id }) => id));
      const apart = people.flatMap((one, at) =>
        people.slice(at + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y)),
      );
      expect(Math.min(1, ...apart)).toBeGreaterThan(0.1);
      // Groups of the law have three at most; four would still be on the page.
      expect(Math.max(...people.map(({ x, y }) => Math.hypot(x, y)))).toBeLessThan(1.25);
    }),
    { numRuns: 300 },
  );
});

test("in the middle of a fishbowl one sits on the chair nearest to one's own", () => {
  const seats = NAMES.slice(0, 4).map((name, chair) =>
    aSeatView({ id: idOf(name), name, chair: chair * 2, inMiddle: chair < 2 }),
  );
  const circle = aCircleView({ seats, middle: bowlOf(4) });
  const { inner, people, piece, chairs } = ringDrawing(circle, me);
  expect(inner.map(({ seat }) => seat)).toEqual([me, idOf("Birch"), null, null]);
  expect(people[0]?.y).toBeGreaterThan(0.4);
  expect(people[1]?.x).toBeLessThan(-0.4);
  expect(piece).toBeNull();
  // Their chairs in the ring stay theirs.
  expect(chairs.filter(({ seat }) => seat !== null)).toHaveLength(4);
  expect(describeRing(circle, me)).toBe(
    "4 of 8 seats taken. In the middle: you, Birch. Empty chairs there: 2.",
  );
});

test("my group is drawn before me, the others round the fire, and nobody's group is hidden", () => {
  const groups = [2, 1, 1, 2, 0, 3, 3, 3];
  const seatsIn = (numbers: readonly number[]) =>
    numbers.map((group, chair) => {
      const name = NAMES[chair] ?? "";
      return aSeatView({ id: idOf(name), name, chair, group });
    });
  const seats = seatsIn(groups);
  const middle = { ...plain, kind: "groups" as const, stage: "talking" };
  const circle = aCircleView({ seats, middle });
  const drawing = ringDrawing(circle, me);
  expect(drawing.groups.map(({ number, mine }) => [number, mine])).toEqual([
    [1, false],
    [2, true],
    [3, false],
  ]);
  const mine = drawing.groups.find((one) => one.mine);
  expect(mine?.y).toBeGreaterThan(0.7);
  expect(drawing.light).toBe("fire");
  expect(describeRing(circle, me)).toBe(
    "8 of 8 seats taken. Together: Birch, Cedar. Together: you, Dogwood. Together: Fern, Gorse, Hazel. By the fire: Elm.",
  );
  // Whoever lies over it brings everybody back into one ring.
  const back = aCircleView({ seats: seatsIn(groups.map(() => 0)), middle });
  expect(ringDrawing(back, me).groups).toEqual([]);
});

test("stillness and bell are seen and said", () => {
  const seats = [aSeatView({ id: me, name: "Alder" })];
  const still = aCircleView({ seats, middle: { ...plain, kind: "worship" } });
  expect(ringDrawing(still, me).light).toBe("still");
  expect(describeRing(still, me)).toContain("It is still.");
  const spoken = aCircleView({
    seats,
    middle: { ...plain, kind: "worship" },
    floor: { kind: "held", by: me },
  });
  expect(describeRing(spoken, me)).toBe("1 of 8 seats taken. You have the piece.");
  const silence = aCircleView({
    seats,
    overlay: { kind: "silence", by: "", reason: "", until: 5 },
  });
  expect(describeRing(silence, me)).toContain("The bell has rung: a silence.");
});
