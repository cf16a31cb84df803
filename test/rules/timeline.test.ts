import { expect, test } from "vitest";

import type { CircleEvent } from "#rules/circle/events.ts";
import { timelineCsv, timelineOf } from "#rules/circle/timeline.ts";

import { A, B, by, F, run, wait } from "../kit/a-circle.ts";
import { begun, minute, second, speak } from "../kit/a-format.ts";
import { allWalks, journalOf } from "./walk.ts";

const take = (who: typeof F) => by(who, { type: "take-piece" });

test("[C14] parts, rounds, turns by chair and length, overlays; nothing of who passed or left", () => {
  const spoken = speak(run(begun({ turnMs: null }, A, B), take(F)), F, minute);
  const passed = run(wait(spoken, 5 * second), by(A, { type: "pass" }), take(B));
  const paused = run(wait(passed, 10 * second), by(F, { type: "pause", reason: "care" }));
  const resumed = run(wait(paused, 30 * second), by(F, { type: "resume" }));
  const end = run(
    wait(resumed, 20 * second),
    by(B, { type: "hand-on" }),
    by(A, { type: "leave" }),
    by(F, { type: "close-meeting", reason: "time" }),
  );
  const rows = timelineOf(end.events);
  expect(rows.map(({ kind, number, chair }) => [kind, number, chair])).toEqual([
    ["started", null, null],
    ["part", 1, null],
    ["part", 2, null],
    ["round", 1, null],
    ["turn", null, 0],
    ["turn", null, 2],
    ["pause", null, null],
    ["closed", null, null],
  ]);
  expect(rows.filter(({ ms }) => ms !== null).map(({ ms }) => ms)).toEqual([
    60 * second,
    28 * second,
    30 * second,
  ]);
  const csv = timelineCsv(rows).split("\r\n");
  expect(csv[0]).toBe("from,kind,number,chair,seconds");
  expect(csv[5]).toMatch(/^\d+,turn,,1,60$/);
  expect(csv).toHaveLength(rows.length + 2);
});

test("[C14] whatever happens, the rows name nobody, are in order and have no time below nothing", () => {
  const row =
    /^\d+,(started|part|round|turn|silence|pause|lockdown|groups|outage|closed|ended),\d*,\d*,\d*$/;
  for (const seen of allWalks()) {
    const rows = timelineOf(journalOf(seen));
    const told = timelineCsv(rows).split("\r\n").slice(1, -1);
    expect(told.filter((line) => !row.test(line))).toEqual([]);
    expect(rows.filter(({ at, ms }, i) => (ms ?? 0) < 0 || at < (rows[i - 1]?.at ?? 0))).toEqual(
      [],
    );
  }
});

test("[C14] [C11] an event it does not know is no row", () => {
  const strange = [{ type: "constructor", at: 1 }] as unknown as readonly CircleEvent[];
  expect(timelineOf(strange)).toEqual([]);
});
