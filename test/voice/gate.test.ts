import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:https";

import { AccessToken, RoomServiceClient } from "livekit-server-sdk";
import { generate } from "selfsigned";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";

import { asSeatId } from "#rules/ids.ts";

import { knock } from "./raw-client.ts";
import { until, VoiceHouse } from "./voice-house.ts";

let house: VoiceHouse;

beforeAll(async () => {
  house = await VoiceHouse.open();
});
afterAll(() => house.close());
beforeEach(() => {
  [...house.seats.keys()].forEach((id) => house.unseat(id));
  house.seat("alder");
  house.seat("birch");
  house.speak();
});

const rooms = (): RoomServiceClient => {
  const { url, apiKey, apiSecret } = house.server;
  return new RoomServiceClient(url.replace("ws", "http"), apiKey, apiSecret);
};
const listed = async (): Promise<string[]> =>
  (await rooms().listParticipants(await house.room)).map((one) => one.identity);
const identityOf = (seat: string): string =>
  Object.entries(house.voiceSeats).find(([, whose]) => whose === seat)?.[0] ?? "";

test("a ticket lets its seat in, once", async () => {
  const ticket = house.ticket("alder");
  const first = await knock(house.gate, { token: ticket });
  expect(first.status).toBe(101);
  await until(() => (first.frames.length > 0 ? true : null), 1000, "the first answer was lost");
  expect(await listed()).toContain(identityOf("alder"));
  expect((await knock(house.gate, { token: ticket })).status).toBe(403);
  first.socket.terminate();
});

test("a used ticket comes back in with its own cookie only, and under the same name", async () => {
  const ticket = house.ticket("alder");
  const first = await knock(house.gate, { token: ticket });
  const identity = identityOf("alder");
  first.socket.terminate();
  expect((await knock(house.gate, { token: ticket, cookie: `${first.cookie}x` })).status).toBe(403);
  const other = await knock(house.gate, { token: house.ticket("birch") });
  expect((await knock(house.gate, { token: ticket, cookie: other.cookie })).status).toBe(403);
  const again = await knock(house.gate, { token: ticket, cookie: first.cookie });
  expect(again.status).toBe(101);
  expect(identityOf("alder")).toBe(identity);
  again.socket.terminate();
  other.socket.terminate();
});

test.each([
  ["nothing", ""],
  ["something made up", "A".repeat(32)],
])("%s is refused", async (_what, token) => {
  expect((await knock(house.gate, { token })).status).toBe(403);
  expect((await knock(house.gate, { token, path: "/rtc/v1" })).status).toBe(403);
});

test.each(["hidden", "recorder", "roomAdmin", "agent", "roomJoin"] as const)(
  "a genuine token of the voice server (%s) is refused",
  async (grant) => {
    const { apiKey, apiSecret } = house.server;
    const token = new AccessToken(apiKey, apiSecret, { identity: identityOf("alder") || "x" });
    token.addGrant({ roomJoin: true, room: await house.room, [grant]: true });
    expect((await knock(house.gate, { token: await token.toJwt() })).status).toBe(403);
  },
);

test("a page of somebody else's is refused, with a good ticket too", async () => {
  const token = house.ticket("alder");
  expect((await knock(house.gate, { token, origin: "https://elsewhere.example" })).status).toBe(
    403,
  );
  const own = await knock(house.gate, { token, origin: house.origin });
  expect(own.status).toBe(101);
  own.socket.terminate();
});

test("a new ticket in use retires the connection before it, for ever", async () => {
  const old = house.ticket("alder");
  const first = await knock(house.gate, { token: old });
  const identity = identityOf("alder");
  const second = await knock(house.gate, { token: house.ticket("alder") });
  expect(second.status).toBe(101);
  await first.closed;
  expect((await knock(house.gate, { token: old, cookie: first.cookie })).status).toBe(403);
  expect(identityOf("alder")).not.toBe(identity);
  await until(
    async () => ((await listed()).includes(identity) ? null : true),
    1000,
    "the old one stayed",
  );
  second.socket.terminate();
});

