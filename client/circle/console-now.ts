import type { CircleView } from "#rules/circle/view.ts";

import type { WordKey } from "../ui/say.ts";
import type { DeedId } from "../world/deeds.ts";

type Now = CircleView["round"]["format"] | "between";

/** What whoever leads reaches for, in the order of how soon it is needed. */
const USEFUL: Readonly<Record<Now, readonly DeedId[]>> = {
  between: ["call-hand"],
  words: ["close-round", "skip"],
  silence: ["close-round", "skip"],
  round: ["skip", "close-round"],
  popcorn: ["skip", "close-round"],
  hands: ["call-hand", "order-hands", "skip", "close-round"],
  worship: ["close-round", "skip"],
  fishbowl: ["close-round"],
  pairs: ["gather", "knock", "leave-group", "close-round"],
};

/** Everything that belongs to a part, whichever it is. */
const ALL: readonly DeedId[] = [
  "next-segment",
  "set-prompt",
  "skip",
  "close-round",
  "call-hand",
  "order-hands",
  "lower-all-hands",
  "shorten-turns",
  "knock",
  "leave-group",
  "gather",
];

/** What a format has no use for is not even shown while it runs. */
const HANDS: readonly DeedId[] = ["call-hand", "order-hands"];
const USELESS: Partial<Readonly<Record<Now, readonly DeedId[]>>> = {
  round: HANDS,
  popcorn: HANDS,
  worship: HANDS,
  fishbowl: [...HANDS, "skip"],
  pairs: [...HANDS, "skip"],
};

const nowOf = ({ round }: CircleView): Now =>
  round.state === "running" ? round.format : "between";

export const usefulNow = (circle: CircleView): readonly DeedId[] => USEFUL[nowOf(circle)];

/** The rest of it. Between rounds the next part stands beside the start of the round. */
export function alsoNow(circle: CircleView): readonly DeedId[] {
  const now = nowOf(circle);
  const elsewhere = new Set([
    ...USEFUL[now],
    ...(USELESS[now] ?? []),
    ...(now === "between" ? ["next-segment"] : []),
  ]);
  return ALL.filter((id) => !elsewhere.has(id));
}

/** One sentence on what leading means just now. */
export function hintNow(circle: CircleView): WordKey {
  const { round, middle, overlay, segment } = circle;
  const now = nowOf(circle);
  if (overlay.kind === "silence") return "console.now-silence";
  if (now === "pairs")
    return middle.stage === "gathering"
      ? "console.now-gathering"
      : middle.stage === "inviting"
        ? "console.now-inviting"
        : "console.now-talking";
  if (now !== "between") return `console.now-${now}`;
  if (round.state === "complete") return "console.now-again";
  return segment.format === "words" ? "console.now-words" : "console.now-start";
}
