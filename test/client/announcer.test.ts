import { beforeEach, expect, test } from "vitest";

import { Announcer } from "../../client/circle/announcer.ts";

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
