import "./no-eval.ts";
import { z } from "zod";

import type { Wish } from "#rules/circle/commands.ts";
import type { Refusal } from "#rules/circle/refusals.ts";
import { CROSSTALK, FORMATS } from "#rules/circle/segment.ts";
import type { Notice, OwnView } from "#rules/circle/view.ts";

/** The longest line a person may write, in UTF-16 units; the frame limit of 4 KB holds it in any script. */
const LINE_MAX = 1000;

const nothing = z.strictObject({});
const seat = z.string().min(1).max(40);
const target = z.strictObject({ target: seat });
const reason = z.enum(["time", "safety", "tech", "care"]);
const task = z.enum(["timekeeper", "greeter", "reader"]);
const prompt = z.string().max(300);

/** The shape of every wish a client may send: message name → payload. One line a message. */
/** One part of a run sheet; what is left out stays plain. The law looks at lengths and times. */
const segmentShape = z.strictObject({
  format: z.enum(FORMATS).optional(),
  title: z.string().max(200).optional(),
  prompt: z.string().max(1000).optional(),
  turnMs: z.int().min(0).max(10_000_000).nullable().optional(),
  plannedMs: z.int().min(0).max(100_000_000).optional(),
  mandatory: z.boolean().optional(),
  crosstalk: z.enum(CROSSTALK).optional(),
  strict: z.boolean().optional(),
  lane: z.enum(["any", "text"]).optional(),
  depth: z.union([z.literal(1), z.literal(2), z.literal(3)]).optional(),
  groupOf: z.union([z.literal(2), z.literal(3)]).optional(),
  innerChairs: z.int().min(3).max(6).optional(),
  reserveMs: z.int().min(0).max(10_000_000).optional(),
});

export const wishShapes = {
  leave: nothing,
  "move-chair": z.strictObject({ chair: z.int().min(0).max(11) }),
  "change-mode": z.strictObject({ mode: z.enum(["speak", "text-only", "listen-only"]) }),
  "open-microphone": nothing,
  "close-microphone": nothing,
  "step-out": nothing,
  "step-in": nothing,
  "go-away": nothing,
  "come-back": nothing,
  "raise-hand": nothing,
  "lower-hand": nothing,
  "me-too": nothing,
  "take-piece": nothing,
  pass: nothing,
  later: nothing,
  "hand-on": z.strictObject({ target: seat.optional() }),
  "claim-piece": nothing,
  "sit-in-middle": nothing,
  "step-back": nothing,
  "join-group": nothing,
  "stay-by-fire": nothing,
  "call-facilitator": nothing,
  "keep-apart": target,
  "end-apart": target,
  "ask-more-time": z.strictObject({ addedMs: z.int().min(30_000).max(120_000).optional() }),
  "open-door": nothing,
  admit: target,
  decline: target,
  "start-meeting": nothing,
  "start-round": z.strictObject({
    prompt: prompt.optional(),
    turnMs: z.int().min(30_000).max(1_800_000).nullable().optional(),
  }),
  "set-prompt": z.strictObject({ prompt }),
  "next-segment": z.strictObject({ reason: reason.optional() }),
  "call-hand": z.strictObject({ target: seat.optional() }),
  "lower-all-hands": nothing,
  "order-hands": z.strictObject({
    order: z.enum(["as-raised", "least-heard", "newcomers-first", "picked"]),
  }),
  thank: z.strictObject({ target: seat, reason }),
  knock: z.strictObject({ group: z.int().min(1).max(6) }),
  "leave-group": nothing,
  gather: nothing,
  "change-sheet": z.strictObject({
    from: z.int().min(0).max(24),
    segments: z.array(segmentShape).max(24),
  }),
  "shorten-turns": z.strictObject({ turnMs: z.int().min(30_000).max(1_800_000) }),
  "change-place": z.strictObject({ place: z.string().min(1).max(40) }),
  "change-light": z.strictObject({ light: z.enum(["day", "dusk", "night"]) }),
  "choose-piece": z.strictObject({ piece: z.enum(["shell", "stick", "lantern"]) }),
  volunteer: nothing,
  "give-task": z.strictObject({ target: seat, task }),
  "take-task": z.strictObject({ target: seat, task }),
  "ring-bell": nothing,
  breathe: nothing,
  "too-much": nothing,
  whisper: z.strictObject({ about: z.enum(["time", "depth", "identifying"]) }),
  "stop-turn": z.strictObject({ reason }),
  "note-crosstalk": nothing,
  remind: z.strictObject({ target: seat.optional() }),
  skip: z.strictObject({ reason }),
  pause: z.strictObject({ reason }),
  resume: nothing,
  "start-silence": z.strictObject({ lengthMs: z.int().min(10_000).max(600_000) }),
  "end-silence": nothing,
  "give-time": nothing,
  "decline-time": nothing,
  "close-round": z.strictObject({ reason: reason.optional() }),
  "close-meeting": z.strictObject({ reason: reason.optional() }),
  "mute-everyone": nothing,
  mute: target,
  remove: z.strictObject({ target: seat, reason }),
  "lock-door": nothing,
  "unlock-door": nothing,
  "start-lockdown": z.strictObject({ reason }),
  "release-lockdown": nothing,
  "offer-facilitation": target,
  "accept-facilitation": nothing,
  "decline-facilitation": nothing,
} as const satisfies Record<Wish["type"], z.ZodType>;

