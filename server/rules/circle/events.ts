import type { MeetingId, Ms, SeatId } from "../ids.ts";
import type { Look } from "../people/look.ts";
import type { Group } from "./middle.ts";
import type { Format, Segment } from "./segment.ts";
import type {
  Crew,
  HandOrder,
  Lane,
  Light,
  Mode,
  Piece,
  PowerReason,
  Role,
  Seat,
  Via,
  WhisperAbout,
} from "./state.ts";

/** What happened, in the past tense. Append-only, timing and kinds only: never what was said. */
export type CircleEvent = { readonly at: Ms } & CircleHappening;

export type CircleHappening =
  | {
      readonly type: "meeting-scheduled";
      readonly meetingId: MeetingId;
      readonly chairs: number;
      readonly sheet: readonly Segment[];
      readonly place?: string;
      readonly places?: readonly string[];
    }
  | {
      readonly type: "came-to-door";
      readonly seat: SeatId;
      readonly name: string;
      readonly role: Role;
      readonly look: Look;
      readonly mode: Mode;
      readonly newcomer?: boolean;
      readonly before?: Seat["before"];
    }
  | {
      readonly type: "sat-down";
      readonly seat: SeatId;
      readonly name: string;
      readonly role: Role;
      readonly look: Look;
      readonly mode: Mode;
      readonly chair: number;
      /** The facilitator who admitted them; null for those who need no admission. */
      readonly admittedBy: SeatId | null;
      readonly newcomer?: boolean;
      readonly before?: Seat["before"];
    }
  | { readonly type: "turned-away"; readonly seat: SeatId; readonly by: SeatId }
  /** Somebody who sat as a member has become a facilitator of the group meanwhile. */
  | { readonly type: "role-given"; readonly seat: SeatId; readonly role: Role }
  | { readonly type: "left-the-door"; readonly seat: SeatId }
  | { readonly type: "left"; readonly seat: SeatId }
  | { readonly type: "returned-to-circle"; readonly seat: SeatId; readonly chair: number }
  | { readonly type: "chair-changed"; readonly seat: SeatId; readonly chair: number }
  | { readonly type: "mode-changed"; readonly seat: SeatId; readonly mode: Mode }
  | { readonly type: "microphone-opened"; readonly seat: SeatId }
  | {
      readonly type: "microphone-closed";
      readonly seat: SeatId;
      /** The seat's own id, or the facilitator who muted them, or null when a turn ended. */
      readonly by: SeatId | null;
    }
  | { readonly type: "everyone-muted"; readonly by: SeatId }
  | { readonly type: "stepped-out"; readonly seat: SeatId }
  | { readonly type: "stepped-in"; readonly seat: SeatId }
  | { readonly type: "went-away"; readonly seat: SeatId }
  | { readonly type: "came-back"; readonly seat: SeatId }
  | { readonly type: "link-lost"; readonly seat: SeatId }
  | { readonly type: "link-returned"; readonly seat: SeatId }
  | { readonly type: "seat-given-up"; readonly seat: SeatId }
  | { readonly type: "hand-raised"; readonly seat: SeatId }
  | { readonly type: "hand-lowered"; readonly seat: SeatId; readonly by: SeatId | null }
  | { readonly type: "hands-rested"; readonly by: SeatId }
  | { readonly type: "recognised"; readonly seat: SeatId }
  | { readonly type: "door-opened"; readonly by: SeatId }
  | { readonly type: "door-locked"; readonly by: SeatId }
  | { readonly type: "door-unlocked"; readonly by: SeatId }
  | { readonly type: "meeting-started"; readonly by: SeatId }
  | {
      readonly type: "segment-entered";
      readonly index: number;
      readonly by: SeatId;
      readonly reason: PowerReason | null;
    }
  | { readonly type: "prompt-set"; readonly prompt: string; readonly by: SeatId }
  | {
      readonly type: "round-started";
      readonly number: number;
      readonly format: Format;
      readonly prompt: string;
      readonly turnMs: Ms | null;
      readonly order: readonly SeatId[];
      readonly by: SeatId;
    }
  | { readonly type: "round-completed" }
  | {
      readonly type: "round-closed";
      readonly by: SeatId | null;
      readonly reason: PowerReason | null;
    }
  | {
      readonly type: "piece-offered";
      readonly to: SeatId;
      readonly via: Via;
      readonly remainingMs: Ms | null;
    }
  | { readonly type: "offer-repeated"; readonly to: SeatId }
  | {
      readonly type: "piece-taken";
      readonly by: SeatId;
      readonly lane: Lane;
      readonly remainingMs: Ms | null;
    }
  | { readonly type: "clock-started"; readonly by: SeatId }
  | { readonly type: "clock-stopped"; readonly remainingMs: Ms | null }
  | { readonly type: "clock-resumed" }
  | { readonly type: "passed"; readonly seat: SeatId }
  | { readonly type: "put-later"; readonly seat: SeatId; readonly own: boolean }
  | { readonly type: "owed"; readonly seat: SeatId }
  | { readonly type: "turn-warned"; readonly seat: SeatId }
  | { readonly type: "turn-ending"; readonly seat: SeatId }
  | { readonly type: "turn-overdue"; readonly seat: SeatId }
  /** Reminded for the first, second or third time; `closing`: the turn ends in a moment. */
  | {
      readonly type: "turn-over";
      readonly seat: SeatId;
      readonly step: number;
      readonly closing: boolean;
    }
  | {
      readonly type: "turn-ended";
      readonly seat: SeatId;
      readonly how:
        | "handed-on"
        | "skipped"
        | "left"
        | "removed"
        | "round-closed"
        | "lost"
        /** By somebody who facilitates, for good. */
        | "stopped"
        /** By the clock, in a strict part. */
        | "time-over";
      readonly spokenMs: Ms;
      readonly by: SeatId | null;
      readonly reason: PowerReason | null;
    }
  | {
      readonly type: "turn-held";
      readonly seat: SeatId;
      readonly cause: "link" | "facilitator";
      readonly remainingMs: Ms | null;
      readonly graceUntil: Ms;
    }
  | { readonly type: "turn-resumed"; readonly seat: SeatId }
  | { readonly type: "piece-rested" }
  | { readonly type: "time-asked"; readonly seat: SeatId; readonly addedMs?: Ms }
  | {
      readonly type: "time-given";
      readonly seat: SeatId;
      readonly addedMs: Ms;
      readonly by: SeatId;
    }
  | { readonly type: "time-declined"; readonly seat: SeatId; readonly by: SeatId | null }
  | { readonly type: "paused"; readonly by: SeatId; readonly reason: PowerReason }
  | { readonly type: "resumed"; readonly by: SeatId }
  | { readonly type: "silence-started"; readonly by: SeatId; readonly until: Ms }
  | { readonly type: "silence-ended"; readonly by: SeatId | null }
  | { readonly type: "lockdown-started"; readonly by: SeatId; readonly reason: PowerReason }
  | { readonly type: "lockdown-released"; readonly by: SeatId }
  | {
      readonly type: "removed";
      readonly seat: SeatId;
      readonly by: SeatId;
      readonly reason: PowerReason;
    }
  | {
      readonly type: "facilitation-offered";
      readonly from: SeatId;
      readonly to: SeatId;
      readonly until: Ms;
    }
  | { readonly type: "facilitation-declined"; readonly to: SeatId }
  | {
      readonly type: "leader-changed";
      readonly to: SeatId;
      readonly how: "first" | "handed-over" | "stood-in" | "returned" | "volunteered";
    }
  | { readonly type: "facilitator-missed" }
  | { readonly type: "facilitator-returned"; readonly seat: SeatId }
  | {
      readonly type: "meeting-closed";
      readonly by: SeatId | null;
      readonly reason: PowerReason | null;
      readonly afterglowUntil: Ms;
    }
  | { readonly type: "meeting-ended" }
  // popcorn and worship: out of the middle
  | { readonly type: "piece-claimed"; readonly seat: SeatId }
  | { readonly type: "claims-settled"; readonly to: SeatId }
  | { readonly type: "quiet-noticed" }
  // fishbowl
  | { readonly type: "sat-in-middle"; readonly seat: SeatId }
  | { readonly type: "waits-for-middle"; readonly seat: SeatId }
  | {
      readonly type: "stepped-back";
      readonly seat: SeatId;
      /** Who thanked them out; null when they went by themselves, or their link did. */
      readonly by: SeatId | null;
      readonly reason: PowerReason | null;
    }
  | { readonly type: "middle-full-hinted" }
  // pairs
  | { readonly type: "groups-proposed"; readonly groups: readonly Group[]; readonly until: Ms }
  | { readonly type: "group-joined"; readonly seat: SeatId }
  | { readonly type: "stayed-by-fire"; readonly seat: SeatId }
  | { readonly type: "groups-settled"; readonly groups: readonly Group[] }
  | { readonly type: "partner-missed"; readonly group: number }
  | { readonly type: "half-begun"; readonly half: number; readonly until: Ms }
  | { readonly type: "facilitator-called"; readonly group: number }
  | { readonly type: "knocked"; readonly group: number; readonly by: SeatId }
  | { readonly type: "guest-entered"; readonly group: number; readonly by: SeatId }
  | { readonly type: "guest-left"; readonly by: SeatId }
  | { readonly type: "gathering-called"; readonly by: SeatId | null; readonly until: Ms }
  | { readonly type: "gathered" }
  | { readonly type: "kept-apart"; readonly seat: SeatId; readonly from: SeatId }
  | { readonly type: "apart-ended"; readonly seat: SeatId; readonly from: SeatId }
  // the frame
  | { readonly type: "hands-ordered"; readonly order: HandOrder; readonly by: SeatId }
  | {
      readonly type: "sheet-changed";
      readonly segments: readonly Segment[];
      readonly by: SeatId;
    }
  | { readonly type: "turns-shortened"; readonly turnMs: Ms; readonly by: SeatId }
  | { readonly type: "place-changed"; readonly place: string; readonly by: SeatId }
  | { readonly type: "light-changed"; readonly light: Light; readonly by: SeatId }
  | { readonly type: "piece-chosen"; readonly piece: Piece; readonly by: SeatId }
  | { readonly type: "supervisor-called" }
  // tasks
  | {
      readonly type: "task-given";
      readonly seat: SeatId;
      readonly task: Crew;
      readonly by: SeatId;
    }
  | {
      readonly type: "task-taken";
      readonly seat: SeatId;
      readonly task: Crew;
      readonly by: SeatId;
    }
  | { readonly type: "bell-rung"; readonly by: SeatId }
  // when it becomes too much
  | { readonly type: "breath-begun"; readonly by: SeatId; readonly until: Ms }
  | {
      readonly type: "whispered";
      readonly to: SeatId;
      readonly about: WhisperAbout;
      readonly by: SeatId;
    }
  | { readonly type: "too-much-said"; readonly seat: SeatId }
  | { readonly type: "crosstalk-noted"; readonly seat: SeatId }
  | { readonly type: "reminded"; readonly to: SeatId | null; readonly by: SeatId }
  | { readonly type: "voice-lost" }
  | { readonly type: "voice-returned" }
  | { readonly type: "server-returned"; readonly downFrom: Ms };
