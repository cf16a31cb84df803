import { type SchemaType, schema, t } from "@colyseus/schema";

import type { CircleView, SeatView } from "#rules/circle/view.ts";
import { asSeatId } from "#rules/ids.ts";

/** One person in the circle, as everybody may see them. */
const SeatMirror = schema(
  {
    id: t.string(),
    name: t.string(),
    role: t.string(),
    chair: t.uint8(),
    /** skin, cloth, crown, accessory, pattern, and form where it is no person: one character each, in base 36. */
    look: t.string(),
    presence: t.string(),
    mode: t.string(),
    micOpen: t.boolean(),
    live: t.boolean(),
    handRaised: t.boolean(),
    inMiddle: t.boolean(),
    group: t.uint8(),
    /** Their tasks, with spaces between. */
    crew: t.string(),
    /** Where in the list: the speaking order. */
    place: t.uint8(),
    /** The random identity of this person's present voice connection; "" without one. */
    voice: t.string(),
  },
  "Seat",
);
type SeatMirror = SchemaType<typeof SeatMirror>;

/** What Colyseus sends of a circle: a thin copy of CircleView, never read by the law. */
export const CircleMirror = schema(
  {
    phase: t.string(),
    overlayKind: t.string(),
    overlayBy: t.string(),
    overlayReason: t.string(),
    overlayUntil: t.float64(),
    chairs: t.uint8(),
    segmentIndex: t.int8(),
    segmentCount: t.uint8(),
    segmentTitle: t.string(),
    segmentPrompt: t.string(),
    segmentFormat: t.string(),
    segmentCrosstalk: t.string(),
    segmentPlannedMs: t.float64(),
    segmentFrom: t.float64(),
    segmentDepth: t.uint8(),
    roundFormat: t.string(),
    middleKind: t.string(),
    middleStage: t.string(),
    middleUntil: t.float64(),
    middleHalf: t.uint8(),
    middleChairs: t.uint8(),
    where: t.string(),
    light: t.string(),
    piece: t.string(),
    handOrder: t.string(),
    acting: t.boolean(),
    roundNumber: t.uint16(),
    roundState: t.string(),
    floorKind: t.string(),
    floorBy: t.string(),
    floorLane: t.string(),
    floorEndAt: t.float64(),
    floorRemainingMs: t.float64(),
    floorTurnMs: t.float64(),
    floorGraceUntil: t.float64(),
    floorWarned: t.boolean(),
    floorEnding: t.boolean(),
    floorOverdue: t.boolean(),
    floorOver: t.uint8(),
    next: t.string(),
    openTalk: t.boolean(),
    doorLocked: t.boolean(),
    leader: t.string(),
    handsUp: t.uint8(),
    afterglowUntil: t.float64(),
    seats: t.map(SeatMirror),
  },
  "Circle",
);
export type CircleMirror = SchemaType<typeof CircleMirror>;

const BASE = 36;
const LOOK_KEYS = ["skin", "cloth", "crown", "accessory", "pattern"] as const;

const writeLook = (look: SeatView["look"]): string =>
  LOOK_KEYS.map((key) => look[key].toString(BASE)).join("") +
  (look.form ? look.form.toString(BASE) : "");

function readLook(text: string): SeatView["look"] {
  const part = (index: number): number => Number.parseInt(text[index] ?? "0", BASE) || 0;
  const look = {
    skin: part(0),
    cloth: part(1),
    crown: part(2),
    accessory: part(3),
    pattern: part(4),
  };
  const form = part(5);
  return form > 0 ? { ...look, form } : look;
}

/** Brings the mirror up to date. Equal values cost nothing on the wire. */
export function writeMirror(
  view: CircleView,
  voiceIds: ReadonlyMap<string, string>,
  into: CircleMirror,
): void {
  Object.assign(into, {
    phase: view.phase,
    overlayKind: view.overlay.kind,
    overlayBy: view.overlay.by,
    overlayReason: view.overlay.reason,
    overlayUntil: view.overlay.until,
    chairs: view.chairs,
    segmentIndex: view.segment.index,
    segmentCount: view.segment.count,
    segmentTitle: view.segment.title,
    segmentPrompt: view.segment.prompt,
    segmentFormat: view.segment.format,
    segmentCrosstalk: view.segment.crosstalk,
    segmentPlannedMs: view.segment.plannedMs,
    segmentFrom: view.segment.from,
    segmentDepth: view.segment.depth,
    roundFormat: view.round.format,
    middleKind: view.middle.kind,
    middleStage: view.middle.stage,
    middleUntil: view.middle.until,
    middleHalf: view.middle.half,
    middleChairs: view.middle.chairs,
    where: view.place,
    light: view.light,
    piece: view.piece,
    handOrder: view.handOrder,
    acting: view.acting,
    roundNumber: view.round.number,
    roundState: view.round.state,
    floorKind: view.floor.kind,
    floorBy: view.floor.by,
    floorLane: view.floor.lane,
    floorEndAt: view.floor.endAt,
    floorRemainingMs: view.floor.remainingMs,
    floorTurnMs: view.floor.turnMs,
    floorGraceUntil: view.floor.graceUntil,
    floorWarned: view.floor.warned,
    floorEnding: view.floor.ending,
    floorOverdue: view.floor.overdue,
    floorOver: view.floor.over,
    next: view.next,
    openTalk: view.openTalk,
    doorLocked: view.doorLocked,
    leader: view.leader,
    handsUp: view.handsUp,
    afterglowUntil: view.afterglowUntil,
  });
  writeSeats(view, voiceIds, into);
}

