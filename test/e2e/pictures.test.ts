import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { HouseProcess } from "../kit/house-process.ts";
import { MemberPage } from "../kit/member-page.ts";
import { seatedCircle } from "../kit/sitter.ts";

/** `npm run pictures` writes the README's own; every other run only proves that they can be taken. */
const FOLDER = process.env["PICTURES"] ?? "node_modules/.cache/pictures";
const NAMES = ["Alder", "Birch", "Cedar", "Willow", "Sparrow", "Bramble"];

test("a real circle is photographed, in the lounge and in the simple view", async () => {
  mkdirSync(FOLDER, { recursive: true });
  const house = await HouseProcess.open();
  let otter: MemberPage | null = null;
  try {
    const { host } = await seatedCircle(house, NAMES);
    otter = await MemberPage.open(house, {
      name: "Sea Otter",
      hz: 440,
      tones: [440],
      size: { width: 1280, height: 720 },
    });
    await otter.comeIn(house, "Enter on this screen");
    const waiting = await host.until(({ own }) => own?.console?.waiting[0]);
    host.wish({ type: "admit", target: waiting.id });
    await otter.seat("Sea Otter").waitFor({ timeout: 60_000 });
    host.wish({ type: "start-meeting" });
    await host.until(({ view }) => view?.phase === "meeting");
    host.wish({ type: "start-round", prompt: "What brought you here today?", turnMs: 180_000 });
    await host.until(({ view }) => view?.floor.kind === "offered");
    host.wish({ type: "take-piece" });
    await otter.seat("Warm Hazel").getByText("speaking").waitFor();
    await otter.page.locator("[data-scene=ready]").waitFor({ timeout: 120_000 });
    await otter.press("Circle and chat");
    const room = join(FOLDER, "circle.jpg");
    await otter.page.screenshot({ path: room, quality: 82, type: "jpeg", timeout: 120_000 });
    expect(statSync(room).size).toBeGreaterThan(40_000);
    await otter.press("Simple view");
    await otter.seat("Warm Hazel").waitFor();
    const simple = join(FOLDER, "simple-view.jpg");
    await otter.page.screenshot({ path: simple, quality: 82, type: "jpeg" });
    expect(statSync(simple).size).toBeGreaterThan(20_000);
  } finally {
    await otter?.close();
    await house.close();
  }
});
