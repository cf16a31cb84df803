import type { Ms, SeatId } from "../ids.ts";

/** What lies in the middle of the circle, format by format. */
export type Middle =
  | { readonly kind: "none" }
  | PopcornMiddle
  | WorshipMiddle
  | BowlMiddle
  | GroupsMiddle;

/** The piece lies in the middle; whoever is willing takes it. */
export interface PopcornMiddle {
  readonly kind: "popcorn";
  /** Who has asked for it in the present moment, in order; decided together when the moment is over. */
  readonly claims: readonly { readonly seat: SeatId; readonly at: Ms }[];
  /** Who had it last: not again at once while others may want it. */
  readonly last: SeatId | null;
  /** Since when it has been lying here. */
  readonly openSince: Ms;
  /** Those who facilitate have been told that it has been quiet. */
  readonly quietTold: boolean;
}

/** Silence, out of which somebody rises. */
export interface WorshipMiddle {
  readonly kind: "worship";
  /** Nobody rises before. */
  readonly settledFrom: Ms;
}

/** A few sit in the middle and talk; the others listen. */
export interface BowlMiddle {
  readonly kind: "bowl";
  readonly chairs: number;
  readonly inner: readonly { readonly seat: SeatId; readonly since: Ms }[];
  /** Since when every chair in the middle has been taken; null while one is empty. */
  readonly fullSince: Ms | null;
  readonly hinted: boolean;
  /** Who stepped back when: for two minutes a chair is for others. */
  readonly steppedBack: readonly { readonly seat: SeatId; readonly at: Ms }[];
  /** Who waits for a chair, in order. */
  readonly waiting: readonly SeatId[];
}

/** Twos and threes, each hearing only themselves. */
export interface GroupsMiddle {
  readonly kind: "groups";
  readonly stage: "inviting" | "talking" | "gathering";
  /** When this stage, or this half, is over by itself. */
  readonly until: Ms;
  /** Whose half it is: 0, 1 (2 in threes); who comes at that place in each group is listened to. */
  readonly half: number;
  readonly groups: readonly Group[];
}

export interface Group {
  /** From 1. */
  readonly number: number;
  readonly members: readonly SeatId[];
  /** Who has said yes to sitting together. */
  readonly agreed: readonly SeatId[];
  /** They have asked for somebody who facilitates. */
  readonly calling: boolean;
  /** Since when somebody has been alone in it; null while nobody is. */
  readonly aloneTold: boolean;
  /** Somebody who facilitates has knocked; from when they are in. */
  readonly guest: {
    readonly seat: SeatId;
    readonly knockedAt: Ms;
    readonly inside: boolean;
  } | null;
}
