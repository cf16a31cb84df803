import type { Room } from "@colyseus/sdk";

import { type CircleMirror, readMirror } from "#protocol/circle-mirror.ts";
import type { Line, ServerMessages } from "#protocol/messages.ts";
import { POSE_UP, POSES_DOWN } from "#protocol/pose-codec.ts";
import type { Notice } from "#rules/circle/view.ts";

import type { WorldStore } from "../world/circle-store.ts";
import { traffic } from "../world/traffic.ts";
import { Attendance } from "./attendance.ts";
import { Heartbeat } from "./heartbeat.ts";
import type { Outbox } from "./outbox.ts";
import { receivePoses } from "./pose-receiver.ts";
import { startPoseSender } from "./pose-sender.ts";

/** What a page remembers of a meeting; the server keeps no more either. */
const LINES_KEPT = 200;
const NOTICES_KEPT = 50;

type CircleRoom = Room<unknown, CircleMirror>;

/** One connection to the circle: what comes is written into the store, until it ends. */
export function openCircleLine(room: CircleRoom, store: WorldStore, outbox: Outbox): () => void {
  const on = <K extends keyof ServerMessages>(
    type: K,
    take: (message: ServerMessages[K]) => void,
  ): void => void room.onMessage<ServerMessages[K]>(type, take);

  room.onStateChange((mirror) => {
    const { view, voiceSeats } = readMirror(mirror);
    const before = store.getState().voiceSeats;
    // A new object only where something changed: voice compares by identity.
    const same = JSON.stringify(before) === JSON.stringify(voiceSeats);
    store.setState({ circle: view, ...(same ? {} : { voiceSeats }) });
  });
  on("own", (own) => store.setState({ own }));
  on("notice", (notice) => addNotices(store, [notice]));
  on("line", (line) => addLines(store, outbox, [line]));
  on("past", ({ lines, notices }) => {
    addLines(store, outbox, lines);
    addNotices(store, notices);
    outbox.again();
  });
  on("refused", ({ wish, refusal }) => {
    outbox.refused(wish);
    store.setState({ refused: { at: performance.now(), wish, refusal } });
  });
  on("done", ({ what }) => outbox.done(what));
  on("voice", (voicePass) => store.setState({ voicePass }));
  return keepAlive(room, store, on);
}

/** What runs by itself while the connection lasts: the heartbeat, presence, poses both ways. */
function keepAlive(
  room: CircleRoom,
  store: WorldStore,
  on: (type: "clock", take: (message: ServerMessages["clock"]) => void) => void,
): () => void {
  const heartbeat = new Heartbeat(
    store,
    (sent) => room.send("clock", { sent }),
    () => room.connection.close(),
  );
  on("clock", (answer) => heartbeat.answered(answer));
  const attendance = new Attendance(({ type }) => room.send(type, {}));
  const receive = receivePoses(() => room.sendBytes(POSE_UP, new Uint8Array()));
  room.onMessage<Uint8Array>(POSES_DOWN, (bytes) => {
    traffic.poseBytesIn += bytes.byteLength;
    receive(bytes);
  });
  const sender = startPoseSender((bytes) => {
    traffic.poseBytesOut += bytes.byteLength;
    room.sendBytes(POSE_UP, bytes);
  });
  return () => {
    heartbeat.stop();
    attendance.stop();
    sender.stop();
  };
}

function addLines(store: WorldStore, outbox: Outbox, fresh: readonly Line[]): void {
  const { lines } = store.getState();
  const known = new Set(lines.map(({ id }) => id));
  const added = fresh.filter(({ id }) => !known.has(id));
  outbox.shown(new Set(fresh.map(({ id }) => id)));
  if (added.length === 0) return;
  const all = [...lines, ...added].toSorted((a, b) => a.at - b.at);
  store.setState({ lines: all.slice(-LINES_KEPT) });
}

/** The past is sent on every join, so the same notice may come twice. */
function addNotices(store: WorldStore, fresh: readonly Notice[]): void {
  const { notices } = store.getState();
  const key = (notice: Notice): string => `${notice.at} ${notice.code} ${notice.about ?? ""}`;
  const known = new Set(notices.map(key));
  const added = fresh.filter((notice) => !known.has(key(notice)));
  if (added.length > 0) store.setState({ notices: [...notices, ...added].slice(-NOTICES_KEPT) });
}
