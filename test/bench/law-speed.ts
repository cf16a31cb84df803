import type { Wish } from "#rules/circle/commands.ts";
import { decide } from "#rules/circle/decide.ts";
import { evolve } from "#rules/circle/evolve.ts";
import type { Circle } from "#rules/circle/state.ts";

import { A, aRound, B, C, D, E, F, NOON } from "../kit/a-circle.ts";

const MEASURED_MS = 1500;

/** What people do in a round, again and again; some of it is refused, as in life. */
const WISHES: readonly { readonly by: typeof A; readonly wish: Wish }[] = [
  A,
  B,
  C,
  D,
  E,
  F,
].flatMap((by) => [
  { by, wish: { type: "raise-hand" } },
  { by, wish: { type: "take-piece" } },
  { by, wish: { type: "open-microphone" } },
  { by, wish: { type: "me-too" } },
  { by, wish: { type: "hand-on" } },
  { by, wish: { type: "lower-hand" } },
]);

/** How many commands the law decides (and evolves) in a second, in a round of six. */
export function decisionsPerSecond(): number {
  const start = aRound(A, B, C, D, E).circle;
  let circle: Circle = start;
  let [decided, at] = [0, NOON + 60_000];
  const began = performance.now();
  while (performance.now() - began < MEASURED_MS) {
    for (const { by, wish } of WISHES) {
      at += 7;
      const decision = decide(circle, { ...wish, by, at });
      if (decision.ok) circle = decision.events.reduce(evolve, circle);
      decided++;
    }
    // A round ends; so that there is always one to decide upon, it begins again.
    if (circle.round?.state !== "running") circle = start;
  }
  return (decided / (performance.now() - began)) * 1000;
}
