import type { Ms, SeatId } from "../ids.ts";
import type { Look } from "../people/look.ts";
import type { WishType } from "./commands.ts";
import type { Plan } from "./drift.ts";
import type { Fairness, Share } from "./fairness.ts";
import type { Crosstalk, Format, Segment } from "./segment.ts";
import type {
  Crew,
  HandOrder,
  Light,
  Mode,
  Phase,
  Piece,
  PowerReason,
  Presence,
  Role,
} from "./state.ts";

/** What everybody in the circle may know. This, and nothing else, goes into the Colyseus mirror. */
export interface CircleView {
  readonly phase: Phase;
  readonly overlay: {
    readonly kind: "none" | "paused" | "silence" | "lockdown" | "no-facilitator";
    readonly by: SeatId | "";
    readonly reason: PowerReason | "";
    /** When it ends by itself; 0 where it does not. */
    readonly until: Ms;
  };
  readonly chairs: number;
  readonly segment: {
    readonly index: number;
    readonly count: number;
    readonly title: string;
    readonly prompt: string;
    readonly format: Format;
    readonly crosstalk: Crosstalk;
    readonly plannedMs: Ms;
    /** When it was entered; 0 before the meeting. */
    readonly from: Ms;
    readonly depth: number;
  };
  readonly round: {
    readonly number: number;
    readonly state: "none" | "running" | "complete";
    readonly format: Format;
  };
  /** What lies in the middle, as far as everybody may know. */
  readonly middle: {
    readonly kind: "none" | "popcorn" | "worship" | "bowl" | "groups";
    /** groups: inviting, talking, gathering; bowl: "full" with every chair taken for a while; else "". */
    readonly stage: string;
    /** groups: the end of this half; worship: until then it settles; else 0. */
    readonly until: Ms;
    /** groups: whose half, from 0; else 0. */
    readonly half: number;
    /** bowl: chairs in the middle; else 0. */
    readonly chairs: number;
  };
  readonly place: string;
  readonly light: Light;
  readonly piece: Piece;
  readonly handOrder: HandOrder;
  /** Whoever leads stepped in, and has few powers. */
  readonly acting: boolean;
  readonly floor: {
    readonly kind: "none" | "offered" | "held" | "on-hold";
    readonly by: SeatId | "";
    readonly lane: "voice" | "text";
    /** The deadline everybody draws the ring from; 0 while the clock stands or there is none. */
    readonly endAt: Ms;
    /** What is left while the clock stands; -1 for a turn without a clock. */
    readonly remainingMs: Ms;
    readonly turnMs: Ms;
    /** Until when a lost holder's place is kept; 0 otherwise. */
    readonly graceUntil: Ms;
    readonly warned: boolean;
    /** The last seconds have begun. */
    readonly ending: boolean;
    readonly overdue: boolean;
    /** How often they have been reminded that the time is over: 0 … 3. */
    readonly over: number;
  };
  /** Who comes after the present holder or offer; "" when nobody. */
  readonly next: SeatId | "";
  /** Everybody may talk freely: before the meeting and after it. */
  readonly openTalk: boolean;
  readonly doorLocked: boolean;
  readonly leader: SeatId | "";
  readonly handsUp: number;
  readonly afterglowUntil: Ms;
  /** In speaking order, then by chair. Nobody who left is among them. */
  readonly seats: readonly SeatView[];
}

export interface SeatView {
  readonly id: SeatId;
  readonly name: string;
  readonly role: Role;
  readonly chair: number;
  readonly look: Look;
  readonly presence: Presence;
  readonly mode: Mode;
  readonly micOpen: boolean;
  /** The floor, as it stands, lets this person be heard right now. */
  readonly live: boolean;
  readonly handRaised: boolean;
  /** Sits in the middle of a fishbowl. */
  readonly inMiddle: boolean;
  /** The two or three they are with; 0: the whole circle. */
  readonly group: number;
  readonly crew: readonly Crew[];
}

