import type { SeatId } from "../ids.ts";
import type { Command, Wish, WishType } from "./commands.ts";
import { ruleOn } from "./rulings.ts";
import type { Circle, Crew } from "./state.ts";
import {
  MORE_TIMES_MS,
  OWN_SILENCE_MOST_MS,
  SHORTENED_LEAST_MS,
  SILENCE_MOST_MS,
} from "./times.ts";
import { isSeated, seatOf, withSeat } from "./who.ts";

const TASKS: readonly Crew[] = ["timekeeper", "greeter", "reader"];

const alone = <T extends WishType>(type: T) => [{ type }] as const;

/** For every wish, the ways in which it could be wished now: one that is allowed is enough. */
const ways: {
  readonly [T in WishType]: (circle: Circle, by: SeatId) => readonly Extract<Wish, { type: T }>[];
} = {
  leave: () => alone("leave"),
  "move-chair": ({ chairs }) =>
    Array.from({ length: chairs }, (_, chair) => ({ type: "move-chair", chair })),
  "change-mode": () =>
    (["speak", "text-only", "listen-only"] as const).map((mode) => ({ type: "change-mode", mode })),
  "open-microphone": () => alone("open-microphone"),
  "close-microphone": () => alone("close-microphone"),
  "step-out": () => alone("step-out"),
  "step-in": () => alone("step-in"),
  "go-away": () => alone("go-away"),
  "come-back": () => alone("come-back"),
  "raise-hand": () => alone("raise-hand"),
  "lower-hand": () => alone("lower-hand"),
  "me-too": () => alone("me-too"),
  "take-piece": () => alone("take-piece"),
  pass: () => alone("pass"),
  later: () => alone("later"),
  "hand-on": ({ seats }) => [
    { type: "hand-on" },
    ...seats.map(({ id }) => ({ type: "hand-on", target: id }) as const),
  ],
  "claim-piece": () => alone("claim-piece"),
  "sit-in-middle": () => alone("sit-in-middle"),
  "step-back": () => alone("step-back"),
  "join-group": () => alone("join-group"),
  "stay-by-fire": () => alone("stay-by-fire"),
  "call-facilitator": () => alone("call-facilitator"),
  "keep-apart": ({ seats }) => seats.map(({ id }) => ({ type: "keep-apart", target: id })),
  "end-apart": ({ seats }) => seats.map(({ id }) => ({ type: "end-apart", target: id })),
  "ask-more-time": () => MORE_TIMES_MS.map((addedMs) => ({ type: "ask-more-time", addedMs })),
  "open-door": () => alone("open-door"),
  admit: ({ waiting }) => waiting.map(({ id }) => ({ type: "admit", target: id })),
  decline: ({ waiting }) => waiting.map(({ id }) => ({ type: "decline", target: id })),
  "start-meeting": () => alone("start-meeting"),
  "start-round": () => alone("start-round"),
  "set-prompt": () => [
    { type: "set-prompt", prompt: "?" },
    { type: "set-prompt", prompt: "" },
  ],
  "next-segment": () => [{ type: "next-segment", reason: "time" }],
  "call-hand": ({ hands }) => [
    { type: "call-hand" },
    ...hands.map(({ seat }) => ({ type: "call-hand", target: seat }) as const),
  ],
  "order-hands": () =>
    (["as-raised", "least-heard", "newcomers-first", "picked"] as const).map((order) => ({
      type: "order-hands",
      order,
    })),
  thank: ({ seats }) => seats.map(({ id }) => ({ type: "thank", target: id, reason: "time" })),
  knock: ({ round }) =>
    round?.middle.kind === "groups"
      ? round.middle.groups.map(({ number }) => ({ type: "knock", group: number }))
      : [],
  "leave-group": () => alone("leave-group"),
  gather: () => alone("gather"),
  "change-sheet": ({ segment, sheet }) => [
    { type: "change-sheet", from: segment + 1, segments: [...sheet.slice(segment + 1), {}] },
    { type: "change-sheet", from: segment + 1, segments: sheet.slice(segment + 1, -1) },
  ],
  "shorten-turns": () => [{ type: "shorten-turns", turnMs: SHORTENED_LEAST_MS }],
  "change-place": ({ places }) => places.map((place) => ({ type: "change-place", place })),
  "change-light": () =>
    (["day", "dusk", "night"] as const).map((light) => ({ type: "change-light", light })),
  "choose-piece": () =>
    (["shell", "stick", "lantern"] as const).map((piece) => ({ type: "choose-piece", piece })),
  volunteer: () => alone("volunteer"),
  "give-task": ({ seats }) =>
    seats.flatMap(({ id }) =>
      TASKS.map((task) => ({ type: "give-task", target: id, task }) as const),
    ),
  "take-task": ({ seats }) =>
    seats.flatMap(({ id, crew }) =>
      crew.map((task) => ({ type: "take-task", target: id, task }) as const),
    ),
  "ring-bell": () => alone("ring-bell"),
  breathe: () => alone("breathe"),
  "too-much": () => alone("too-much"),
  whisper: () => [{ type: "whisper", about: "time" }],
  "stop-turn": () => [{ type: "stop-turn", reason: "safety" }],
  "note-crosstalk": () => alone("note-crosstalk"),
  remind: ({ seats }) => [
    { type: "remind" },
    ...seats.map(({ id }) => ({ type: "remind", target: id }) as const),
  ],
  "lower-all-hands": () => alone("lower-all-hands"),
  skip: () => [{ type: "skip", reason: "time" }],
  pause: () => [{ type: "pause", reason: "care" }],
  resume: () => alone("resume"),
  "start-silence": () => [
    { type: "start-silence", lengthMs: OWN_SILENCE_MOST_MS },
    { type: "start-silence", lengthMs: SILENCE_MOST_MS },
  ],
  "end-silence": () => alone("end-silence"),
  "give-time": () => alone("give-time"),
  "decline-time": () => alone("decline-time"),
  "close-round": () => [{ type: "close-round", reason: "time" }],
  "close-meeting": () => [{ type: "close-meeting", reason: "time" }],
  "mute-everyone": () => alone("mute-everyone"),
  mute: ({ seats }) => seats.map(({ id }) => ({ type: "mute", target: id })),
  remove: ({ seats, waiting }) =>
    [...seats, ...waiting].map(({ id }) => ({ type: "remove", target: id, reason: "safety" })),
  "lock-door": () => alone("lock-door"),
  "unlock-door": () => alone("unlock-door"),
  "start-lockdown": () => [{ type: "start-lockdown", reason: "safety" }],
  "release-lockdown": () => alone("release-lockdown"),
  "offer-facilitation": ({ seats }) =>
    seats.filter(isSeated).map(({ id }) => ({ type: "offer-facilitation", target: id })),
  "accept-facilitation": () => alone("accept-facilitation"),
  "decline-facilitation": () => alone("decline-facilitation"),
};

const wishTypes = Object.keys(ways) as WishType[];

const wishesOf = <T extends WishType>(type: T, circle: Circle, by: SeatId): readonly Wish[] =>
  ways[type](circle, by);

const allowed = (circle: Circle, command: Command): boolean => ruleOn(circle, command).ok;

/** Every wish, in each of the ways one would try it, that the law would allow this seat now. */
export const possibleWishes = (circle: Circle, by: SeatId): readonly Wish[] =>
  wishTypes.flatMap((type) =>
    wishesOf(type, circle, by).filter((wish) => allowed(circle, { ...wish, by, at: circle.at })),
  );

/**
 * What the law would allow this seat now, by the very rules that decide. The pace of "me too" and "too much" is left
 * out: a button that greys for three seconds would stay grey until something else happened.
 */
export function mayNow(circle: Circle, by: SeatId): readonly WishType[] {
  if (!seatOf(circle, by)) return [];
  const unhurried = { ...withSeat(circle, by, { meTooAt: null }), tooMuch: [] };
  return wishTypes.filter((type) =>
    wishesOf(type, circle, by).some((wish) => allowed(unhurried, { ...wish, by, at: circle.at })),
  );
}
