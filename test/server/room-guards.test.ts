import { once } from "node:events";

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";

import { CLOSE } from "#protocol/messages.ts";
import { PROTOCOL_VERSION } from "#protocol/version.ts";

import { runHearth, type RunningHearth } from "../kit/running-hearth.ts";
import { seatedCircle, Sitter } from "../kit/sitter.ts";

let hearth: RunningHearth;
let host: Sitter;
let alder: Sitter;
beforeAll(async () => {
  hearth = await runHearth();
  const circle = await seatedCircle(hearth, ["Alder"]);
  host = circle.host;
  const [first] = circle.members;
  if (!first) throw new Error("nobody sat down");
  alder = first;
});
afterAll(() => hearth.close());

const ask = (path: string, body: unknown, origin = hearth.url): Promise<Response> =>
  fetch(hearth.url + path, {
    method: "POST",
    headers: { origin, "content-type": "application/json" },
    body: JSON.stringify(body),
  });

/** A seat of another person, taken over raw sockets so that anything can be sent on it. */
async function rawSeat(name: string): Promise<{ socket: WebSocket; sitter: Sitter }> {
  const sitter = await new Sitter(hearth, name).enter();
  const { roomId, ticket } = await sitter.ticket();
  const answer = await ask(`/matchmake/joinById/${roomId}`, { ticket });
  const seat = (await answer.json()) as { processId: string; sessionId: string };
  const socket = new WebSocket(
    `${hearth.url.replace("http", "ws")}/${seat.processId}/${roomId}?sessionId=${seat.sessionId}`,
    { origin: hearth.url },
  );
  await once(socket, "message");
  // JOIN_ROOM: the client says that it is ready.
  socket.send(Buffer.from([10]));
  return { socket, sitter };
}

const closeOf = async (socket: WebSocket): Promise<number> => {
  const [code] = (await once(socket, "close")) as [number];
  return code;
};

