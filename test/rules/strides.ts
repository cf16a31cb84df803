import fc from "fast-check";

import type { Report, Wish, WishType } from "#rules/circle/commands.ts";
import type { Format } from "#rules/circle/segment.ts";
import type { PowerReason } from "#rules/circle/state.ts";
import type { Ms, SeatId } from "#rules/ids.ts";
import { lookFromSeed } from "#rules/people/look.ts";

import { A, B, C, D, E, F } from "../kit/a-circle.ts";
import { crewWishes } from "./crew-strides.ts";

export const everybody: readonly SeatId[] = [F, C, A, B, D, E];
const roles = { [F]: "facilitator", [C]: "co-facilitator" } as const;
export const roleOf = (seat: SeatId) => roles[seat as keyof typeof roles] ?? "member";

const someone = fc.constantFrom(...everybody);
const mode = fc.constantFrom("speak" as const, "text-only" as const, "listen-only" as const);
const reason = fc.constantFrom<PowerReason>("time", "safety", "tech", "care");
const maybeReason = fc.option(reason, { nil: undefined });
const plain = <T extends WishType>(type: T) => fc.constant({ type });
const aimed = <T extends WishType>(type: T) => someone.map((target) => ({ type, target }));
const withReason = ({
  type,
  why,
}: {
  type: "next-segment" | "close-round" | "close-meeting";
  why: PowerReason | undefined;
}) => (why === undefined ? { type } : { type, reason: why });
const ending = (type: "next-segment" | "close-round" | "close-meeting") =>
  maybeReason.map((why) => withReason({ type, why }));

/** One arbitrary for every wish there is: a new wish without one does not compile. */
const wishes = {
  leave: plain("leave"),
  "move-chair": fc.integer({ min: -1, max: 8 }).map((chair) => ({ type: "move-chair", chair })),
  "change-mode": mode.map((m) => ({ type: "change-mode", mode: m })),
  "open-microphone": plain("open-microphone"),
  "close-microphone": plain("close-microphone"),
  "step-out": plain("step-out"),
  "step-in": plain("step-in"),
  "go-away": plain("go-away"),
  "come-back": plain("come-back"),
  "raise-hand": plain("raise-hand"),
  "lower-hand": plain("lower-hand"),
  "me-too": plain("me-too"),
  "take-piece": plain("take-piece"),
  pass: plain("pass"),
  later: plain("later"),
  "hand-on": fc.oneof(plain("hand-on"), aimed("hand-on")),
  "claim-piece": plain("claim-piece"),
  "sit-in-middle": plain("sit-in-middle"),
  "step-back": plain("step-back"),
  "join-group": plain("join-group"),
  "stay-by-fire": plain("stay-by-fire"),
  "call-facilitator": plain("call-facilitator"),
  "keep-apart": aimed("keep-apart"),
  "end-apart": aimed("end-apart"),
  "ask-more-time": fc.oneof(
    plain("ask-more-time"),
    fc
      .constantFrom(30_000, 60_000, 120_000, 90_000)
      .map((addedMs) => ({ type: "ask-more-time" as const, addedMs })),
  ),
  "open-door": plain("open-door"),
  admit: aimed("admit"),
  decline: aimed("decline"),
  "start-meeting": plain("start-meeting"),
  "start-round": fc.constantFrom(
    { type: "start-round" as const },
    { type: "start-round" as const, prompt: "How was it?", turnMs: null },
    { type: "start-round" as const, turnMs: 90_000 },
    { type: "start-round" as const, prompt: "x".repeat(301) },
  ),
  "set-prompt": fc
    .constantFrom("", "What helps?", "x".repeat(301))
    .map((prompt) => ({ type: "set-prompt", prompt })),
  "next-segment": ending("next-segment"),
  "call-hand": fc
    .option(someone, { nil: undefined })
    .map((target) => (target ? { type: "call-hand", target } : { type: "call-hand" })),
  "order-hands": fc
    .constantFrom("as-raised" as const, "least-heard", "newcomers-first", "picked")
    .map((order) => ({ type: "order-hands", order })),
  thank: fc.tuple(someone, reason).map(([target, r]) => ({ type: "thank", target, reason: r })),
  knock: fc.integer({ min: 0, max: 4 }).map((group) => ({ type: "knock", group })),
  "leave-group": plain("leave-group"),
  gather: plain("gather"),
  "change-sheet": fc.constantFrom(
    { type: "change-sheet" as const, from: 2, segments: [{ title: "Another end" }] },
    { type: "change-sheet" as const, from: 0, segments: [] },
    { type: "change-sheet" as const, from: 2, segments: [{ title: "x".repeat(81) }] },
    { type: "change-sheet" as const, from: 1, segments: Array(21).fill({}) },
  ),
  "shorten-turns": fc
    .constantFrom(30_000, 60_000, 120_000)
    .map((turnMs) => ({ type: "shorten-turns", turnMs })),
  "change-place": fc
    .constantFrom("lounge", "beach", "moon")
    .map((place) => ({ type: "change-place", place })),
  "change-light": fc
    .constantFrom("day" as const, "dusk", "night")
    .map((light) => ({ type: "change-light", light })),
  "choose-piece": fc
    .constantFrom("shell" as const, "stick", "lantern")
    .map((piece) => ({ type: "choose-piece", piece })),
  volunteer: plain("volunteer"),
  ...crewWishes(someone, reason),
  "lower-all-hands": plain("lower-all-hands"),
  skip: reason.map((r) => ({ type: "skip", reason: r })),
  pause: reason.map((r) => ({ type: "pause", reason: r })),
  resume: plain("resume"),
  "start-silence": fc
    .constantFrom(10_000, 30_000, 120_000, 700_000)
    .map((lengthMs) => ({ type: "start-silence", lengthMs })),
  "end-silence": plain("end-silence"),
  "give-time": plain("give-time"),
  "decline-time": plain("decline-time"),
  "close-round": ending("close-round"),
  "close-meeting": ending("close-meeting"),
  "mute-everyone": plain("mute-everyone"),
  mute: aimed("mute"),
  remove: fc.tuple(someone, reason).map(([target, r]) => ({ type: "remove", target, reason: r })),
  "lock-door": plain("lock-door"),
  "unlock-door": plain("unlock-door"),
  "start-lockdown": reason.map((r) => ({ type: "start-lockdown", reason: r })),
  "release-lockdown": plain("release-lockdown"),
  "offer-facilitation": aimed("offer-facilitation"),
  "accept-facilitation": plain("accept-facilitation"),
  "decline-facilitation": plain("decline-facilitation"),
} as const satisfies Record<WishType, fc.Arbitrary<{ type: WishType }>>;