/** What one person may know besides: their own matters, and a facilitator's console. */
export interface OwnView {
  readonly seat: SeatId;
  readonly role: Role;
  readonly steppedOut: boolean;
  readonly micOpen: boolean;
  readonly canLater: boolean;
  /** Own place in the queue of hands, from 1; 0 when the hand is down. */
  readonly handPlace: number;
  readonly timeAsked: boolean;
  readonly facilitationOffered: boolean;
  /** With whom one is asked to sit together; empty when nobody asks. */
  readonly invitedWith: readonly SeatId[];
  /** Somebody who facilitates stands at the door of one's group; "" when nobody does. */
  readonly knocking: SeatId | "";
  /** Asked for the piece in the middle, or for a chair there, and waits. */
  readonly claimed: boolean;
  /** Own place among those who wait for a chair in the middle, from 1; 0 when not waiting. */
  readonly chairPlace: number;
  /** In pairs: "speak" while one is listened to, "listen" while the other is; "" else. */
  readonly half: "speak" | "listen" | "";
  /** What this meeting goes through, as far as everybody may know. */
  readonly parts: readonly Pick<Segment, "format" | "title" | "plannedMs">[];
  /** What one writes now would be taken: nobody else has the word. */
  readonly mayWrite: boolean;
  /** Who waits at the door; told to those who facilitate, and to the greeter. */
  readonly door: Console["waiting"];
  /** Whom one keeps apart from. */
  readonly apart: readonly SeatId[];
  /** How many recognised themselves in my last turn; told only after it ended. */
  readonly recognised: number;
  /** How much of the time one has had. Nobody else is told. */
  readonly share: Share;
  /** When the meeting is over: how evenly all shared the time, 0 … 1; null before, and where nobody spoke. */
  readonly evenness: number | null;
  /** What the law would allow this person now; the client greys out the rest. */
  readonly may: readonly WishType[];
  readonly console: Console | null;
}

/** Only facilitators and co-facilitators get this. */
export interface Console {
  readonly waiting: readonly { readonly id: SeatId; readonly name: string; readonly look: Look }[];
  /** In the order in which the hands went up. */
  readonly hands: readonly SeatId[];
  readonly timeAsked: SeatId | null;
  readonly laters: readonly SeatId[];
  /** Who has not been offered the piece in this round. */
  readonly unoffered: readonly SeatId[];
  readonly balance: readonly {
    readonly seat: SeatId;
    readonly turns: number;
    readonly spokenMs: Ms;
    readonly share: Share;
  }[];
  readonly fairness: Fairness;
  readonly steppedOut: readonly SeatId[];
  readonly order: readonly SeatId[];
  /** Groups that have asked for somebody, or in which somebody is alone. */
  readonly calling: readonly number[];
  /** The whole run sheet, and how the meeting stands to it. */
  readonly sheet: readonly Segment[];
  readonly plan: Plan;
  /** Where the meeting could be held. */
  readonly places: readonly string[];
}

/** A plain line for everybody, or for some: no power is used silently. */
export interface Notice {
  /** "all", "facilitators", or one seat. */
  readonly to: "all" | "facilitators" | SeatId;
  readonly code: NoticeCode;
  readonly at: Ms;
  readonly by?: SeatId;
  readonly about?: SeatId;
  readonly reason?: PowerReason;
  readonly count?: number;
  readonly task?: Crew;
}

export type NoticeCode =
  | "sat-down"
  | "someone-left"
  | "someone-removed"
  | "turned-away"
  | "meeting-started"
  | "segment-entered"
  | "round-started"
  | "round-complete"
  | "round-closed"
  | "piece-offered"
  | "has-the-piece"
  | "one-minute"
  | "last-seconds"
  | "time-is-up"
  | "over-time"
  | "closed-by-time"
  | "turn-skipped"
  | "turn-held-link"
  | "turn-held-facilitator"
  | "turn-resumed"
  | "still-there"
  | "put-later"
  | "time-given"
  | "time-declined"
  | "time-asked"
  | "recognised"
  | "muted-everyone"
  | "muted-one"
  | "hands-rested"
  | "door-opened"
  | "door-locked"
  | "door-unlocked"
  | "at-the-door"
  | "paused"
  | "resumed"
  | "silence-started"
  | "silence-ended"
  | "lockdown-started"
  | "lockdown-released"
  | "facilitator-missed"
  | "facilitator-returned"
  | "leader-changed"
  | "facilitation-offered"
  | "facilitation-declined"
  | "meeting-closed"
  | "meeting-ended"
  | "voice-lost"
  | "voice-returned"
  | "server-returned"
  | "unknown-listener-removed"
  | "help-asked"
  | "middle-quiet"
  | "middle-full"
  | "thanked"
  | "groups-invited"
  | "groups-begun"
  | "half-begun"
  | "partner-missed"
  | "group-calls"
  | "knocked"
  | "guest-entered"
  | "guest-left"
  | "gathering"
  | "gathered"
  | "hands-ordered"
  | "sheet-changed"
  | "turns-shortened"
  | "place-changed"
  | "light-changed"
  | "piece-chosen"
  | "volunteered"
  | "task-given"
  | "task-taken"
  | "bell"
  | "breath"
  | "whisper-time"
  | "whisper-depth"
  | "whisper-identifying"
  | "too-much"
  | "turn-stopped"
  | "crosstalk-noted"
  | "crosstalk-often"
  | "reminder"
  | "reminder-private"
  | "supervisor-called";
