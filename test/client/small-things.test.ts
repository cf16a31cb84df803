import { expect, test } from "vitest";

import { asSeatId } from "#rules/ids.ts";

import { readKept } from "../../client/bridge/kept.ts";
import { rememberVisit, visitOf, visits } from "../../client/bridge/visits.ts";
import { deedForKey } from "../../client/circle/keys.ts";
import { timeInMyZone } from "../../client/people/about-meeting.tsx";
import { codeIn } from "../../client/people/home-page.tsx";
import { rowOfLooks } from "../../client/people/looks.tsx";
import { emptyWorld } from "../../client/world/circle-store.ts";
import { aCircleView, anOwnView } from "../kit/a-circle-view.ts";

test("a code is found in whatever was pasted", () => {
  expect(codeIn("  q57ngu5krk ")).toBe("q57ngu5krk");
  expect(codeIn("https://circle.example.org/j/q57ngu5krk#facilitator=abc")).toBe("q57ngu5krk");
  expect(codeIn("Come: http://localhost:2567/j/abc?x=1 tonight")).toBe("abc");
});

test("a meeting today is told by its hour, one on another day by its day as well", () => {
  const start = new Date(2026, 10, 23, 19, 0);
  const morning = timeInMyZone(start.toISOString(), new Date(2026, 10, 23, 9, 0));
  expect(morning.begun).toBe(false);
  expect(morning.words).toMatch(/^0?[17]/);
  const before = timeInMyZone(start.toISOString(), new Date(2026, 10, 20, 9, 0));
  expect(before.words).toContain("23");
  expect(timeInMyZone(start.toISOString(), new Date(2026, 10, 23, 19, 1)).begun).toBe(true);
});

test("five looks to choose from, no two of them alike in any part, row after row", () => {
  const first = { skin: 11, cloth: 9, crown: 4, accessory: 0, pattern: 3 };
  for (const row of [0, 1, 7]) {
    const looks = rowOfLooks(first, row);
    expect(looks).toHaveLength(5);
    expect(looks[0]).toEqual(first);
    for (const key of ["skin", "cloth", "crown"] as const)
      expect(new Set(looks.slice(1).map((look) => look[key])).size).toBe(4);
  }
});

test("a key means what can be done now, and nothing else", () => {
  const own = anOwnView({ may: ["take-piece", "raise-hand"] });
  const offered = aCircleView({ floor: { kind: "offered", by: asSeatId("me") } });
  expect(deedForKey("t", { ...emptyWorld, circle: offered, own })?.id).toBe("take-piece");
  expect(deedForKey("T", { ...emptyWorld, circle: offered, own })?.id).toBe("take-piece");
  expect(deedForKey("p", { ...emptyWorld, circle: offered, own })).toBeNull();
  expect(deedForKey("t", { ...emptyWorld, circle: aCircleView(), own })).toBeNull();
  expect(deedForKey("h", { ...emptyWorld, circle: offered, own })?.id).toBe("raise-hand");
  const up = anOwnView({ handPlace: 1, may: ["lower-hand"] });
  expect(deedForKey("h", { ...emptyWorld, circle: offered, own: up })?.id).toBe("lower-hand");
  expect(deedForKey("t", emptyWorld)).toBeNull();
});

test("the newest visits are remembered, each meeting once, and rubbish in the memory does no harm", () => {
  localStorage.clear();
  const visit = (meeting: string) => ({
    meeting,
    code: "c",
    name: meeting,
    view: "simple" as const,
  });
  for (const meeting of ["a", "b", "c", "a"]) rememberVisit(visit(meeting));
  expect(visits().map(({ meeting }) => meeting)).toEqual(["a", "c", "b"]);
  expect(visitOf("b")).toEqual(visit("b"));
  localStorage.setItem("hearth.visits", '{"list":[1,null,{"meeting":3}]}');
  expect(visits()).toEqual([]);
  localStorage.setItem("hearth.visits", "}{");
  expect(readKept("visits")).toEqual({});
});