/** Messages of a client that are no wish to the law. */
export const otherShapes = {
  /** A line of text. `id` is made by the client and makes a repeat harmless. */
  line: z.strictObject({ id: z.string().min(8).max(40), text: z.string().min(1).max(LINE_MAX) }),
  report: z.strictObject({
    about: seat.optional(),
    kind: z.enum(["hurtful", "recording", "identifying", "other"]),
    text: z.string().max(LINE_MAX),
  }),
  "help-now": nothing,
  /** Clock offset: the server answers `clock` at once. `sent` is the client's own performance time, ms. */
  clock: z.strictObject({ sent: z.number() }),
  /** Ask for a ticket to the voice gate. */
  "voice-ticket": nothing,
} as const;

/** A line of text as everybody reads it. */
export interface Line {
  readonly id: string;
  readonly seat: string;
  readonly name: string;
  readonly text: string;
  /** Server time, ms since the epoch. */
  readonly at: number;
}

/** Everything the server sends besides schema patches: message name → payload. Poses are bytes (POSES_DOWN). */
export interface ServerMessages {
  own: OwnView;
  notice: Notice;
  /** The lines and notices missed so far, sent on every (re)join. */
  past: { lines: readonly Line[]; notices: readonly Notice[] };
  line: Line;
  refused: {
    readonly wish: string;
    readonly refusal: Refusal | "not-understood" | "too-fast" | "not-saved";
  };
  done: { readonly what: "report" | "help-now" };
  clock: { readonly sent: number; readonly now: number };
  voice: VoicePass;
}

export type VoicePass =
  | { readonly state: "on"; readonly path: string; readonly ticket: string }
  | { readonly state: "off" | "building"; readonly why: string };

/** What the door room tells somebody who waits. */
export interface DoorMessages {
  waiting: { readonly since: number; readonly doorLocked: boolean };
  admitted: Record<string, never>;
  "not-now": Record<string, never>;
  ended: Record<string, never>;
}

/** Own close codes; 4000-4999 is the application's range. */
export const CLOSE = {
  /** The same member came in from another tab or device. */
  moved: 4410,
  removed: 4403,
  ended: 4404,
  /** They left on purpose. */
  left: 4405,
  /** Let in: come back with a ticket for the circle. */
  admitted: 4411,
  /** The facilitator said "not now". */
  notNow: 4412,
  tooFast: 4429,
  tooSlow: 4430,
  oldVersion: 4426,
  restarting: 4401,
} as const;
