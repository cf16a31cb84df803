import type { Format } from "../segment.ts";
import type { Circle } from "../state.ts";
import { fishbowl } from "./fishbowl.ts";
import type { FormatLaw } from "./format-law.ts";
import { pairs } from "./pairs.ts";
import { popcorn } from "./popcorn.ts";
import { worship } from "./worship.ts";

/** The piece goes round by the order of the chairs. */
const round: FormatLaw = { byOrder: true, hands: false };
/** Whoever raises a hand is called; between two turns whoever leads may say a word. */
const hands: FormatLaw = {
  byOrder: false,
  hands: true,
  voice: (circle, seat) => circle.leader === seat.id,
};

/** Every way of holding a round: a new one is a file of its own and a line here. */
const formats: Readonly<Record<Format, FormatLaw>> = {
  // A part with words or silence has no round of its own; one that is started in it is a plain one.
  words: round,
  silence: round,
  round,
  hands,
  popcorn,
  worship,
  fishbowl,
  pairs,
};

/** A format that this law does not know (yet, or any more) is held as a plain round. */
export const lawOf = (format: Format): FormatLaw =>
  Object.hasOwn(formats, format) ? formats[format] : round;

/** The law of the round that runs; null between rounds. */
export const formatOf = ({ round: now }: Circle): FormatLaw | null =>
  now?.state === "running" ? lawOf(now.format) : null;
