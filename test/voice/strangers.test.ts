import { AccessToken, RoomServiceClient } from "livekit-server-sdk";
import { afterAll, beforeAll, expect, test } from "vitest";

import { now } from "./hearing.ts";
import { knock } from "./raw-client.ts";
import { until, VoiceHouse } from "./voice-house.ts";

let house: VoiceHouse;

beforeAll(async () => {
  // No webhook gets through: comparing the lists has to be enough.
  house = await VoiceHouse.open({ webhook: () => false });
  house.seat("alder");
});
afterAll(() => house.close());

const rooms = (): RoomServiceClient => {
  const { url, apiKey, apiSecret } = house.server;
  return new RoomServiceClient(url.replace("ws", "http"), apiKey, apiSecret);
};
const listed = async (): Promise<string[]> =>
  (await rooms().listParticipants(await house.room)).map((one) => one.identity);

async function steal(identity: string, grant: object): Promise<string> {
  const { apiKey, apiSecret } = house.server;
  const token = new AccessToken(apiKey, apiSecret, { identity });
  token.addGrant({ roomJoin: true, room: await house.room, ...grant });
  return token.toJwt();
}

test.each([
  ["hidden", { hidden: true }],
  ["a recorder", { recorder: true, hidden: true }],
  ["plain", {}],
])(
  "whoever comes with a stolen key (%s) is removed and announced within 5 s",
  async (_kind, grant) => {
    const alder = await knock(house.gate, { token: house.ticket("alder") });
    const since = now();
    const stranger = await knock(house.server.url, { token: await steal("stranger", grant) });
    expect(stranger.status).toBe(101);
    await house.until("stranger", 5000, since);
    await until(
      async () => ((await listed()).includes("stranger") ? null : true),
      1000,
      "they stayed",
    );
    // Nobody else was sent away with them.
    expect(await listed()).toEqual([Object.keys(house.voiceSeats)[0]]);
    stranger.socket.terminate();
    alder.socket.terminate();
  },
);

test("a seat's own name with a stolen right to speak loses the right within 3 s", async () => {
  const alder = await knock(house.gate, { token: house.ticket("alder") });
  const [identity = ""] = Object.keys(house.voiceSeats);
  const thief = await knock(house.server.url, {
    token: await steal(identity, { canPublish: true }),
  });
  expect(thief.status).toBe(101);
  await until(
    async () => {
      const one = await rooms().getParticipant(await house.room, identity);
      return one.permission?.canPublish === false ? true : null;
    },
    3000,
    "the stolen right stayed",
  );
  expect((await rooms().getParticipant(await house.room, identity)).permission).toMatchObject({
    canPublish: false,
    canPublishData: false,
    hidden: false,
  });
  thief.socket.terminate();
  alder.socket.terminate();
});
