import type { MeetingId, Ms, SeatId } from "../ids.ts";
import type { Look } from "../people/look.ts";
import type { Middle } from "./middle.ts";
import type { Format, Segment } from "./segment.ts";

export type Role = "member" | "facilitator" | "co-facilitator";
export type Presence = "here" | "away" | "lost" | "left";
/** How somebody takes part: by voice, by text, or only listening (never offered the piece). */
export type Mode = "speak" | "text-only" | "listen-only";
export type Lane = "voice" | "text";
/** A task somebody has taken on for this meeting. */
export type Crew = "timekeeper" | "greeter" | "reader";
/** What is whispered to whoever holds the piece, and to nobody else. */
export type WhisperAbout = "time" | "depth" | "identifying";
export type Light = "day" | "dusk" | "night";
export type Piece = "shell" | "stick" | "lantern";
/** In which order raised hands are called (circles.md §2.4). */
export type HandOrder = "as-raised" | "least-heard" | "newcomers-first" | "picked";
export type PowerReason = "time" | "safety" | "tech" | "care";

/** One person in the circle of one meeting. */
export interface Seat {
  readonly id: SeatId;
  readonly name: string;
  readonly role: Role;
  readonly look: Look;
  /** Which armchair, 0 … chairs-1. Chairs never move; people may. */
  readonly chair: number;
  readonly presence: Presence;
  /** When the link was lost, while presence is "lost". */
  readonly lostAt: Ms | null;
  readonly mode: Mode;
  /** The member's own wish. Only they open it; others may only close it. */
  readonly micOpen: boolean;
  /** In the safe place: hears nothing, is not offered the piece, nobody is told. */
  readonly steppedOut: boolean;
  /** The piece came round while they were lost or away: they are offered it again. */
  readonly owed: boolean;
  /** What was left of the turn they lost; null when a whole one is owed. */
  readonly owedMs: Ms | null;
  /** Offers in this round; the close guard asks for one. */
  readonly offers: number;
  readonly laterUsed: boolean;
  readonly turns: number;
  readonly spokenMs: Ms;
  /** How many people recognised themselves in this seat's last turn. */
  readonly recognised: number;
  /** When this seat last said "me too". */
  readonly meTooAt: Ms | null;
  /** They chose to leave; a seat given up after a lost link did not. */
  readonly leftOnPurpose: boolean;
  readonly crew: readonly Crew[];
  /** The first meeting of theirs in this group. */
  readonly newcomer: boolean;
  /** Whom they never want to be alone with. Known to the law and to nobody else. */
  readonly apart: readonly SeatId[];
  /** Time given beyond turns in this meeting. */
  readonly extendedMs: Ms;
  /** Their last meetings in this group, where they let it be counted; null where they do not. */
  readonly before: {
    readonly meetings: number;
    readonly turns: number;
    readonly spokenMs: Ms;
  } | null;
}

/** Somebody at the door: sees and hears nothing of the room. */
interface Waiting {
  readonly id: SeatId;
  readonly name: string;
  readonly role: Role;
  readonly look: Look;
  readonly mode: Mode;
  readonly newcomer: boolean;
  readonly before: Seat["before"];
  readonly since: Ms;
}

export type Phase = "scheduled" | "lobby" | "meeting" | "afterglow" | "ended";

export type Overlay =
  | { readonly kind: "none" }
  | {
      readonly kind: "paused";
      readonly by: SeatId;
      readonly reason: PowerReason;
      readonly since: Ms;
    }
  | { readonly kind: "silence"; readonly by: SeatId; readonly since: Ms; readonly until: Ms }
  | {
      readonly kind: "lockdown";
      readonly by: SeatId;
      readonly reason: PowerReason;
      readonly since: Ms;
      readonly doorWasLocked: boolean;
      /** What lay over the meeting before; it comes back at the release. */
      readonly over: Overlay;
    }
  | { readonly kind: "no-facilitator"; readonly since: Ms; readonly helpCalled: boolean };

/** `claim`: they asked for it from the middle; `named`: the last holder offered it to them; `reply`: the speaker asked to hear them. */
export type Via = "order" | "hand" | "again" | "returned" | "claim" | "named" | "reply";

