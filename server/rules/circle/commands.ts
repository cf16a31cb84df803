import type { Ms, SeatId } from "../ids.ts";
import type { Look } from "../people/look.ts";
import type { Segment } from "./segment.ts";
import type {
  Crew,
  HandOrder,
  Light,
  Mode,
  Piece,
  PowerReason,
  Role,
  Seat,
  WhisperAbout,
} from "./state.ts";

/** What a person may ask for over the wire. `by` and `at` are added by the server, never sent. */
export type Wish =
  | { readonly type: "leave" }
  | { readonly type: "move-chair"; readonly chair: number }
  | { readonly type: "change-mode"; readonly mode: Mode }
  | { readonly type: "open-microphone" }
  | { readonly type: "close-microphone" }
  | { readonly type: "step-out" }
  | { readonly type: "step-in" }
  | { readonly type: "go-away" }
  | { readonly type: "come-back" }
  | { readonly type: "raise-hand" }
  | { readonly type: "lower-hand" }
  | { readonly type: "me-too" }
  | { readonly type: "take-piece" }
  | { readonly type: "pass" }
  | { readonly type: "later" }
  /** To whoever comes next; in popcorn also to somebody named. */
  | { readonly type: "hand-on"; readonly target?: SeatId }
  // out of the middle
  | { readonly type: "claim-piece" }
  | { readonly type: "sit-in-middle" }
  | { readonly type: "step-back" }
  | { readonly type: "join-group" }
  | { readonly type: "stay-by-fire" }
  | { readonly type: "call-facilitator" }
  | { readonly type: "keep-apart"; readonly target: SeatId }
  | { readonly type: "end-apart"; readonly target: SeatId }
  /** Half a minute, one (where nothing is said), or two. */
  | { readonly type: "ask-more-time"; readonly addedMs?: Ms }
  // facilitation
  | { readonly type: "open-door" }
  | { readonly type: "admit"; readonly target: SeatId }
  | { readonly type: "decline"; readonly target: SeatId }
  | { readonly type: "start-meeting" }
  | { readonly type: "start-round"; readonly prompt?: string; readonly turnMs?: Ms | null }
  | { readonly type: "set-prompt"; readonly prompt: string }
  | { readonly type: "next-segment"; readonly reason?: PowerReason }
  | { readonly type: "call-hand"; readonly target?: SeatId }
  | { readonly type: "lower-all-hands" }
  | { readonly type: "order-hands"; readonly order: HandOrder }
  | { readonly type: "thank"; readonly target: SeatId; readonly reason: PowerReason }
  | { readonly type: "knock"; readonly group: number }
  | { readonly type: "leave-group" }
  | { readonly type: "gather" }
  /** `from`: the part that this begins with, so that nothing is written over what has begun meanwhile. */
  | {
      readonly type: "change-sheet";
      readonly from: number;
      readonly segments: readonly Partial<Segment>[];
    }
  | { readonly type: "shorten-turns"; readonly turnMs: Ms }
  | { readonly type: "change-place"; readonly place: string }
  | { readonly type: "change-light"; readonly light: Light }
  | { readonly type: "choose-piece"; readonly piece: Piece }
  | { readonly type: "volunteer" }
  | { readonly type: "give-task"; readonly target: SeatId; readonly task: Crew }
  /** Laid down by whoever has it, or taken back by those who facilitate. */
  | { readonly type: "take-task"; readonly target: SeatId; readonly task: Crew }
  | { readonly type: "ring-bell" }
  // when it becomes too much
  | { readonly type: "breathe" }
  | { readonly type: "too-much" }
  | { readonly type: "whisper"; readonly about: WhisperAbout }
  | { readonly type: "stop-turn"; readonly reason: PowerReason }
  | { readonly type: "note-crosstalk" }
  /** Everybody, or one in private. */
  | { readonly type: "remind"; readonly target?: SeatId }
  | { readonly type: "skip"; readonly reason: PowerReason }
  | { readonly type: "pause"; readonly reason: PowerReason }
  | { readonly type: "resume" }
  | { readonly type: "start-silence"; readonly lengthMs: Ms }
  | { readonly type: "end-silence" }
  | { readonly type: "give-time" }
  | { readonly type: "decline-time" }
  | { readonly type: "close-round"; readonly reason?: PowerReason }
  | { readonly type: "close-meeting"; readonly reason?: PowerReason }
  | { readonly type: "mute-everyone" }
  | { readonly type: "mute"; readonly target: SeatId }
  | { readonly type: "remove"; readonly target: SeatId; readonly reason: PowerReason }
  | { readonly type: "lock-door" }
  | { readonly type: "unlock-door" }
  | { readonly type: "start-lockdown"; readonly reason: PowerReason }
  | { readonly type: "release-lockdown" }
  | { readonly type: "offer-facilitation"; readonly target: SeatId }
  | { readonly type: "accept-facilitation" }
  | { readonly type: "decline-facilitation" };

/** What the server itself reports: arrivals, links, microphones, clocks. */
export type Report =
  | {
      readonly type: "schedule";
      readonly chairs: number;
      readonly sheet: readonly Segment[];
      readonly place?: string;
      readonly places?: readonly string[];
    }
  | {
      readonly type: "arrive";
      readonly seat: SeatId;
      readonly name: string;
      readonly role: Role;
      readonly look: Look;
      readonly mode: Mode;
      readonly newcomer?: boolean;
      readonly before?: Seat["before"];
    }
  | { readonly type: "link-lost"; readonly seat: SeatId }
  | { readonly type: "link-returned"; readonly seat: SeatId }
  | { readonly type: "microphone-live"; readonly seat: SeatId }
  /** Voice as a whole went away (or came back): clocks of voice turns stand still meanwhile. */
  | { readonly type: "voice-lost" }
  | { readonly type: "voice-returned" }
  /** The server was down from `downFrom` (its last sign of life) until `at`. */
  | { readonly type: "server-returned"; readonly downFrom: Ms }
  /** A timer fired: whatever is due by `at` happens. Harmless when nothing is due. */
  | { readonly type: "time-passed" };

export type Command =
  | (Wish & { readonly by: SeatId; readonly at: Ms })
  | (Report & { readonly by: "server"; readonly at: Ms });

export type WishType = Wish["type"];
