import { Decoder } from "@colyseus/schema";

import { PoseBatchReader } from "#protocol/pose-batch.ts";
import { POSE_UP, POSES_DOWN } from "#protocol/pose-codec.ts";
import { toNumbers } from "#protocol/pose-numbers.ts";
import { PoseSampler } from "#protocol/pose-sampler.ts";

import { type Counters, RawSocket } from "./raw-socket.ts";
import { FIELDS, State } from "./schema-avatars.ts";

const BOTH_HANDS = 3;
/** Colyseus' own first bytes. */
const JOIN_ROOM = 10;
const ROOM_DATA_BYTES = 17;
/** Everything but pings is shorter or only counted. */
const NOTHING = 0;

export interface ServerSpec {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface Place {
  readonly port: number;
  readonly people: number;
  readonly profile: "walk" | "seated";
}

export interface Arrival {
  readonly port: number;
  /** Decodes everything; the others only count. */
  readonly probe: boolean;
  /** A remote pose: whose (the bot's `key`), and the x of the head. */
  readonly onPose: (key: string | number, headX: number) => void;
}

/** One client of a contender's server. */
export interface Bot {
  readonly key: string | number;
  readonly chair: number;
  readonly ws: { readonly closed: boolean };
  sendPose(pose: ArrayLike<number>): void;
  counters(): Counters;
  close(): void;
}

export interface Contender {
  readonly id: string;
  readonly label: string;
  server(place: Place): ServerSpec;
  connect(arrival: Arrival): Promise<Bot>;
}

const script = (name: string): string => new URL(name, import.meta.url).pathname;
const spec = (
  name: string,
  { port, people, profile }: Place,
  more: Record<string, string> = {},
): ServerSpec => ({
  args: [script(name)],
  env: {
    PORT: String(port),
    PEOPLE: String(people),
    PROFILE: profile,
    NODE_ENV: "production",
    ...more,
  },
});

interface Seat {
  readonly ticket: string;
  readonly roomId: string;
  readonly seat: string;
  readonly chair: number;
}

async function ask<T>(port: number, path: string, body?: unknown): Promise<T> {
  const init =
    body === undefined
      ? {}
      : {
          method: "POST",
          body: JSON.stringify(body),
          headers: { "content-type": "application/json" },
        };
  const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json() as Promise<T>;
}

interface Reservation {
  readonly sessionId: string;
  readonly processId: string;
  readonly roomId: string;
}

/** Hearth's own circle room, spoken to as a browser does. */
export const hearth: Contender = {
  id: "hearth",
  label: "Hearth: circle room, law, relay, packed steps",
  server: (place) => spec("hearth-server.ts", place),
  async connect({ port, probe, onPose }) {
    const seat = await ask<Seat>(port, "/bench/seat");
    const held = await ask<Reservation>(port, `/matchmake/joinById/${seat.roomId}`, {
      ticket: seat.ticket,
    });
    const reader = new PoseBatchReader();
    const listener = {
      pose: (name: string, { numbers }: { numbers: Int32Array }) =>
        onPose(name, (numbers[0] ?? 0) / 1000 - 8.192),
      gone: () => undefined,
    };
    const joined = Promise.withResolvers<void>();
    const ws = new RawSocket({
      port,
      path: `/${held.processId}/${held.roomId}?sessionId=${held.sessionId}`,
      onFrame(payload) {
        const code = (payload[0] ?? 0) & 31;
        if (code === JOIN_ROOM) {
          ws.send(Uint8Array.of(JOIN_ROOM));
          joined.resolve();
          if (!probe) ws.deliverMax = NOTHING;
        } else if (code === ROOM_DATA_BYTES && payload[1] === POSES_DOWN)
          reader.read(payload.subarray(2), listener);
      },
    });
    await ws.ready;
    await joined.promise;
    return { ...botOf(ws, seat.seat, seat.chair), sendPose: packedSender(ws) };
  },
};

/** What a page of ours sends: nothing where only the tracker trembles. */
function packedSender(ws: RawSocket): (pose: ArrayLike<number>) => void {
  const sampler = new PoseSampler();
  return (pose) => {
    const bytes = sampler.take(pose, BOTH_HANDS, performance.now());
    if (bytes !== null) ws.send(Uint8Array.of(ROOM_DATA_BYTES, POSE_UP, ...bytes));
  };
}

const botOf = (ws: RawSocket, key: string | number, chair: number) => ({
  key,
  chair,
  ws,
  counters: () => ws.counters(),
  close: () => ws.close(),
});

const ROOM_STATE = 14;
const ROOM_PATCH = 15;
const ROOM_DATA = 13;

/** A Colyseus message of type "pose": the pose as an object of 21 floats, in MessagePack. */
function poseObject(pose: ArrayLike<number>): Buffer {
  const parts = FIELDS.map((name, i) => {
    const part = Buffer.alloc(1 + name.length + 9);
    part[0] = 0xa0 | name.length;
    part.write(name, 1);
    part[1 + name.length] = 0xcb;
    part.writeDoubleBE(pose[i] ?? 0, 2 + name.length);
    return part;
  });
  return Buffer.concat([
    Buffer.from([ROOM_DATA, 0xa4, ...Buffer.from("pose"), 0xde, 0, FIELDS.length]),
    ...parts,
  ]);
}

/** Colyseus' own way: a schema with a float32 field a number. */
export const defaultSchema: Contender = {
  id: "colyseus-schema",
  label: "Colyseus as in its tutorial: float32 schema fields, patched each 50 ms",
  server: (place) => spec("schema-server.ts", place),
  async connect({ port, probe, onPose }) {
    const held = await ask<Reservation>(port, "/matchmake/joinOrCreate/pose", {});
    const decoder = probe ? new Decoder(new State()) : null;
    const seen = new Map<string, number>();
    const joined = Promise.withResolvers<void>();
    const tell = (): void => {
      decoder?.state.avatars.forEach((avatar: Record<string, number>, key: string) => {
        const x = avatar["n0"];
        if (x === undefined || seen.get(key) === x) return;
        seen.set(key, x);
        onPose(key, x);
      });
    };
    const ws = new RawSocket({
      port,
      path: `/${held.processId}/${held.roomId}?sessionId=${held.sessionId}`,
      onFrame(payload) {
        const code = (payload[0] ?? 0) & 31;
        if (code === JOIN_ROOM) ws.send(Uint8Array.of(JOIN_ROOM));
        else if (code === ROOM_STATE || code === ROOM_PATCH) {
          decoder?.decode(payload, { offset: 1 });
          tell();
          if (!probe) ws.deliverMax = NOTHING;
          joined.resolve();
        }
      },
    });
    await ws.ready;
    await joined.promise;
    const sendPose = (pose: ArrayLike<number>): void => ws.send(poseObject(pose));
    return { ...botOf(ws, held.sessionId, -1), sendPose };
  },
};

/** A bare socket: 28 packed bytes a pose, one shared frame a tick. What Node and the kernel cost when the protocol costs nothing. */
export const bareSocket: Contender = {
  id: "bare-socket",
  label: "floor: node:net, 29 bytes a pose, one shared frame each 50 ms",
  server: (place) => spec("bare-socket-server.ts", place),
  async connect({ port, probe, onPose }) {
    const joined = Promise.withResolvers<number>();
    let greeted = false;
    const ws = new RawSocket({
      port,
      path: "/",
      onFrame(payload) {
        if (!greeted) {
          greeted = true;
          if (!probe) ws.deliverMax = NOTHING;
          joined.resolve(payload[0] ?? 0);
          return;
        }
        for (let at = 0; at + 28 < payload.length; at += 29)
          onPose(payload[at] ?? 0, payload.readUInt16LE(at + 1) / 1000 - 8.192);
      },
    });
    await ws.ready;
    const id = await joined.promise;
    const message = Buffer.alloc(28);
    const numbers = new Int32Array(21);
    const sendPose = (pose: ArrayLike<number>): void => {
      toNumbers(pose, numbers);
      for (let i = 0; i < 14; i++) message.writeUInt16LE((numbers[i] ?? 0) & 0xffff, i * 2);
      ws.send(message);
    };
    return { ...botOf(ws, id, id), sendPose };
  },
};

/** What one writes first: every pose as JSON, passed on to everybody at once. */
export const jsonRelay: Contender = {
  id: "json-relay",
  label: "plain JSON relay over ws, one message a pose",
  server: (place) => spec("json-relay-server.ts", place),
  async connect({ port, probe, onPose }) {
    const joined = Promise.withResolvers<number>();
    let greeted = false;
    const ws = new RawSocket({
      port,
      path: "/",
      onFrame(payload) {
        const message = JSON.parse(payload.toString()) as { id: number; pose?: number[] };
        if (greeted) onPose(message.id, message.pose?.[0] ?? 0);
        else {
          greeted = true;
          if (!probe) ws.deliverMax = NOTHING;
          joined.resolve(message.id);
        }
      },
    });
    await ws.ready;
    const id = await joined.promise;
    const encoder = new TextEncoder();
    const sendPose = (pose: ArrayLike<number>): void =>
      ws.send(encoder.encode(JSON.stringify({ id, pose: Array.from(pose) })), true);
    return { ...botOf(ws, id, id), sendPose };
  },
};