export const wishTypes = Object.keys(wishes) as WishType[];

/** Rare in life, and ending too many walks if they were not rare here. */
export const seldom: ReadonlySet<WishType> = new Set<WishType>([
  "remove",
  "close-meeting",
  "leave",
  "start-lockdown",
  "close-round",
  "step-out",
]);

/** What makes a round a round, and what would hardly ever meet its moment by chance. */
export const eager: ReadonlySet<WishType> = new Set<WishType>([
  "take-piece",
  "ask-more-time",
  "give-time",
  "accept-facilitation",
  "start-round",
  "call-hand",
  "me-too",
  "claim-piece",
  "sit-in-middle",
  "join-group",
  "knock",
  "thank",
  "stay-by-fire",
  "call-facilitator",
  "leave-group",
  "volunteer",
]);

export const anyWish: fc.Arbitrary<Wish> = fc.oneof(
  ...wishTypes.map((type) => ({
    weight: seldom.has(type) ? 1 : type === "take-piece" || type === "hand-on" ? 12 : 4,
    arbitrary: wishes[type] as fc.Arbitrary<Wish>,
  })),
);

const seatReport = (type: "link-lost" | "link-returned" | "microphone-live") =>
  someone.map((seat) => ({ type, seat }));

const reports: fc.Arbitrary<Report> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(someone, mode).map(([seat, m]): Report => ({
      type: "arrive",
      seat,
      name: `name of ${seat}`,
      role: roleOf(seat),
      look: lookFromSeed(1),
      mode: m,
    })),
  },
  { weight: 3, arbitrary: seatReport("link-lost") },
  { weight: 6, arbitrary: seatReport("link-returned") },
  { weight: 6, arbitrary: seatReport("microphone-live") },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Report>({ type: "voice-lost" }, { type: "voice-returned" }),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(1000, 30_000, 3_600_000)
      .map((ago): Report => ({ type: "server-returned", downFrom: -ago })),
  },
);

