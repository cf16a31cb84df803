import type { SeatId } from "../ids.ts";
import { planOf } from "./drift.ts";
import { fairness, groupEvenness, ownShareOf, shareOf } from "./fairness.ts";
import { floorView } from "./floor-view.ts";
import { callingGroups, isInMiddle, middleView, ownMiddle } from "./formats/middle-view.ts";
import { inOrder } from "./hands.ts";
import { mayNow } from "./may.ts";
import { isOpenTalk } from "./microphones.ts";
import { nextSeat } from "./offers.ts";
import { groupOf, isLive, mayWrite } from "./rights.ts";
import { formatNow, promptOf, unoffered } from "./rounds.ts";
import { segment } from "./segment.ts";
import type { Circle, Seat } from "./state.ts";
import type { CircleView, Console, OwnView, SeatView } from "./view.ts";
import { isSeated, seatOf } from "./who.ts";

/** What everybody in the circle may know. */
export function circleView(circle: Circle): CircleView {
  const seats = inSpeakingOrder(circle);
  return {
    phase: circle.phase,
    overlay: overlayView(circle),
    chairs: circle.chairs,
    segment: segmentView(circle),
    round: roundView(circle),
    middle: middleView(circle),
    place: circle.place,
    light: circle.light,
    piece: circle.piece,
    handOrder: circle.handOrder,
    acting: circle.acting,
    floor: floorView(circle),
    next: nextOf(circle),
    openTalk: isOpenTalk(circle),
    doorLocked: circle.doorLocked,
    leader: circle.leader ?? "",
    handsUp: circle.hands.filter((h) => h.quiet !== true).length,
    afterglowUntil: circle.afterglowUntil ?? 0,
    seats: seats.map((s) => seatView(circle, s)),
  };
}

function segmentView(circle: Circle): CircleView["segment"] {
  const { title, crosstalk, plannedMs, depth } = circle.sheet[circle.segment] ?? segment({});
  return {
    index: circle.segment,
    count: circle.sheet.length,
    title,
    prompt: promptOf(circle),
    format: formatNow(circle),
    crosstalk,
    plannedMs,
    from: circle.segmentFrom ?? 0,
    depth,
  };
}

const roundView = ({ round }: Circle): CircleView["round"] =>
  round
    ? { number: round.number, state: round.state, format: round.format }
    : { number: 0, state: "none", format: "round" };

/**
 * After the present holder or offer. Whoever is visibly gone is not announced; whoever is in their safe
 * place still is, for nobody is to learn of it from here.
 */
const nextOf = (circle: Circle): SeatId | "" =>
  circle.floor.kind === "none"
    ? ""
    : (nextSeat(circle, (s) => s.presence === "here")?.seat.id ?? "");

function inSpeakingOrder(circle: Circle): readonly Seat[] {
  const order = circle.round?.order ?? [];
  const place = (seat: Seat): number => {
    const at = order.indexOf(seat.id);
    return at < 0 ? order.length + seat.chair : at;
  };
  return circle.seats.filter(isSeated).toSorted((a, b) => place(a) - place(b));
}

function overlayView({ overlay }: Circle): CircleView["overlay"] {
  const plain = { by: "", reason: "", until: 0 } as const;
  switch (overlay.kind) {
    case "paused":
      return { ...plain, kind: "paused", by: overlay.by, reason: overlay.reason };
    case "silence":
      return { ...plain, kind: "silence", by: overlay.by, until: overlay.until };
    case "lockdown":
      return { ...plain, kind: "lockdown", by: overlay.by, reason: overlay.reason };
    case "none":
    case "no-facilitator":
      return { ...plain, kind: overlay.kind };
  }
}

const seatView = (circle: Circle, seat: Seat): SeatView => ({
  id: seat.id,
  name: seat.name,
  role: seat.role,
  chair: seat.chair,
  look: seat.look,
  presence: seat.presence,
  mode: seat.mode,
  micOpen: seat.micOpen,
  live: isLive(circle, seat),
  handRaised: circle.hands.some((h) => h.seat === seat.id && h.quiet !== true),
  inMiddle: isInMiddle(circle, seat.id),
  group: groupOf(circle, seat),
  crew: seat.crew,
});

/** What one person may know besides: their own matters, and the console if they facilitate. */
export function ownView(circle: Circle, id: SeatId): OwnView {
  const me = seatOf(circle, id);
  if (!me) return stranger(id);
  return {
    seat: id,
    role: me.role,
    steppedOut: me.steppedOut,
    micOpen: me.micOpen,
    canLater: canLater(circle, me),
    handPlace: inOrder(circle).findIndex((h) => h.seat === id) + 1,
    timeAsked: circle.timeAsked?.by === id,
    facilitationOffered: circle.handOver?.to === id,
    ...ownMiddle(circle, id),
    parts: circle.sheet.map(({ format, title, plannedMs }) => ({ format, title, plannedMs })),
    mayWrite: mayWrite(circle, id),
    door: me.role !== "member" || me.crew.includes("greeter") ? waitingView(circle) : [],
    apart: me.apart,
    recognised: me.recognised,
    share: ownShareOf(circle, me),
    evenness: groupEvenness(circle),
    may: mayNow(circle, id),
    console: me.role === "member" ? null : consoleView(circle, me),
  };
}

const canLater = ({ floor }: Circle, me: Seat): boolean =>
  floor.kind === "offered" && floor.to === me.id && floor.via !== "hand" && !me.laterUsed;

/** Somebody without a place in the circle has no matters here. */
const stranger = (seat: SeatId): OwnView => ({
  seat,
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
  mayWrite: false,
  door: [],
  apart: [],
  recognised: 0,
  share: "unheard",
  evenness: null,
  may: [],
  console: null,
});

const waitingView = (circle: Circle): Console["waiting"] =>
  circle.waiting.map(({ id, name, look }) => ({ id, name, look }));

const consoleView = (circle: Circle, me: Seat): Console => ({
  waiting: waitingView(circle),
  hands: inOrder(circle).map((h) => h.seat),
  timeAsked: circle.timeAsked?.by ?? null,
  laters: circle.round?.laters ?? [],
  unoffered: unoffered(circle),
  balance: circle.seats.filter(isSeated).map((s) => ({
    seat: s.id,
    turns: s.turns,
    spokenMs: s.spokenMs,
    share: shareOf(circle, s),
  })),
  fairness: fairness(circle, me),
  steppedOut: circle.seats.filter((s) => s.steppedOut).map((s) => s.id),
  order: circle.round?.order ?? [],
  calling: callingGroups(circle),
  sheet: circle.sheet,
  plan: planOf(circle, unoffered(circle).length),
  places: circle.places,
});
