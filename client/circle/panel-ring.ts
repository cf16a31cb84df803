import type { CircleView, OwnView } from "#rules/circle/view.ts";
import type { SeatId } from "#rules/ids.ts";

import { say } from "../ui/say.ts";
import { type Outfit, outfitOf } from "../world/outfit.ts";
import { formatWords, hasFormat } from "./format-words.ts";
import { middleWords } from "./middle-words.ts";
import { type RingDrawing, ringDrawing } from "./ring-drawing.ts";
import { turnLeft } from "./ring-geometry.ts";
import { ringSentences } from "./ring-words.ts";

/** The circle from above, as the panel shows it. */
export interface PanelRing {
  readonly drawing: RingDrawing;
  readonly people: ReadonlyMap<SeatId, { readonly name: string; readonly outfit: Outfit }>;
  /** What is left of the turn, 0 … 1; null where no clock runs. */
  readonly left: number | null;
  readonly warned: boolean;
  /** The part, the middle and the ring in sentences. */
  readonly sentences: readonly string[];
}

/** Redrawing costs a texture: finer steps of the clock would not be seen. */
const STEPS = 36;

/** How many steps of the turn are left; changes seldom enough to be drawn at. */
export const clockSteps = (circle: CircleView, nowMs: number): number | null => {
  const left = turnLeft(circle, nowMs);
  return left === null ? null : Math.ceil(left * STEPS) / STEPS;
};

function partWords(circle: CircleView, nowMs: number): readonly string[] {
  if (!hasFormat(circle)) return [];
  const { name, how, facts } = formatWords(circle, nowMs);
  const [talk] = facts;
  return [
    say("panel.part", { name, how }),
    ...(talk ? [say("panel.talk", { words: talk.words })] : []),
  ];
}

export function panelRing(circle: CircleView, own: OwnView, nowMs: number): PanelRing {
  const drawing = ringDrawing(circle, own.seat);
  return {
    drawing,
    people: new Map(
      circle.seats.map(({ id, name, look }) => [id, { name, outfit: outfitOf(look) }]),
    ),
    left: clockSteps(circle, nowMs),
    warned: circle.floor.warned,
    sentences: [
      ...middleWords(circle, own, nowMs),
      ...ringSentences(drawing, circle, own.seat),
      ...partWords(circle, nowMs),
    ],
  };
}
