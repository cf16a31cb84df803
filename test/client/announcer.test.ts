import { beforeEach, describe, expect, test } from "vitest";

import type { CircleView, OwnView } from "#rules/circle/view.ts";
import { asSeatId } from "#rules/ids.ts";

import { Announcer } from "../../client/circle/announcer.ts";
import { ownNews } from "../../client/circle/own-news.ts";
import { emptyWorld } from "../../client/world/circle-store.ts";
import { aCircleView, anOwnView, aSeatView } from "../kit/a-circle-view.ts";

/** Time moved by hand. */
class HandClock {
  now = 0;
  #due: { readonly at: number; readonly call: () => void }[] = [];

  after = (ms: number, call: () => void): (() => void) => {
    const one = { at: this.now + ms, call };
    this.#due.push(one);
    return () => {
      this.#due = this.#due.filter((other) => other !== one);
    };
  };

  move(ms: number): void {
    this.now += ms;
    const ripe = this.#due.filter(({ at }) => at <= this.now);
    this.#due = this.#due.filter(({ at }) => at > this.now);
    for (const { call } of ripe) call();
  }
}

let clock: HandClock;
let told: string[];
let announcer: Announcer;

beforeEach(() => {
  clock = new HandClock();
  told = [];
  announcer = new Announcer({
    tell: (words) => told.push(words),
    now: () => clock.now,
    after: clock.after,
    countWords: (count) => `${count} new`,
  });
});

test("what comes together is told together, and never twice within a second and a half", () => {
  announcer.announce("Alder has the piece.");
  clock.move(0);
  announcer.announce("You are next.");
  announcer.announce("The door is locked.");
  clock.move(1499);
  expect(told).toEqual(["Alder has the piece."]);
  clock.move(1);
  expect(told).toEqual(["Alder has the piece.", "You are next. The door is locked."]);
});

test("the same sentence twice in one breath is said once", () => {
  announcer.announce("Paused.");
  announcer.announce("Paused.");
  clock.move(0);
  expect(told).toEqual(["Paused."]);
});

test("the chat waits while somebody speaks, and is told as a number at the end", () => {
  announcer.hold(true);
  announcer.chat("Birch wrote: hello");
  announcer.chat("Birch wrote: again");
  clock.move(5000);
  expect(told).toEqual([]);
  announcer.hold(false);
  clock.move(0);
  expect(told).toEqual(["2 new"]);
});

test("outside a turn a line is read in full, counted, or not at all, as one likes", () => {
  announcer.chat("one");
  clock.move(0);
  announcer.readChat("count");
  announcer.chat("two");
  clock.move(2000);
  announcer.readChat("off");
  announcer.chat("three");
  clock.move(2000);
  expect(told).toEqual(["one", "1 new"]);
});

test("a turn is announced although the chat is held", () => {
  announcer.hold(true);
  announcer.chat("Birch wrote: hello");
  announcer.announce("You are next.");
  clock.move(0);
  expect(told).toEqual(["You are next."]);
});

describe("what changed for me alone", () => {
  const at = (own: Partial<OwnView>, circle: Parameters<typeof aCircleView>[0] = {}) => ({
    ...emptyWorld,
    circle: aCircleView(circle),
    own: anOwnView(own),
  });
  const bowl: CircleView["middle"] = { kind: "bowl", stage: "", until: 0, half: 0, chairs: 3 };

  test("whoever waits for a chair hears their place whenever it changes, and when it is theirs", () => {
    const [none, third, second] = [0, 3, 2].map((chairPlace) => at({ chairPlace }));
    if (!none || !third || !second) throw new Error("three moments");
    expect(ownNews(third, none)).toEqual(["You wait 3rd for a chair in the middle."]);
    expect(ownNews(second, third)).toEqual(["You wait 2nd for a chair in the middle."]);
    expect(ownNews(second, second)).toEqual([]);
    const inside = at({}, { middle: bowl, seats: [aSeatView({ inMiddle: true })] });
    expect(ownNews(inside, second)).toEqual(["You sit in the middle now, and are heard there."]);
    expect(ownNews(inside, inside)).toEqual([]);
  });

  test("a change of halves is told once: who speaks and who listens", () => {
    const [apart, speak, listen] = [at({}), at({ half: "speak" }), at({ half: "listen" })];
    expect(ownNews(speak, apart)).toEqual(["You speak now."]);
    expect(ownNews(speak, speak)).toEqual([]);
    expect(ownNews(listen, speak)).toEqual(["You listen now."]);
    expect(ownNews(apart, listen)).toEqual([]);
  });

  test("with hands, whoever comes to the front of the line hears it", () => {
    const round = { number: 1, state: "running" as const, format: "hands" as const };
    const [second, first] = [at({ handPlace: 2 }, { round }), at({ handPlace: 1 }, { round })];
    expect(ownNews(first, second)).toEqual(["Your hand is up: you are called next."]);
    expect(ownNews(first, at({}, { round }))).toEqual([]);
  });

  test("being next is told, also to whoever has just come in", () => {
    const next = at({}, { next: asSeatId("me") });
    expect(ownNews(next, emptyWorld)).toEqual(["You are next."]);
    expect(ownNews(next, next)).toEqual([]);
  });
});
