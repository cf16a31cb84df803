import { networkInterfaces } from "node:os";

import { expect, test } from "vitest";

import { untilHeard } from "./hearing.ts";
import { comeIn, voicePages } from "./voice-browser.ts";
import { VoiceHouse } from "./voice-house.ts";

const outward = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find((one) => one.family === "IPv4" && !one.internal)?.address;

test.skipIf(outward === undefined)(
  "on the local network's address people hear each other as well",
  async () => {
    const house = await VoiceHouse.open({ pages: await voicePages(), nodeIp: outward ?? "" });
    const [alder, birch] = await Promise.all([
      comeIn(house, "alder", 440),
      comeIn(house, "birch", 660),
    ]);
    house.speak("alder");
    await untilHeard(birch, 440);
    house.speak("birch");
    await untilHeard(alder, 660);
    expect(house.warnings).toEqual([]);
    await alder.leave();
    await birch.leave();
    await house.close();
  },
);
