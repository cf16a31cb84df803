import type { CircleView, SeatView } from "#rules/circle/view.ts";
import { asSeatId } from "#rules/ids.ts";
import { lookFromSeed, type Look } from "#rules/people/look.ts";

import {
  emptyWorld,
  createWorldStore,
  type WorldStore,
} from "../../../client/world/circle-store.ts";
import { levels } from "../../../client/world/levels.ts";
import { aCircleView, anOwnView, aSeatView } from "../a-circle-view.ts";

const NAMES = [
  "Alder",
  "Quiet Otter",
  "Żółta Jaskółka",
  "あさがお",
  "وردة الجبل",
  "Juniper",
  "River Stone With A Long Name",
  "Moss",
];
const LOOKS: readonly (readonly [number, number, number, number, number])[] = [
  [0, 1, 0, 0, 0],
  [1, 4, 1, 1, 1],
  [2, 7, 2, 0, 4],
  [3, 0, 3, 3, 3],
  [4, 3, 4, 0, 2],
  [5, 6, 5, 2, 0],
  [6, 9, 6, 0, 1],
  [7, 2, 7, 0, 0],
];

const lookOf = (i: number): Look => {
  const [skin, cloth, crown, accessory, pattern] = LOOKS[i] ?? [0, 0, 0, 0, 0];
  return i < LOOKS.length ? { skin, cloth, crown, accessory, pattern } : lookFromSeed(i * 77 + 5);
};

export const seatName = (i: number) => asSeatId(`seat-${i}`);

const seat = (i: number, chair: number): SeatView => ({
  ...aSeatView(),
  id: seatName(i),
  name: NAMES[i] ?? `Person ${i}`,
  role: i === 1 ? "facilitator" : "member",
  chair,
  look: lookOf(i),
  presence: "here",
  mode: "speak",
  micOpen: true,
  live: true,
  handRaised: false,
  inMiddle: false,
  group: 0,
  crew: [],
});

/** A circle of `count` people for looking at pictures; `states` gives each person one thing to show. */
export function fakeCircle(count: number, chairs = 8): CircleView {
  // My own chair is 3 (front right), the others fill up around.
  const order = [3, 7, 0, 1, 6, 5, 2, 4, 8, 9, 10, 11];
  const taken = order.filter((chair) => chair < chairs);
  const plain = aCircleView();
  return {
    ...plain,
    segment: { ...plain.segment, title: "Round", prompt: "What are you bringing today?" },
    phase: "meeting",
    overlay: { kind: "none", by: "", reason: "", until: 0 },
    chairs,
    round: { ...plain.round, number: 1, state: "running" },
    floor: {
      kind: "none",
      by: "",
      lane: "voice",
      endAt: 0,
      remainingMs: -1,
      turnMs: 180_000,
      graceUntil: 0,
      warned: false,
      ending: false,
      overdue: false,
      over: 0,
    },
    next: "",
    openTalk: false,
    doorLocked: false,
    leader: seatName(1),
    handsUp: 0,
    afterglowUntil: 0,
    seats: Array.from({ length: count }, (_, i) => seat(i, taken[i] ?? i)),
  };
}

export type Change = (circle: CircleView) => CircleView;

const withSeat =
  (i: number, change: Partial<SeatView>): Change =>
  (circle) => ({
    ...circle,
    seats: circle.seats.map((one, at) => (at === i ? { ...one, ...change } : one)),
  });

const withFloor =
  (change: Partial<CircleView["floor"]>): Change =>
  (circle) => ({ ...circle, floor: { ...circle.floor, ...change } });

/** Pictures by name. */
export const STATES: Readonly<Record<string, readonly Change[]>> = {
  rest: [],
  holding: [withFloor({ kind: "held", by: seatName(2), endAt: 0, remainingMs: 120_000 })],
  last: [withFloor({ kind: "held", by: seatName(2), remainingMs: 40_000 })],
  mine: [withFloor({ kind: "held", by: seatName(0), remainingMs: 150_000 })],
  offered: [withFloor({ kind: "offered", by: seatName(0) })],
  states: [
    withFloor({ kind: "held", by: seatName(2), remainingMs: 100_000 }),
    withSeat(3, { handRaised: true }),
    withSeat(4, { presence: "away" }),
    withSeat(5, { presence: "lost" }),
    withSeat(6, { micOpen: false }),
    (circle) => ({ ...circle, openTalk: true }),
  ],
};

export function fakeStore(count: number, state: string, chairs = 8): WorldStore {
  const store = createWorldStore();
  const circle = (STATES[state] ?? []).reduce(
    (view, change) => change(view),
    fakeCircle(count, chairs),
  );
  store.setState({
    ...emptyWorld,
    link: { kind: "in" },
    circle,
    lines: ["Welcome, everybody.", "شكرا", "I am glad to be here."].map((text, i) => ({
      id: `line-${i}`,
      seat: seatName(i + 1),
      name: NAMES[i + 1] ?? "",
      text,
      at: i * 10,
    })),
    notices: [
      { to: "all", code: "round-started", at: 5, count: 1 },
      { to: "all", code: "has-the-piece", at: 25, about: seatName(2) },
    ],
    own: {
      ...anOwnView(),
      seat: seatName(0),
      role: "member",
      steppedOut: false,
      micOpen: true,
      canLater: true,
      handPlace: 0,
      timeAsked: false,
      door: [],
      facilitationOffered: false,
      recognised: 0,
      invitedWith: [],
      knocking: "",
      claimed: false,
      half: "",
      apart: [],
      may: ["take-piece", "pass", "later", "raise-hand", "leave", "step-out", "close-microphone"],
      console: null,
    },
  });
  if (circle.floor.kind === "held") levels.set(circle.floor.by, 0.5);
  return store;
}
