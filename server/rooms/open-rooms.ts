import { randomBytes } from "node:crypto";
import type { RequestListener, Server } from "node:http";

import { matchMaker } from "@colyseus/core";

import type { HttpError, Ticket } from "#protocol/http-shapes.ts";
import { CLOSE } from "#protocol/messages.ts";
import { placeFor, type PlaceFile, plainPlace } from "#protocol/place-shape.ts";
import type { Circle } from "#rules/circle/state.ts";
import type { MeetingId, SeatId } from "#rules/ids.ts";
import { type Cell, cellsOf } from "#rules/presence/cell.ts";

import type { CircleJournal } from "../ports/circle-journal.ts";
import type { MeetingHouse } from "../ports/meeting-house.ts";
import type { GroupMember, MeetingCard } from "../ports/register.ts";
import { CircleDesk, type DeskParts } from "./circle-desk.ts";
import { type CircleOptions, CircleRoom } from "./circle-room.ts";
import { type DoorOptions, DoorRoom } from "./door-room.ts";
import { openTransport } from "./harden.ts";
import { type Answer, Meeting } from "./meeting.ts";
import { PoseRelay } from "./pose-relay.ts";
import { Tickets } from "./tickets.ts";

const ROOM_ID_BYTES = 16;
const CLOSING_MS = 2000;

export interface RoomsParts extends DeskParts {
  readonly server: Server;
  readonly journal: CircleJournal;
  readonly places: ReadonlyMap<string, PlaceFile>;
  readonly isOurOrigin: (origin: string) => boolean;
  readonly home: () => string;
}

export interface Rooms extends MeetingHouse {
  /** Answers what is Colyseus' own over HTTP; false for everything else. */
  readonly handleRequest: (...args: Parameters<RequestListener>) => boolean;
  /** Opens the rooms of a meeting that was made after the start. */
  open(card: MeetingCard): Promise<void>;
  close(): Promise<void>;
}

interface Running {
  readonly meeting: Meeting;
  readonly desk: CircleDesk;
  readonly relay: PoseRelay;
  readonly circleRoom: string;
  readonly doorRoom: string;
}

/** Rooms of every meeting that has not ended, on a server that is shared with the pages and the voice gate. */
export async function openRooms(parts: RoomsParts): Promise<Rooms> {
  const transport = await openTransport(parts.server, parts.isOurOrigin, parts.home, parts.log);
  const tickets = new Tickets(parts.clock);
  CircleRoom.tickets = tickets;
  DoorRoom.tickets = tickets;
  matchMaker.defineRoomType("circle", CircleRoom);
  matchMaker.defineRoomType("door", DoorRoom);
  const running = new Map<MeetingId, Running>();
  const open = async (card: MeetingCard): Promise<void> => {
    running.set(card.id, await openMeeting(card, parts, () => closeMeeting(running, card.id)));
  };
  for (const card of await parts.register.openMeetings()) await open(card);
  return {
    handleRequest: transport.handleRequest,
    open,
    arrive: (id, seat, member, withMicrophone) =>
      arrive(running.get(id)?.meeting, seat, member, withMicrophone),
    ticket: (id, seat) => ticketFor(running.get(id), seat, tickets),
    count: () => ({
      meetings: running.size,
      people: [...running.values()].reduce((sum, { meeting }) => sum + peopleIn(meeting), 0),
    }),
    async close() {
      for (const id of running.keys()) await closeMeeting(running, id);
      await transport.close();
    },
  };
}

const peopleIn = ({ circle }: Meeting): number =>
  circle.seats.filter(({ presence }) => presence === "here" || presence === "away").length;

