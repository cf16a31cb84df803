import type { Ms } from "../ids.ts";

/** How a part of the meeting is held. `words`: whoever leads speaks, the piece does not go round. */
export type Format =
  | "words"
  | "round"
  | "popcorn"
  | "hands"
  | "worship"
  | "fishbowl"
  | "pairs"
  | "silence";

/** What may be said about another's turn (circles.md §2.9). */
export type Crosstalk = "none" | "thanks-only" | "ask-first" | "feedback-window" | "open";

/** One part of the run sheet. */
export interface Segment {
  readonly format: Format;
  readonly title: string;
  readonly prompt: string;
  /** Length of a turn; null where turns have no clock. In pairs: how long each one is listened to. */
  readonly turnMs: Ms | null;
  /** How long the part is meant to take; 0 where nobody has said. */
  readonly plannedMs: Ms;
  /** May not be skipped without a reason. */
  readonly mandatory: boolean;
  readonly crosstalk: Crosstalk;
  /** A turn that is over its time by far is closed by the clock; off unless the group wants it. */
  readonly strict: boolean;
  /** "text": every turn is written. */
  readonly lane: "any" | "text";
  /** How deep it goes, 1 … 3: shown on the card, so that one may choose to listen only. */
  readonly depth: 1 | 2 | 3;
  /** Pairs: two or three together. */
  readonly groupOf: 2 | 3;
  /** Fishbowl: chairs in the middle. */
  readonly innerChairs: number;
  /** At the end of this part, time kept for those who have not spoken (circles.md §2.2); 0: none. */
  readonly reserveMs: Ms;
}

export const FORMATS: readonly Format[] = [
  "words",
  "round",
  "popcorn",
  "hands",
  "worship",
  "fishbowl",
  "pairs",
  "silence",
];
/** A part may come from a client: whether this law knows its format. */
export const isFormat = (format: string): format is Format =>
  FORMATS.some((known) => known === format);
export const CROSSTALK: readonly Crosstalk[] = [
  "none",
  "thanks-only",
  "ask-first",
  "feedback-window",
  "open",
];

const plain: Segment = {
  format: "round",
  title: "",
  prompt: "",
  turnMs: null,
  plannedMs: 0,
  mandatory: false,
  crosstalk: "none",
  strict: false,
  lane: "any",
  depth: 1,
  groupOf: 2,
  innerChairs: 4,
  reserveMs: 0,
};

/** A part with everything that was not said left plain. Also how one is read that was written down before a field existed. */
export const segment = (said: Partial<Segment>): Segment => ({ ...plain, ...said });