/** Who may speak. A held floor has a holder; an open one has none. */
export type Floor =
  | { readonly kind: "none" }
  | {
      readonly kind: "offered";
      readonly to: SeatId;
      readonly via: Via;
      readonly since: Ms;
      readonly nudged: boolean;
      /** Time left over from an interrupted turn; null for a fresh one. */
      readonly remainingMs: Ms | null;
    }
  | {
      readonly kind: "held";
      readonly by: SeatId;
      readonly via: Via;
      readonly lane: Lane;
      readonly since: Ms;
      /** Running time is charged from here; null until the microphone is live (or 2 s have gone), and while it stands. */
      readonly clockFrom: Ms | null;
      /** The clock had started and was stopped: by a pause, a silence, a lost voice. */
      readonly standing: boolean;
      /** Time charged before clockFrom. */
      readonly spentMs: Ms;
      /** Time left at clockFrom (or now, while the clock stands); null: a turn without a clock. */
      readonly remainingMs: Ms | null;
      readonly extensions: number;
      readonly warned: boolean;
      /** The last seconds have begun. */
      readonly ending: boolean;
      readonly overdue: boolean;
      /** How often they have been reminded that the time is over: 0 … 3. */
      readonly over: number;
    }
  | {
      readonly kind: "on-hold";
      readonly by: SeatId;
      readonly cause: "link" | "facilitator";
      readonly lane: Lane;
      readonly via: Via;
      readonly since: Ms;
      readonly graceUntil: Ms;
      readonly remainingMs: Ms | null;
      readonly spentMs: Ms;
      readonly extensions: number;
    };

interface Hand {
  readonly seat: SeatId;
  readonly raisedAt: Ms;
  /** It came from a claim that somebody else was given: in the queue, but shown to nobody. */
  readonly quiet?: true;
}

export interface Round {
  readonly number: number;
  readonly format: Format;
  /** What lies in the middle of the circle, in the formats in which it is not simply the piece. */
  readonly middle: Middle;
  readonly prompt: string;
  readonly turnMs: Ms | null;
  /** Everybody the piece goes to, in order. A permutation of seats: nobody twice. */
  readonly order: readonly SeatId[];
  /** Those who said "later", waiting for the second time round. */
  readonly laters: readonly SeatId[];
  readonly state: "running" | "complete";
}

/** The whole state of one meeting's circle: plain data, rebuilt to the byte from its journal. */
export interface Circle {
  readonly meetingId: MeetingId;
  readonly phase: Phase;
  readonly overlay: Overlay;
  readonly chairs: number;
  readonly sheet: readonly Segment[];
  /** Index into sheet; -1 before the meeting starts. */
  readonly segment: number;
  readonly round: Round | null;
  readonly floor: Floor;
  readonly hands: readonly Hand[];
  readonly seats: readonly Seat[];
  readonly waiting: readonly Waiting[];
  readonly doorLocked: boolean;
  /** Who is holding the frame now. */
  readonly leader: SeatId | null;
  /** Since when the leader has been gone; null while they are with us (or nobody has led yet). */
  readonly leaderGoneAt: Ms | null;
  /** Voices can be carried; while they cannot, turns go by text. */
  readonly voiceUp: boolean;
  /** After an outage of the server: until then nobody is passed over for not being back yet. */
  readonly findBackUntil: Ms;
  /** How many rounds have been started. */
  readonly rounds: number;
  readonly place: string;
  /** Where this house can hold a meeting. */
  readonly places: readonly string[];
  readonly light: Light;
  readonly piece: Piece;
  readonly handOrder: HandOrder;
  /** When the meeting started, and when its present part did. */
  readonly startedAt: Ms | null;
  readonly segmentFrom: Ms | null;
  /** Who was together in pairs or threes already, so that nobody meets the same ones again. */
  readonly together: readonly (readonly SeatId[])[];
  /** Somebody who is no facilitator holds the frame for now, with fewer powers. */
  readonly acting: boolean;
  readonly handOver: { readonly from: SeatId; readonly to: SeatId; readonly until: Ms } | null;
  readonly timeAsked: { readonly by: SeatId; readonly at: Ms; readonly addedMs: Ms } | null;
  /** Who recognised themselves in the present turn. */
  readonly meToo: readonly SeatId[];
  /** For whom it has been too much within the last minute. Known to the law and to nobody else. */
  readonly tooMuch: readonly { readonly seat: SeatId; readonly at: Ms }[];
  /** How often crosstalk was noted in this meeting, and by whom in the present turn. */
  readonly crosstalk: { readonly notes: number; readonly by: readonly SeatId[] };
  readonly removed: readonly SeatId[];
  /** When the afterglow ends. */
  readonly afterglowUntil: Ms | null;
  /** The time of the newest event: the law never goes back behind it. */
  readonly at: Ms;
  /** How many events made this state. */
  readonly version: number;
}