function writeSeats(
  view: CircleView,
  voiceIds: ReadonlyMap<string, string>,
  into: CircleMirror,
): void {
  const present = new Set<string>(view.seats.map(({ id }) => id));
  for (const id of Array.from(into.seats.keys())) if (!present.has(id)) into.seats.delete(id);
  for (const [place, seat] of view.seats.entries()) {
    const mirror = into.seats.get(seat.id) ?? new SeatMirror();
    const { look, crew, ...same } = seat;
    Object.assign(mirror, same, {
      look: writeLook(look),
      crew: crew.join(" "),
      place,
      voice: voiceIds.get(seat.id) ?? "",
    });
    if (!into.seats.has(seat.id)) into.seats.set(seat.id, mirror);
  }
}

/** The circle as a client reads it back: exactly what was written, and whose voice is whose. */
export function readMirror(mirror: CircleMirror): {
  readonly view: CircleView;
  readonly voiceSeats: Readonly<Record<string, string>>;
} {
  const seats = [...mirror.seats.values()].toSorted((a, b) => a.place - b.place);
  return {
    view: {
      phase: mirror.phase as CircleView["phase"],
      overlay: {
        kind: mirror.overlayKind as CircleView["overlay"]["kind"],
        by: asSeatId(mirror.overlayBy),
        reason: mirror.overlayReason as CircleView["overlay"]["reason"],
        until: mirror.overlayUntil,
      },
      chairs: mirror.chairs,
      ...readPart(mirror),
      place: mirror.where,
      light: mirror.light as CircleView["light"],
      piece: mirror.piece as CircleView["piece"],
      handOrder: mirror.handOrder as CircleView["handOrder"],
      acting: mirror.acting,
      floor: {
        kind: mirror.floorKind as CircleView["floor"]["kind"],
        by: asSeatId(mirror.floorBy),
        lane: mirror.floorLane as CircleView["floor"]["lane"],
        endAt: mirror.floorEndAt,
        remainingMs: mirror.floorRemainingMs,
        turnMs: mirror.floorTurnMs,
        graceUntil: mirror.floorGraceUntil,
        warned: mirror.floorWarned,
        ending: mirror.floorEnding,
        overdue: mirror.floorOverdue,
        over: mirror.floorOver,
      },
      next: asSeatId(mirror.next),
      openTalk: mirror.openTalk,
      doorLocked: mirror.doorLocked,
      leader: asSeatId(mirror.leader),
      handsUp: mirror.handsUp,
      afterglowUntil: mirror.afterglowUntil,
      seats: seats.map(readSeat),
    },
    voiceSeats: Object.fromEntries(
      seats.filter(({ voice }) => voice !== "").map(({ voice, id }) => [voice, id]),
    ),
  };
}

/** Where the meeting is: its part, its round, and what lies in the middle. */
const readPart = (mirror: CircleMirror): Pick<CircleView, "segment" | "round" | "middle"> => ({
  segment: {
    index: mirror.segmentIndex,
    count: mirror.segmentCount,
    title: mirror.segmentTitle,
    prompt: mirror.segmentPrompt,
    format: mirror.segmentFormat as CircleView["segment"]["format"],
    crosstalk: mirror.segmentCrosstalk as CircleView["segment"]["crosstalk"],
    plannedMs: mirror.segmentPlannedMs,
    from: mirror.segmentFrom,
    depth: mirror.segmentDepth,
  },
  round: {
    number: mirror.roundNumber,
    state: mirror.roundState as CircleView["round"]["state"],
    format: mirror.roundFormat as CircleView["round"]["format"],
  },
  middle: {
    kind: mirror.middleKind as CircleView["middle"]["kind"],
    stage: mirror.middleStage,
    until: mirror.middleUntil,
    half: mirror.middleHalf,
    chairs: mirror.middleChairs,
  },
});

const readSeat = (seat: SeatMirror): SeatView => ({
  id: asSeatId(seat.id),
  name: seat.name,
  role: seat.role as SeatView["role"],
  chair: seat.chair,
  look: readLook(seat.look),
  presence: seat.presence as SeatView["presence"],
  mode: seat.mode as SeatView["mode"],
  micOpen: seat.micOpen,
  live: seat.live,
  handRaised: seat.handRaised,
  inMiddle: seat.inMiddle,
  group: seat.group,
  crew: seat.crew.split(" ").filter((one) => one !== "") as SeatView["crew"][number][],
});