describe("who may take a seat", () => {
  test("[AC-08] a ticket is good once", async () => {
    const { roomId, ticket } = await alder.ticket();
    expect((await ask(`/matchmake/joinById/${roomId}`, { ticket })).status).toBe(200);
    expect((await ask(`/matchmake/joinById/${roomId}`, { ticket })).status).not.toBe(200);
  });

  test("[AC-11] nobody makes rooms or finds them by name; a wrong room and a wrong ticket look alike", async () => {
    for (const method of ["create", "join", "joinOrCreate"]) {
      const answer = await ask(`/matchmake/${method}/circle`, {});
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
    const { roomId } = await alder.ticket();
    const wrong = await ask(`/matchmake/joinById/${roomId}`, { ticket: "x".repeat(32) });
    expect(wrong.status).toBeGreaterThanOrEqual(400);
  });

  test("[AC-12] one account holds one seat, however often it asks", async () => {
    const tickets = [];
    for (let i = 0; i < 10; i++) tickets.push(await alder.ticket());
    const answers = await Promise.all(
      tickets.map(({ roomId, ticket }) => ask(`/matchmake/joinById/${roomId}`, { ticket })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test("[AC-23] another origin gets neither a seat nor a socket", async () => {
    const { roomId, ticket } = await alder.ticket();
    const answer = await ask(`/matchmake/joinById/${roomId}`, { ticket }, "https://evil.example");
    expect(answer.status).toBe(403);
    const socket = new WebSocket(`${hearth.url.replace("http", "ws")}/x/${roomId}?sessionId=y`, {
      origin: "https://evil.example",
    });
    const [, response] = (await once(socket, "unexpected-response")) as [
      unknown,
      { statusCode: number },
    ];
    expect(response.statusCode).toBe(403);
  });

  test("[AC-11] who waits at the door gets no state of the room", async () => {
    const { socket } = await rawSeat("Patient Wren");
    const frames: Buffer[] = [];
    socket.on("message", (data: Buffer) => frames.push(data));
    host.wish({ type: "set-prompt", prompt: "Only for those inside" });
    await host.until(
      ({ view }) => view?.segment.prompt === "Only for those inside" || host.heard.refused?.length,
    );
    const bytes = Buffer.concat(frames).toString("latin1");
    expect(bytes).not.toContain("Warm Hazel");
    expect(bytes).not.toContain("Only for those inside");
    socket.close();
  });
});

describe("what a connection may do", () => {
  test("[AC-07] noise ends the connection that makes it, and nothing else", async () => {
    const { socket } = await rawSeat("Noisy Jay");
    const closed = closeOf(socket);
    for (let i = 0; i < 40; i++) {
      const noise = Buffer.from(Array.from({ length: 20 }, (_, n) => (i * 31 + n * 17) % 256));
      if (socket.readyState === WebSocket.OPEN)
        socket.send(Buffer.concat([Buffer.from([13]), noise]));
    }
    expect([CLOSE.tooFast, 4002, 1000, 1002, 1006]).toContain(await closed);
    expect(host.closedWith).toBeNull();
  });

  test("[AC-06] a flood is cut within a second, and the others do not notice", async () => {
    const { socket } = await rawSeat("Hasty Hare");
    const closed = closeOf(socket);
    const wish = Buffer.concat([Buffer.from([13, 0xaa]), Buffer.from("raise-hand")]);
    const began = performance.now();
    for (let i = 0; i < 10_000; i++) socket.send(wish);
    await closed;
    expect(performance.now() - began).toBeLessThan(1000);
    const asked = host.heard.clock?.length ?? 0;
    host.room.send("clock", { sent: 1 });
    await host.until(({ heard }) => (heard.clock?.length ?? 0) > asked);
  });

  test("[AC-13] nobody is told another connection's session", async () => {
    await host.until(({ view }) => view !== null);
    expect(JSON.stringify(host.view)).not.toContain(alder.room.sessionId);
  });

  test("[AC-05] a shape that no page of ours sends is refused, three times is enough", async () => {
    const member = await seatedAgain("Clumsy Crane");
    for (let i = 0; i < 3; i++) member.room.send("start-silence", { lengthMs: "long" });
    await member.until(({ closedWith }) => closedWith === CLOSE.tooFast);
    await expect(member.client().reconnect(member.room.reconnectionToken)).rejects.toThrow(/./);
  });
});

describe("coming back", () => {
  test("[P] a lost link is seen by all and mended with the token, which changes each time", async () => {
    const member = await seatedAgain("Steady Swan");
    const token = member.room.reconnectionToken;
    member.room.connection.transport.close();
    await host.until(({ view }) => presenceOf(view, member.seat) === "lost");
    member.listenTo(await member.client().reconnect(token));
    await host.until(({ view }) => presenceOf(view, member.seat) === "here");
    expect(member.room.reconnectionToken).not.toBe(token);
    expect(member.room.reconnectionToken.split(":").at(-1)?.length).toBeGreaterThanOrEqual(32);
  });

  test("[AC-33] whoever was removed does not come back with the token they held", async () => {
    const member = await seatedAgain("Grey Goose");
    const token = member.room.reconnectionToken;
    member.room.connection.transport.close();
    await host.until(({ view }) => presenceOf(view, member.seat) === "lost");
    host.wish({ type: "remove", target: member.own?.seat ?? failed(), reason: "safety" });
    await host.until(({ view }) => presenceOf(view, member.seat) === undefined);
    await expect(member.client().reconnect(token)).rejects.toThrow(/./);
  });
});

function failed(): never {
  throw new Error("not told their own seat");
}

const presenceOf = (view: Sitter["view"], seat: string) =>
  view?.seats.find(({ id }) => id === seat)?.presence;

async function seatedAgain(name: string): Promise<Sitter> {
  const member = await new Sitter(hearth, name).enter();
  await member.sit();
  await host.until(({ own }) => own?.console?.waiting.some(({ id }) => id === member.seat));
  host.room.send("admit", { target: member.seat });
  await member.until(({ closedWith }) => closedWith !== null);
  await member.sit();
  await member.until(({ own }) => own !== null);
  return member;
}

test("a page of another version is told so, and gets no ticket", async () => {
  const path = `/api/meetings/${alder.meetingId}/ticket`;
  const answer = await alder.visitor.post(path, { version: PROTOCOL_VERSION + 1 });
  expect([answer.status, answer.body]).toEqual([426, { error: "old-version" }]);
});

test("[D] whoever is admitted while on the way to the door finds it open, not broken", async () => {
  const member = await new Sitter(hearth, "Early Lark").enter();
  const { room, roomId, ticket, seat } = await member.ticket();
  expect(room).toBe("door");
  host.room.send("admit", { target: seat });
  await host.until(({ view }) => view?.seats.some(({ id }) => id === seat));
  member.listenTo(await member.client().joinById(roomId, { ticket }));
  await member.until(({ closedWith }) => closedWith === CLOSE.admitted);
});