test("an expelled seat: what is open is closed, what it ever held is refused", async () => {
  const used = house.ticket("alder");
  const inside = await knock(house.gate, { token: used });
  const unused = house.ticket("alder");
  const identity = identityOf("alder");
  house.desk.expel(house.meeting, asSeatId("alder"));
  await inside.closed;
  expect((await knock(house.gate, { token: used, cookie: inside.cookie })).status).toBe(403);
  expect((await knock(house.gate, { token: unused })).status).toBe(403);
  await until(async () => ((await listed()).includes(identity) ? null : true), 1000, "they stayed");
});

test("whoever neither speaks nor listens has no connection, and gets none", async () => {
  const inside = await knock(house.gate, { token: house.ticket("alder") });
  const early = house.ticket("alder");
  house.stepOut("alder");
  await inside.closed;
  expect((await knock(house.gate, { token: early })).status).toBe(403);
  house.stepIn("alder");
  const back = await knock(house.gate, { token: house.ticket("alder") });
  expect(back.status).toBe(101);
  back.socket.terminate();
});

test("no frame carries a token, though rights change", async () => {
  const inside = await knock(house.gate, { token: house.ticket("alder") });
  const untilMay = (publish: boolean) =>
    until(
      async () =>
        (await rooms().getParticipant(await house.room, identityOf("alder"))).permission
          ?.canPublish === publish
          ? true
          : null,
      1000,
      "rights did not change",
    );
  house.speak("alder");
  await untilMay(true);
  house.speak();
  await untilMay(false);
  // The voice server tells of both changes, and sends a token with each: only the first kind may arrive.
  await until(() => (inside.frames.length > 2 ? true : null), 1000, "nothing was told");
  expect(inside.frames.filter((frame) => frame.includes("eyJ"))).toEqual([]);
  inside.socket.terminate();
});

test("the ticket is worth nothing at the voice server's own port", async () => {
  const answer = await knock(house.server.url, { token: house.ticket("alder") });
  expect(answer.status).toBe(401);
});

test("text is not spoken here: the voice server would answer it with tokens in text", async () => {
  const inside = await knock(house.gate, { token: house.ticket("alder") });
  inside.socket.send('{"ping":"1"}');
  await inside.closed;
  expect(inside.socket.readyState).toBe(inside.socket.CLOSED);
});

test("a frame larger than any offer ends the connection", async () => {
  const inside = await knock(house.gate, { token: house.ticket("alder") });
  inside.socket.send(Buffer.alloc(400_000));
  await inside.closed;
  expect(inside.socket.readyState).toBe(inside.socket.CLOSED);
});

test("other paths are not the gate's", async () => {
  expect(
    (await knock(house.origin.replace("http", "ws"), { token: "", path: "/rtc" })).status,
  ).toBe(0);
  const answers = await Promise.all(
    ["/voice/rtc/validate", "/voice/rtc", "/voice/twirp/livekit.RoomService/ListRooms"].map(
      (path) => fetch(house.origin + path, { method: "GET" }).then((one) => one.status),
    ),
  );
  expect(answers).toEqual([403, 403, 404]);
});

test("nobody can bring another name, another room or a way to stay hidden along in the address", async () => {
  const inside = await knock(house.gate, {
    token: house.ticket("alder"),
    more: {
      identity: "birch",
      room: "other",
      hidden: "1",
      attributes: "e30=",
      metadata: "x",
      publish: "birch",
    },
  });
  expect(inside.status).toBe(101);
  expect(await listed()).toEqual([identityOf("alder")]);
  inside.socket.terminate();
});

test("over HTTPS the way in is the same, and the cookie never leaves it", async () => {
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }]);
  const server = createServer({ key, cert });
  server.on("upgrade", (req, socket, head) => house.desk.handleUpgrade(req, socket, head));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const host = `127.0.0.1:${String(typeof address === "object" ? address?.port : 0)}`;
  const socket = new WebSocket(
    `wss://${host}/voice/rtc?protocol=16&sdk=js&access_token=${house.ticket("alder")}`,
    { origin: `https://${host}`, rejectUnauthorized: false },
  );
  const [{ headers }] = (await once(socket, "upgrade")) as [IncomingMessage];
  expect(headers["set-cookie"]?.[0]).toMatch(
    /; Path=\/voice; HttpOnly; SameSite=Strict; .*; Secure$/,
  );
  await once(socket, "message");
  socket.terminate();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
