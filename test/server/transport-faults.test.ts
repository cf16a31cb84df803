import { once } from "node:events";

import { matchMaker } from "@colyseus/core";
import { Client } from "@colyseus/sdk";
import { WebSocketClient } from "@colyseus/ws-transport";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";

import { asSeatId, type SeatId } from "#rules/ids.ts";

import { type RoomTools, SafeRoom } from "../../server/rooms/safe-room.ts";
import { systemClock } from "../../server/start/system-clock.ts";
import { runHearth, type RunningHearth } from "../kit/running-hearth.ts";

const CUT_BYTES = 1 << 20;
const FRAME = "x".repeat(64 * 1024);

/** A room whose handlers fail, and one that sends more than anybody reads. */
class FaultyRoom extends SafeRoom {
  protected override tools!: RoomTools;
  cut = 0;

  static override async onAuth(_token: string, options: { seat: string; roomId: string }) {
    return { seat: asSeatId(options.seat), roomId: options.roomId };
  }

  override onCreate({ tools, roomId }: { tools: RoomTools; roomId: string }): void {
    this.tools = tools;
    this.roomId = roomId;
    this.onMessage("fail", () => {
      throw new Error("a handler failed");
    });
    const failLater: () => unknown = () => Promise.reject(new Error("a handler failed later"));
    this.onMessage("fail-later", failLater);
    this.onMessage("ping", (client) => client.send("pong", {}));
    this.onMessage("blast", () => {
      const timer = setInterval(() => {
        for (const client of this.clients) client.send("frame", FRAME);
        if (this.cut > 0) clearInterval(timer);
      }, 4);
    });
  }

  protected override admits = (): boolean => true;
  protected override came(): void {}
  protected override lost(_seat: SeatId): void {
    this.cut += 1;
  }
  protected override left(): void {}
}

let hearth: RunningHearth;
let roomId = "";
beforeAll(async () => {
  hearth = await runHearth();
  matchMaker.defineRoomType("faulty", FaultyRoom);
  roomId = "f".repeat(32);
  const tools: RoomTools = { log: hearth.log, clock: systemClock() };
  await matchMaker.createRoom("faulty", { tools, roomId });
});
afterAll(() => hearth.close());

const sdk = () => new Client(hearth.url, { headers: { origin: hearth.url } });

/** A bare socket in the room, for what no SDK would do. */
async function bareSocket(seat: string, options: object = {}): Promise<WebSocket> {
  const answer = await fetch(`${hearth.url}/matchmake/joinById/${roomId}`, {
    method: "POST",
    headers: { origin: hearth.url, "content-type": "application/json" },
    body: JSON.stringify({ seat, roomId }),
  });
  const { processId, sessionId } = (await answer.json()) as Record<string, string>;
  const socket = new WebSocket(
    `${hearth.url.replace("http", "ws")}/${processId}/${roomId}?sessionId=${sessionId}`,
    { origin: hearth.url, ...options },
  );
  await once(socket, "message");
  socket.send(Buffer.from([10]));
  return socket;
}

describe("faults of the transport, each with its cure", () => {
  test("[F-10] an exception in a handler, at once or later, costs that message and nothing else", async () => {
    const room = await sdk().joinById(roomId, { seat: "careful", roomId });
    room.reconnection.enabled = false;
    const pong = new Promise<void>((done) => room.onMessage("pong", () => done()));
    room.send("fail", {});
    room.send("fail-later", {});
    room.send("ping", {});
    await pong;
    await expect.poll(() => hearth.log.events.filter((e) => e === "room-exception").length).toBe(2);
    await room.leave();
  });

  test("a frame that waits is a copy: the encoder's buffer may change under it", () => {
    const sent: Buffer[] = [];
    const client = new WebSocketClient("s", {
      bufferedAmount: 0,
      send: (data: Buffer) => sent.push(data),
    } as never);
    const shared = new Uint8Array([1, 2, 3]);
    client.raw(shared);
    shared.fill(9);
    expect([...(sent[0] ?? [])]).toEqual([1, 2, 3]);
  });

  test(`whoever lets more than ${CUT_BYTES} bytes wait is cut, unsent`, () => {
    let ended = 0;
    const client = new WebSocketClient("s", {
      bufferedAmount: CUT_BYTES + 1,
      send: () => expect.unreachable("sent to somebody who does not read"),
      terminate: () => (ended += 1),
    } as never);
    client.raw(new Uint8Array([1]));
    expect(ended).toBe(1);
  });

  test("[G-07] somebody who stops reading is cut; somebody who reads gets every frame", async () => {
    const healthy = await sdk().joinById(roomId, { seat: "reads", roomId });
    healthy.reconnection.enabled = false;
    let frames = 0;
    healthy.onMessage("frame", (text: string) => {
      expect(text).toHaveLength(FRAME.length);
      frames += 1;
    });
    const slow = await bareSocket("does-not-read");
    (slow as unknown as { _socket: { pause(): void } })._socket.pause();
    healthy.send("blast", {});
    const room = matchMaker.getLocalRoomById(roomId) as unknown as FaultyRoom;
    const before = room.cut;
    await expect.poll(() => room.cut - before, { timeout: 20_000 }).toBe(1);
    expect(frames).toBeGreaterThan(20);
    expect(healthy.connection.isOpen).toBe(true);
    slow.terminate();
    await healthy.leave();
  });

  test("[F-05] a half-open link is found within 5 s", async () => {
    const silent = await bareSocket("silent", { autoPong: false });
    const began = performance.now();
    await once(silent, "close");
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
