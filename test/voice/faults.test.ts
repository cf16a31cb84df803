import { afterAll, beforeAll, expect, test } from "vitest";

import { FaultyWire } from "./faulty-wire.ts";
import { loudestAt, NOTHING, now, passing, untilFlowing, untilHeard } from "./hearing.ts";
import { comeIn, type Person, voicePages } from "./voice-browser.ts";
import { until, VoiceHouse } from "./voice-house.ts";

let house: VoiceHouse;
let wire: FaultyWire;
let alder: Person;
let birch: Person;
let webhooks = 0;

beforeAll(async () => {
  wire = await FaultyWire.open();
  house = await VoiceHouse.open({
    pages: await voicePages(),
    through: (server) => wire.to(server),
    // Three of ten webhooks are lost.
    webhook: () => {
      webhooks += 1;
      return webhooks % 10 >= 3;
    },
  });
  [alder, birch] = await Promise.all([comeIn(house, "alder", 440), comeIn(house, "birch", 660)]);
});
afterAll(async () => {
  await alder.leave();
  await birch.leave();
  await house.close();
  wire.close();
});

test("a revoke that does not go through is repeated; when it never does, the connection ends: nothing is heard", async () => {
  house.speak("alder");
  await untilFlowing(birch, 440);
  const identity =
    Object.keys(house.voiceSeats).find((one) => house.voiceSeats[one] === "alder") ?? "";
  wire.lost = "UpdateParticipant";
  const revokedAt = now();
  house.speak();
  await until(
    () => (house.warnings.includes("voice-revoke-failed-closed") ? true : null),
    3000,
    "it stayed open",
  );
  await passing(500);
  expect(wire.lostCalls).toBeGreaterThanOrEqual(5);
  expect(await birch.page.evaluate(() => window.voicePage.newestPacketAt())).toBeLessThan(
    revokedAt + 3000,
  );
  expect(await loudestAt(birch, 300)).toBeLessThan(NOTHING);
  wire.lost = "";
  // Their page comes back by itself, under another name.
  await alder.page.waitForFunction(() => window.voicePage.voice().state === "on");
  expect(house.voiceSeats).not.toHaveProperty([identity]);
  house.speak("alder");
  await untilHeard(birch, 440);
  house.speak();
  await passing(600);
});

test("a grant that does not go through is never assumed, and made good when the wire is", async () => {
  wire.lost = "UpdateParticipant";
  const since = now();
  house.speak("birch");
  await passing(800);
  expect(await loudestAt(alder, 200)).toBeLessThan(NOTHING);
  expect(house.happened.filter((one) => one.what === "live" && one.at > since)).toEqual([]);
  wire.lost = "";
  await untilHeard(alder, 660);
  house.speak();
  await passing(600);
});

test("a voice server killed in the middle of a turn: the holder is heard again, and nobody else", async () => {
  house.speak("alder");
  await untilHeard(birch, 440);
  process.kill(house.server.pid() ?? 0, "SIGKILL");
  await passing(300);
  await untilHeard(birch, 440, 12_000);
  // The other one, connected again as well, has not come back unmuted.
  await birch.page.waitForFunction(() => window.voicePage.voice().state === "on");
  expect(await loudestAt(alder, 500)).toBeLessThan(NOTHING);
  house.speak();
  await passing(600);
  expect(await loudestAt(birch, 500)).toBeLessThan(NOTHING);
});

test("a turn that ends while the voice server is away has ended when it is back", async () => {
  house.speak("alder");
  await untilHeard(birch, 440);
  process.kill(house.server.pid() ?? 0, "SIGKILL");
  house.speak("birch");
  await untilHeard(alder, 660, 12_000);
  await passing(300);
  expect(await loudestAt(birch, 500)).toBeLessThan(NOTHING);
  house.speak();
});

test("a voice server that hangs is noticed within 3 s, and its return as well", async () => {
  house.speak("alder");
  await untilHeard(birch, 440, 6000);
  const since = now();
  const pid = house.server.pid() ?? 0;
  process.kill(pid, "SIGSTOP");
  await house.until("lost", 3000, since);
  expect(house.desk.state()).toMatchObject({ state: "off" });
  process.kill(pid, "SIGCONT");
  await house.until("returned", 3000, since);
  expect(house.desk.state()).toEqual({ state: "on" });
  await untilHeard(birch, 440, 12_000);
  house.speak();
});
