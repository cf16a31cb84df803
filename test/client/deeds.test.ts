import { describe, expect, test } from "vitest";

import { wishShapes } from "#protocol/messages.ts";
import type { WishType } from "#rules/circle/commands.ts";
import type { CircleView, OwnView } from "#rules/circle/view.ts";
import { asSeatId } from "#rules/ids.ts";

import type { DeedAnswer } from "../../client/world/deed.ts";
import { AUTOMATIC_WISHES, deedOf, deeds, deedsShown } from "../../client/world/deeds.ts";
import { aCircleView, aSeatView, anOwnView } from "../kit/a-circle-view.ts";

const me = asSeatId("me");
const alder = asSeatId("alder");
const everything: DeedAnswer = {
  reason: "care",
  target: alder,
  chair: 3,
  prompt: "How are you?",
  choice: "1",
  turnMs: null,
};

/** Every wish that pressing this deed's button can make, whatever state it is pressed in. */
function wishesOf(id: (typeof deeds)[number]["id"]): readonly WishType[] {
  const owns = [true, false].map((micOpen) => anOwnView({ micOpen }));
  const choices = deedOf(id).choices?.(aCircleView(), anOwnView()) ?? [];
  return owns.flatMap((own) =>
    ["1", ...choices].flatMap((choice) => {
      const doing = deedOf(id).does({ ...everything, choice }, aCircleView(), own);
      return doing?.kind === "wish" ? [doing.wish.type] : doing?.kind === "leave" ? ["leave"] : [];
    }),
  );
}

test("every wish has a deed, or is sent by the page itself", () => {
  const made = new Set<string>([...deeds.flatMap(({ id }) => wishesOf(id)), ...AUTOMATIC_WISHES]);
  expect([...made].toSorted()).toEqual(Object.keys(wishShapes).toSorted());
});

test("what a deed sends is what the wire lets through", () => {
  const refused = deeds.filter(({ does }) => {
    const doing = does(everything, aCircleView(), anOwnView());
    if (doing?.kind !== "wish") return false;
    const { type, ...payload } = doing.wish;
    return !wishShapes[type].safeParse(payload).success;
  });
  expect(refused.map(({ id }) => id)).toEqual([]);
});

test("a deed that asks does nothing without its answer", () => {
  const circle = aCircleView({ floor: { kind: "held", by: alder } });
  const own = anOwnView({ role: "facilitator" });
  const asking = ["skip", "remove", "hand-over", "move-chair", "set-prompt"] as const;
  for (const id of asking) {
    expect(deedOf(id).asks(circle, own, alder)).not.toEqual([]);
    expect(deedOf(id).does({}, circle, own)).toBeNull();
  }
});

describe("who sees what", () => {
  const ids = (group: Parameters<typeof deedsShown>[0], circle: CircleView, own: OwnView) =>
    deedsShown(group, circle, own).map(({ id }) => id);

  test("a member sees none of the facilitator's commands", () => {
    const own = anOwnView({ role: "member" });
    for (const phase of ["scheduled", "lobby", "meeting", "afterglow"] as const) {
      const circle = aCircleView({ phase, handsUp: 2, doorLocked: true });
      expect(ids("facilitator", circle, own)).toEqual([]);
      expect(deedsShown("person", circle, own, alder)).toEqual([]);
      expect(deedsShown("door", circle, own, alder)).toEqual([]);
    }
  });

  test("the offered see take, pass and later; those who said later once see no second", () => {
    const circle = aCircleView({ floor: { kind: "offered", by: me } });
    expect(ids("offered", circle, anOwnView({ canLater: true }))).toEqual([
      "take-piece",
      "pass",
      "later",
    ]);
    expect(ids("offered", circle, anOwnView({ canLater: false }))).toEqual(["take-piece", "pass"]);
    const others = aCircleView({ floor: { kind: "offered", by: alder } });
    expect(ids("offered", others, anOwnView({ canLater: true }))).toEqual([]);
  });

  test("raise and lower take turns", () => {
    const shown = (handPlace: number) =>
      ids("everyone", aCircleView(), anOwnView({ handPlace })).filter((id) => id.endsWith("-hand"));
    expect(shown(0)).toEqual(["raise-hand"]);
    expect(shown(2)).toEqual(["lower-hand"]);
  });

  test("nobody removes or mutes themselves, and only an open microphone can be closed", () => {
    const seats = [
      aSeatView({ id: me, micOpen: true }),
      aSeatView({ id: alder, name: "Alder", micOpen: true }),
    ];
    const circle = aCircleView({ seats });
    const own = anOwnView({ role: "facilitator" });
    expect(deedsShown("person", circle, own, me)).toEqual([]);
    expect(deedsShown("person", circle, own, alder).map(({ id }) => id)).toEqual([
      "give-task",
      "remind-one",
      "mute",
      "remove",
    ]);
  });

  test("what the law does not allow is shown, but cannot be pressed", () => {
    const circle = aCircleView({ phase: "meeting" });
    const own = anOwnView({ role: "facilitator", may: ["pause"] });
    expect(deedOf("pause").enabled(circle, own)).toBe(true);
    expect(deedOf("skip").shown(circle, own)).toBe(true);
    expect(deedOf("skip").enabled(circle, own)).toBe(false);
  });
});

test("closing asks for a reason only where somebody would be cut short", () => {
  const close = deedOf("close-round");
  const console = { ...anOwnView({ role: "facilitator" }).console };
  const own = (unoffered: readonly (typeof me)[]) =>
    anOwnView({ role: "facilitator", console: { ...console, unoffered } as OwnView["console"] });
  const complete = aCircleView({ round: { number: 1, state: "complete", format: "round" } });
  expect(close.asks(complete, own([]))).toEqual([]);
  expect(close.asks(complete, own([alder]))).toEqual(["reason"]);
  const speaking = aCircleView({
    round: { number: 1, state: "running", format: "round" },
    floor: { kind: "held", by: alder },
  });
  expect(close.asks(speaking, own([]))).toEqual(["reason"]);
});
