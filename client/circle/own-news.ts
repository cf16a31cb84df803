import type { CircleView, OwnView } from "#rules/circle/view.ts";

import { say } from "../ui/say.ts";
import type { World } from "../world/circle-store.ts";
import { nthWords } from "./seat-words.ts";

interface Mine {
  readonly circle: CircleView;
  readonly own: OwnView;
}
type News = (now: Mine, before: Mine | null) => string | null;

const sitsInMiddle = ({ circle, own }: Mine): boolean =>
  circle.seats.some(({ id, inMiddle }) => inMiddle && id === own.seat);
const isNext = ({ circle, own }: Mine): boolean => circle.next === own.seat;
const callsHands = ({ circle: { round } }: Mine): boolean =>
  round.state === "running" && round.format === "hands";

/** What changed for me alone, each once and politely. What is asked of me has an alert instead. */
const NEWS: readonly News[] = [
  (now, before) => (isNext(now) && !(before && isNext(before)) ? say("notice.you-are-next") : null),
  (now, before) =>
    now.own.half !== "" && now.own.half !== before?.own.half ? say(`middle.${now.own.half}`) : null,
  (now, before) =>
    now.own.chairPlace > 0 && now.own.chairPlace !== before?.own.chairPlace
      ? say("middle.bowl-place", { place: nthWords(now.own.chairPlace) })
      : null,
  // Who waited has not pressed anything just now, and would not know.
  (now, before) =>
    sitsInMiddle(now) && !(before && sitsInMiddle(before)) ? say("middle.bowl-came") : null,
  (now, before) =>
    callsHands(now) && now.own.handPlace === 1 && before && before.own.handPlace > 1
      ? say("middle.hand-place-1")
      : null,
];

const mineOf = ({ circle, own }: World): Mine | null => (circle && own ? { circle, own } : null);

export function ownNews(now: World, before: World): readonly string[] {
  const mine = mineOf(now);
  const no = now.refused !== null && now.refused !== before.refused;
  return [
    ...(mine ? NEWS.flatMap((news) => news(mine, mineOf(before)) ?? []) : []),
    ...(no && now.refused && now.refused.wish !== "report"
      ? [say(`refused.${now.refused.refusal}`)]
      : []),
  ];
}