async function openMeeting(
  card: MeetingCard,
  parts: RoomsParts,
  onEnded: () => Promise<void>,
): Promise<Running> {
  const meeting = await Meeting.open(card, { ...parts, places: [...parts.places.keys()] });
  const desk = new CircleDesk(meeting, parts);
  const cells = (): readonly Cell[] => cellsIn(parts.places, meeting.circle.place, card.chairs);
  const relay = new PoseRelay({ cells: cells(), clock: parts.clock });
  const { clock, log } = parts;
  const tools = { log, clock };
  const circle: CircleOptions = { meeting, desk, relay, tools };
  const door: DoorOptions = { meeting, tools };
  const circleRoom = await createRoom("circle", circle);
  const doorRoom = await createRoom("door", door);
  meeting.onChange(({ after, before }) => {
    if (after.place !== before.place) relay.arrange(cells(), chairsTaken(after));
    if (after.phase !== "ended" || before.phase === "ended") return;
    void parts.register
      .endMeeting(card.id)
      .catch(() => log.warn("meeting-end-not-kept"))
      .finally(() => void onEnded());
  });
  return { meeting, desk, relay, circleRoom, doorRoom };
}

/** The chairs of a place as cells; of a place that this house has no longer, the ring that clients draw instead. */
function cellsIn(places: RoomsParts["places"], name: string, chairs: number): readonly Cell[] {
  const file = places.get(name);
  const place = file ? placeFor(file, chairs) : plainPlace(chairs);
  return cellsOf(place.chairs, place.eyeAboveSeatM, chairs);
}

const chairsTaken = ({ seats }: Circle): ReadonlyMap<SeatId, number> =>
  new Map(seats.map(({ id, chair }) => [id, chair]));

/** Room ids are told only with a ticket, and cannot be guessed. */
async function createRoom(type: "circle" | "door", options: object): Promise<string> {
  const roomId = randomBytes(ROOM_ID_BYTES).toString("hex");
  await matchMaker.createRoom(type, { ...options, roomId });
  return roomId;
}

async function closeMeeting(running: Map<MeetingId, Running>, id: MeetingId): Promise<void> {
  const found = running.get(id);
  if (!found) return;
  running.delete(id);
  found.relay.close();
  await found.meeting.close();
  await found.desk.close();
  for (const room of [found.circleRoom, found.doorRoom])
    await atMost(CLOSING_MS, matchMaker.getLocalRoomById(room)?.disconnect(CLOSE.restarting));
}

/** Colyseus waits without end for whoever reserved a seat and never came. */
async function atMost(limitMs: number, work: Promise<unknown> | undefined): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((done) => {
    timer = setTimeout(done, limitMs);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}

const REFUSALS: Partial<Record<NonNullable<Answer>, HttpError>> = {
  "was-removed": "was-removed",
  "wrong-phase": "meeting-ended",
  "door-locked": "door-locked",
  "circle-full": "circle-full",
  "not-saved": "not-saved",
};

async function arrive(
  meeting: Meeting | undefined,
  seat: SeatId,
  { name, role, look }: GroupMember,
  withMicrophone: boolean,
): Promise<"welcome" | HttpError> {
  if (!meeting) return "meeting-ended";
  const mode = withMicrophone ? "speak" : "text-only";
  const answer = await meeting.report({ type: "arrive", seat, name, role, look, mode });
  // Whoever is here already is as welcome as before: another tab, another device.
  if (answer === null || answer === "already-so") return "welcome";
  return REFUSALS[answer] ?? "not-saved";
}

function ticketFor(found: Running | undefined, seat: SeatId, tickets: Tickets): Ticket | HttpError {
  if (!found) return "meeting-ended";
  const { circle } = found.meeting;
  if (circle.removed.includes(seat)) return "was-removed";
  const seated = circle.seats.some(({ id, presence }) => id === seat && presence !== "left");
  const waiting = circle.waiting.some(({ id }) => id === seat);
  if (!seated && !waiting) return "not-known-here";
  const room = seated ? "circle" : "door";
  const roomId = seated ? found.circleRoom : found.doorRoom;
  return { room, roomId, seat, ticket: tickets.issue({ roomId, seat }) };
}
