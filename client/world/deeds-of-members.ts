import type { Mode } from "#rules/circle/state.ts";
import type { Ms } from "#rules/ids.ts";

import {
  always,
  both,
  facilitates,
  heldByMe,
  may,
  mySeat,
  not,
  offeredToMe,
  type Plan,
  plain,
  wish,
} from "./deed.ts";

const OWN_SILENCE_MS: Ms = 30_000;

const takingPart = (mode: Mode): Plan => ({
  group: "taking-part",
  shown: always,
  enabled: may("change-mode"),
  pressed: (circle, own) => mySeat(circle, own)?.mode === mode,
  does: () => wish({ type: "change-mode", mode }),
});

/** What everybody can do, at any time. */
export const forEveryone = {
  microphone: {
    group: "everyone",
    shown: always,
    enabled: may("open-microphone", "close-microphone"),
    pressed: (_circle, own) => own.micOpen,
    does: (_answer, _circle, own) =>
      wish({ type: own.micOpen ? "close-microphone" : "open-microphone" }),
  },
  "raise-hand": plain("everyone", "raise-hand", (_circle, own) => own.handPlace === 0),
  "lower-hand": plain("everyone", "lower-hand", (_circle, own) => own.handPlace > 0),
  "me-too": plain("everyone", "me-too", always),
  "safe-place": plain("everyone", "step-out", (_circle, own) => !own.steppedOut),
  "step-in": plain("everyone", "step-in", (_circle, own) => own.steppedOut),
  leave: { group: "everyone", shown: always, enabled: always, does: () => ({ kind: "leave" }) },
  report: {
    group: "everyone",
    shown: always,
    enabled: always,
    does: () => ({ kind: "open", what: "report" }),
  },
  "help-now": {
    group: "everyone",
    shown: always,
    enabled: always,
    does: () => ({ kind: "open", what: "help-now" }),
  },
  settings: {
    group: "everyone",
    shown: always,
    enabled: always,
    does: () => ({ kind: "open", what: "settings" }),
  },
} as const satisfies Record<string, Plan>;

/** What belongs to a turn, and to the way of taking part. */
export const forTurns = {
  "take-piece": plain("offered", "take-piece", offeredToMe),
  pass: plain("offered", "pass", offeredToMe),
  later: plain(
    "offered",
    "later",
    both(offeredToMe, (_circle, own) => own.canLater),
  ),
  "accept-facilitation": plain("offered", "accept-facilitation"),
  "decline-facilitation": plain("offered", "decline-facilitation"),
  "hand-on": plain("holding", "hand-on", heldByMe),
  "more-time": {
    ...plain("holding", "ask-more-time", heldByMe),
    pressed: (_circle, own) => own.timeAsked,
  },
  "own-silence": {
    group: "holding",
    shown: both(heldByMe, not(facilitates)),
    enabled: may("start-silence"),
    does: () => wish({ type: "start-silence", lengthMs: OWN_SILENCE_MS }),
  },
  "speak-by-voice": takingPart("speak"),
  "speak-by-text": takingPart("text-only"),
  "only-listen": takingPart("listen-only"),
  "move-chair": {
    group: "taking-part",
    shown: ({ chairs, seats }) => seats.length < chairs,
    enabled: may("move-chair"),
    asks: () => ["chair"],
    does: ({ chair }) => (chair === undefined ? null : wish({ type: "move-chair", chair })),
  },
} as const satisfies Record<string, Plan>;
