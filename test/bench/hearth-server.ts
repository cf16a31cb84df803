/**
 * A circle of Hearth with as many seats as asked for: the same room, law, relay and hardened transport as npm start, a
 * journal in memory. GET /bench/seat answers the next seat's ticket. Environment: PORT, PEOPLE, PROFILE (walk: cells as
 * wide as the room, so that people may walk about; every rule of the law still runs).
 */
import { createServer } from "node:http";

import { matchMaker } from "@colyseus/core";

import { segment } from "#rules/circle/segment.ts";
import { asGroupId, asMeetingId, asSeatId } from "#rules/ids.ts";
import { lookFromSeed } from "#rules/people/look.ts";
import type { Cell } from "#rules/presence/cell.ts";

import type { MeetingCard } from "../../server/ports/register.ts";
import { CircleDesk } from "../../server/rooms/circle-desk.ts";
import { type CircleOptions, CircleRoom } from "../../server/rooms/circle-room.ts";
import { openTransport } from "../../server/rooms/harden.ts";
import { Meeting } from "../../server/rooms/meeting.ts";
import { PoseRelay } from "../../server/rooms/pose-relay.ts";
import { Tickets } from "../../server/rooms/tickets.ts";
import { systemClock } from "../../server/start/system-clock.ts";
import { offVoiceDesk } from "../../server/voice/off-voice-desk.ts";
import {
  memoryJournal,
  memoryLines,
  memoryRegister,
  memoryReports,
} from "../kit/memory-storage.ts";
import { benchCells } from "./bench-cells.ts";

const port = Number(process.env["PORT"]);
const people = Number(process.env["PEOPLE"]);
const clock = systemClock();
const log = { info: () => undefined, warn: () => undefined };

const card: MeetingCard = {
  id: asMeetingId("bench"),
  groupId: asGroupId("bench"),
  groupName: "Bench",
  code: "bench",
  name: "Bench",
  startsAt: clock.now(),
  minutes: 60,
  place: "lounge",
  chairs: people,
  sheet: [segment({ format: "words" })],
  whatHappens: [],
  agreements: [],
};

const wide: Cell = { head: [0, 1.4, 0], leanM: 12, borders: [] };
const cells =
  process.env["PROFILE"] === "walk"
    ? Array.from({ length: people }, () => wide)
    : benchCells(people);

// The law seats twelve; what is measured here is what a room bears. So the journal says how many chairs there are.
const journal = memoryJournal();
await journal.append(card.id, 0, [
  {
    type: "meeting-scheduled",
    meetingId: card.id,
    chairs: people,
    sheet: card.sheet,
    at: clock.now(),
  },
]);
const meeting = await Meeting.open(card, { journal, clock, log, places: ["lounge"] });
const desk = new CircleDesk(meeting, {
  lines: memoryLines(),
  reports: memoryReports(),
  register: memoryRegister(),
  voice: offVoiceDesk("not measured"),
  clock,
  log,
});
const relay = new PoseRelay({ cells, clock });
const options: CircleOptions = { meeting, desk, relay, tools: { log, clock } };
const tickets = new Tickets(clock);
CircleRoom.tickets = tickets;

const server = createServer((req, res) => {
  if (req.url === "/bench/seat") void seat().then((answer) => res.end(JSON.stringify(answer)));
  else if (!transport.handleRequest(req, res)) res.writeHead(404).end();
});
const transport = await openTransport(
  server,
  () => true,
  () => `http://127.0.0.1:${port}`,
  log,
);
matchMaker.defineRoomType("circle", CircleRoom);
await matchMaker.createRoom("circle", { ...options, roomId: "benchcircle" });

let seats = 0;
async function seat(): Promise<unknown> {
  const chair = seats++;
  const id = asSeatId(`seat${chair}`);
  await meeting.report({
    type: "arrive",
    seat: id,
    name: `Person ${chair}`,
    role: "co-facilitator",
    look: lookFromSeed(chair),
    mode: "text-only",
  });
  const mine = meeting.circle.seats.find((one) => one.id === id);
  return {
    ticket: tickets.issue({ roomId: "benchcircle", seat: id }),
    roomId: "benchcircle",
    seat: id,
    chair: mine?.chair ?? -1,
  };
}

server.listen(port, "127.0.0.1");
process.on("SIGTERM", () => process.exit(0));
