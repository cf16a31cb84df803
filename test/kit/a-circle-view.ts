import type { CircleView, OwnView, SeatView } from "#rules/circle/view.ts";
import { asSeatId } from "#rules/ids.ts";

/** What a page sees, for tests of pages: everything plain unless said otherwise. */
export const aSeatView = (more: Partial<SeatView> = {}): SeatView => ({
  id: asSeatId("me"),
  name: "Quiet Otter",
  role: "member",
  chair: 0,
  look: { skin: 1, cloth: 2, crown: 3, accessory: 1, pattern: 2 },
  presence: "here",
  mode: "speak",
  micOpen: false,
  live: false,
  handRaised: false,
  inMiddle: false,
  group: 0,
  crew: [],
  ...more,
});

type FloorView = CircleView["floor"];

export const aCircleView = (
  more: Partial<Omit<CircleView, "floor">> & { readonly floor?: Partial<FloorView> } = {},
): CircleView => ({
  phase: "meeting",
  overlay: { kind: "none", by: "", reason: "", until: 0 },
  chairs: 8,
  segment: {
    index: 1,
    count: 4,
    title: "Check-in round",
    prompt: "How are you arriving?",
    format: "round",
    crosstalk: "none",
    plannedMs: 0,
    from: 0,
    depth: 1,
  },
  round: { number: 0, state: "none", format: "round" },
  middle: { kind: "none", stage: "", until: 0, half: 0, chairs: 0 },
  place: "lounge",
  light: "dusk",
  piece: "shell",
  handOrder: "as-raised",
  acting: false,
  next: "",
  openTalk: false,
  doorLocked: false,
  leader: "",
  handsUp: 0,
  afterglowUntil: 0,
  seats: [aSeatView()],
  ...more,
  floor: {
    kind: "none",
    by: "",
    lane: "voice",
    endAt: 0,
    remainingMs: -1,
    turnMs: 0,
    graceUntil: 0,
    warned: false,
    ending: false,
    overdue: false,
    over: 0,
    ...more.floor,
  },
});

export const anOwnView = (more: Partial<OwnView> = {}): OwnView => ({
  seat: asSeatId("me"),
  role: "member",
  steppedOut: false,
  micOpen: false,
  canLater: false,
  handPlace: 0,
  timeAsked: false,
  facilitationOffered: false,
  invitedWith: [],
  knocking: "",
  claimed: false,
  chairPlace: 0,
  half: "",
  parts: [],
  mayWrite: true,
  apart: [],
  recognised: 0,
  may: [],
  console:
    more.role === undefined || more.role === "member"
      ? null
      : {
          waiting: [],
          hands: [],
          timeAsked: null,
          laters: [],
          unoffered: [],
          balance: [],
          steppedOut: [],
          order: [],
          calling: [],
          places: ["lounge", "beach"],
          sheet: [],
          plan: { partUntil: 0, meetingUntil: 0, turnsLeft: 0, turnMs: 0 },
        },
  ...more,
});