/**
 * One step of a walk: the floor's own person acts as often as anybody, so that rounds get somewhere;
 * now and then time passes: up to the next deadline, or far beyond it.
 */
export type Stride =
  | {
      readonly kind: "wish";
      readonly by: SeatId | "floor" | "leader" | "handover";
      readonly wish: Wish;
    }
  /** Somebody does one of the things that the law allows them. */
  | {
      readonly kind: "willing";
      readonly by: SeatId | "floor" | "leader" | "handover";
      readonly pick: number;
    }
  | { readonly kind: "report"; readonly report: Report }
  /** First of all: how the middle part of the meeting is held. */
  | { readonly kind: "format"; readonly format: Format }
  | { readonly kind: "wait"; readonly ms: Ms | "deadline" };

const waits = fc.oneof(
  { weight: 4, arbitrary: fc.constant("deadline" as const) },
  { weight: 6, arbitrary: fc.constantFrom(0, 500, 3_000, 11_000, 50_000, 130_000) },
  { weight: 1, arbitrary: fc.constantFrom(200_000, 960_000) },
);

const who = fc.oneof(
  { weight: 2, arbitrary: someone },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "floor" as const,
      "floor" as const,
      "leader" as const,
      "handover" as const,
    ),
  },
);

const stride: fc.Arbitrary<Stride> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("wish" as const), by: who, wish: anyWish }),
  },
  {
    weight: 16,
    arbitrary: fc.record({ kind: fc.constant("willing" as const), by: who, pick: fc.nat(9999) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("report" as const), report: reports }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("wait" as const), ms: waits }) },
);

/** Where a walk begins: an empty meeting, or one that is already under way. */
const beginnings: readonly (readonly Stride[])[] = [
  [],
  [
    ...everybody.map((seat): Stride => ({
      kind: "report",
      report: {
        type: "arrive",
        seat,
        name: `name of ${seat}`,
        role: roleOf(seat),
        look: lookFromSeed(1),
        mode: "speak",
      },
    })),
    { kind: "wish", by: F, wish: { type: "open-door" } },
    ...[A, B, D].map((target): Stride => ({
      kind: "wish",
      by: F,
      wish: { type: "admit", target },
    })),
    { kind: "wish", by: F, wish: { type: "start-meeting" } },
    { kind: "wish", by: F, wish: { type: "next-segment" } },
    { kind: "wish", by: F, wish: { type: "start-round" } },
  ],
];

/** Everybody who facilitates is lost for as long as it takes until somebody else may hold the circle. */
const unled: readonly Stride[] = [
  { kind: "report", report: { type: "link-lost", seat: F } },
  { kind: "report", report: { type: "link-lost", seat: C } },
  { kind: "wait", ms: 11_000 },
  { kind: "wait", ms: 91_000 },
];
/** All who are asked sit together. */
const allJoin: readonly Stride[] = everybody.map((who) => ({
  kind: "wish",
  by: who,
  wish: { type: "join-group" },
}));
/** Every chair in the middle is taken, for longer than a minute. */
const fullMiddle: readonly Stride[] = [
  ...[A, B, C, D].map((who): Stride => ({
    kind: "wish",
    by: who,
    wish: { type: "sit-in-middle" },
  })),
  { kind: "wait", ms: 61_000 },
];
const underWay: readonly (readonly Stride[])[] = [[], [], allJoin, allJoin, fullMiddle, unled];

/** Walks of meetings whose middle part is held like this. */
const walksOf = (...formats: readonly Format[]): fc.Arbitrary<readonly Stride[]> =>
  fc
    .tuple(
      fc.constantFrom(...formats),
      fc.constantFrom(0, 1, 1, 1),
      fc.constantFrom(...underWay),
      fc.array(stride, { minLength: 5, maxLength: 80, size: "max" }),
    )
    .map(([format, from, first, strides]) =>
      [{ kind: "format", format } as Stride].concat(beginnings[from] ?? [], first, strides),
    );

const all: readonly Format[] = [
  "round",
  "round",
  "round",
  "hands",
  "popcorn",
  "worship",
  "fishbowl",
  "pairs",
];
const only = all.filter((format) => format === process.env["HEARTH_FORMAT"]);

export const anyWalk: fc.Arbitrary<readonly Stride[]> = walksOf(...(only.length > 0 ? only : all));
