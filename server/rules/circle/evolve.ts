import type { MeetingId } from "../ids.ts";
import { clockChanges } from "./clock.ts";
import { crewChanges } from "./crew.ts";
import { crosstalkChanges } from "./crosstalk.ts";
import { doorChanges } from "./door.ts";
import type { CircleEvent } from "./events.ts";
import { facilitationChanges } from "./facilitation.ts";
import { claimChanges } from "./formats/claims.ts";
import { bowlChanges } from "./formats/fishbowl.ts";
import { groupChanges } from "./formats/group-rules.ts";
import { frameChanges } from "./frame.ts";
import { handChanges } from "./hands.ts";
import { ladderChanges } from "./ladder.ts";
import { linkChanges } from "./links.ts";
import { microphoneChanges } from "./microphones.ts";
import { moreTimeChanges } from "./more-time.ts";
import { offerChanges } from "./offers.ts";
import { overTimeChanges } from "./over-time.ts";
import { overlayChanges } from "./overlays.ts";
import { phaseChanges } from "./phases.ts";
import { recognitionChanges } from "./recognition.ts";
import { roundChanges } from "./rounds.ts";
import type { Changes, Events } from "./rule.ts";
import { sheetChanges } from "./run-sheet.ts";
import { seatChanges } from "./seats.ts";
import type { Circle } from "./state.ts";
import { turnEndChanges } from "./turn-end.ts";
import { turnChanges } from "./turns.ts";
import { isPresent, seatOf } from "./who.ts";

const changes: Changes<CircleEvent["type"]> = {
  ...bowlChanges,
  ...claimChanges,
  ...clockChanges,
  ...crewChanges,
  ...crosstalkChanges,
  ...doorChanges,
  ...facilitationChanges,
  ...frameChanges,
  ...groupChanges,
  ...handChanges,
  ...ladderChanges,
  ...linkChanges,
  ...microphoneChanges,
  ...moreTimeChanges,
  ...offerChanges,
  ...overTimeChanges,
  ...overlayChanges,
  ...phaseChanges,
  ...recognitionChanges,
  ...roundChanges,
  ...seatChanges,
  ...sheetChanges,
  ...turnEndChanges,
  ...turnChanges,
};

const change = <K extends CircleEvent["type"]>(circle: Circle, type: K, event: Events[K]): Circle =>
  changes[type](circle, event);

/** A meeting of which nothing is known yet. */
export const emptyCircle = (meetingId: MeetingId): Circle => ({
  meetingId,
  phase: "scheduled",
  overlay: { kind: "none" },
  chairs: 0,
  sheet: [],
  segment: -1,
  round: null,
  floor: { kind: "none" },
  hands: [],
  seats: [],
  waiting: [],
  doorLocked: false,
  leader: null,
  leaderGoneAt: null,
  voiceUp: true,
  findBackUntil: 0,
  rounds: 0,
  place: "",
  places: [],
  light: "dusk",
  piece: "shell",
  handOrder: "as-raised",
  startedAt: null,
  segmentFrom: null,
  together: [],
  acting: false,
  handOver: null,
  timeAsked: null,
  meToo: [],
  tooMuch: [],
  crosstalk: { notes: 0, by: [] },
  removed: [],
  afterglowUntil: null,
  at: 0,
  version: 0,
});

/** What is now so. Never throws: an event it does not know counts, and changes nothing. */
export function evolve(circle: Circle, event: CircleEvent): Circle {
  const at = event.at > circle.at ? event.at : circle.at;
  const known = Object.hasOwn(changes, event.type);
  const after = known ? change(circle, event.type, event) : circle;
  return { ...after, at, version: circle.version + 1, leaderGoneAt: goneSince(after, at) };
}

/** Since when the leader has been away from us; counted from the first event that found them gone. */
function goneSince(circle: Circle, at: number): number | null {
  const leader = seatOf(circle, circle.leader);
  if (circle.leader === null || (leader && isPresent(leader))) return null;
  return circle.leaderGoneAt ?? at;
}

/** The state of a meeting, rebuilt from its journal. */
export const replay = (meetingId: MeetingId, events: readonly CircleEvent[]): Circle =>
  events.reduce(evolve, emptyCircle(meetingId));
