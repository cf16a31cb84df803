import { SignalRequest, SubscriptionPermission, UpdateSubscription } from "@livekit/protocol";
import { beforeEach, expect, test } from "vitest";

import { asSeatId, type SeatId } from "#rules/ids.ts";

import { judgeFrame } from "../../server/voice/client-frames.ts";
import { FloorKeeper } from "../../server/voice/floor-keeper.ts";
import { SmallGroups } from "../../server/voice/small-groups.ts";
import type { VoiceConnection } from "../../server/voice/voice-connection.ts";

const [alder, birch, cedar] = ["alder", "birch", "cedar"].map(asSeatId) as [SeatId, SeatId, SeatId];
let live: Map<SeatId, VoiceConnection>;
let groups: SmallGroups;
/** What the voice server was told in somebody's name, the newest last. */
let said: string[];

const keeper = (): FloorKeeper =>
  new FloorKeeper({
    wanted: () => ({ publish: false, subscribe: true }),
    setRights: () => Promise.resolve("done"),
    failClosed: () => undefined,
    confirmed: () => undefined,
  });

function readPermission(frame: Uint8Array): string {
  const { message } = SignalRequest.fromBinary(frame);
  if (message.case !== "subscriptionPermission") {
    return "something else";
  }
  const { allParticipants, trackPermissions } = message.value;
  return allParticipants
    ? "everybody"
    : trackPermissions.map((one) => `${one.participantIdentity}${one.allTracks ? "" : "?"}`).join();
}

const speaking =
  (seat: SeatId): VoiceConnection["say"] =>
  (frame) =>
    said.push(`${seat}: ${readPermission(frame)}`) > 0;

beforeEach(() => {
  said = [];
  live = new Map(
    [alder, birch, cedar].map((seat) => [
      seat,
      {
        seat,
        identity: `id-${seat}`,
        pass: "",
        cookie: "",
        liveMicrophone: "",
        grantedAt: null,
        enteredAt: 0,
        seen: true,
        say: speaking(seat),
        told: "",
        strange: 0,
        hangUp: null,
        retired: false,
        keeper: keeper(),
      },
    ]),
  );
  groups = new SmallGroups(live);
});

const of = (seat: SeatId): VoiceConnection => live.get(seat) ?? expect.fail("nobody there");

test("without groups nothing is said: the voice server lets everybody hear everybody", () => {
  groups.become(new Map());
  expect(said).toEqual([]);
  expect(groups.hearersOf(alder)).toEqual([birch, cedar]);
});

test("each is told once, and again only where something has changed", () => {
  const pair = new Map([
    [alder, 1],
    [birch, 1],
  ]);
  groups.become(pair);
  expect(said).toEqual(["alder: id-alder,id-birch", "birch: id-alder,id-birch", "cedar: id-cedar"]);
  groups.become(new Map(pair));
  expect(said).toHaveLength(3);
  groups.become(new Map());
  expect(said.slice(3)).toEqual(["alder: everybody", "birch: everybody", "cedar: everybody"]);
});

test("whose socket is lost has no right to speak in the new group until the voice server could be told", () => {
  of(alder).say = null;
  groups.become(new Map([[alder, 1]]));
  expect(groups.isTold(of(alder))).toBe(false);
  expect(groups.hearersOf(birch)).toEqual([cedar]);
  of(alder).say = speaking(alder);
  groups.tellAnew(of(alder));
  expect(said.at(-1)).toBe("alder: id-alder");
  expect(groups.isTold(of(alder))).toBe(true);
});

test("what the voice server remembers of a group that is over is put right when the socket is back", () => {
  groups.become(new Map([[alder, 1]]));
  of(alder).say = null;
  groups.become(new Map());
  of(alder).say = speaking(alder);
  groups.tellAnew(of(alder));
  expect(said.at(-1)).toBe("alder: everybody");
});

test("somebody who comes back to their group under another identity is heard in it, and the old one is not", () => {
  groups.become(
    new Map([
      [alder, 1],
      [birch, 1],
    ]),
  );
  live.set(birch, { ...of(birch), identity: "id-new", told: "" });
  said = [];
  groups.tellEach();
  expect(said).toEqual(["alder: id-alder,id-new", "birch: id-alder,id-new"]);
});

const frame = (message: SignalRequest["message"]): Uint8Array =>
  new SignalRequest({ message }).toBinary();

test("a client says nothing of who may hear whom, and nothing unknown", () => {
  const everybody = new SubscriptionPermission({ allParticipants: true });
  expect(judgeFrame(frame({ case: "ping", value: 1n }))).toBe("passes");
  expect(judgeFrame(frame({ case: "subscriptionPermission", value: everybody }))).toBe("dropped");
  expect(
    judgeFrame(frame({ case: "subscriptionPermission", value: new SubscriptionPermission() })),
  ).toBe("strange");
  expect(
    judgeFrame(frame({ case: "subscription", value: new UpdateSubscription({ subscribe: true }) })),
  ).toBe("strange");
  expect(judgeFrame(new Uint8Array())).toBe("strange");
  expect(judgeFrame(Uint8Array.of(0x0a, 0xff))).toBe("unreadable");
});

test("of two things said in one frame the last counts, as it does for the voice server", () => {
  const both = Buffer.concat([
    frame({ case: "ping", value: 1n }),
    frame({ case: "subscriptionPermission", value: new SubscriptionPermission() }),
  ]);
  expect(judgeFrame(both)).toBe("strange");
});
