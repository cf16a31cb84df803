import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { HouseProcess } from "../kit/house-process.ts";
import { MemberPage } from "../kit/member-page.ts";
import { seatedCircle } from "../kit/sitter.ts";

const FOLDER = "node_modules/.cache/pictures";

test("a room whose model does not come keeps its seats and people, says so, and the circle goes on", async () => {
  mkdirSync(FOLDER, { recursive: true });
  const house = await HouseProcess.open();
  let otter: MemberPage | null = null;
  try {
    const { host } = await seatedCircle(house, ["Alder", "Birch", "Cedar"]);
    otter = await MemberPage.open(house, {
      name: "Sea Otter",
      hz: 440,
      tones: [440],
      before: async (page) => {
        await page.route("**/places/*/model.glb", (route) => route.abort());
      },
    });
    await otter.comeIn(house, "Enter on this screen");
    const waiting = await host.until(({ own }) => own?.console?.waiting[0]);
    host.wish({ type: "admit", target: waiting.id });
    await otter.page.locator("[data-scene=missing]").waitFor({ timeout: 120_000 });
    const note = otter.page.locator("[data-scene] [role=status]");
    expect(await note.textContent()).toContain("The room could not be drawn");
    await otter.seat("Alder").waitFor();
    await otter.press("Raise hand");
    await host.until(({ view }) => view?.seats.some(({ handRaised }) => handRaised) || undefined);
    host.wish({ type: "change-light", light: "night" });
    await host.until(({ view }) => (view?.light === "night" ? true : undefined));
    await otter.button("Lower hand").waitFor();
    await otter.page.screenshot({
      path: join(FOLDER, "room-missing.jpg"),
      type: "jpeg",
      timeout: 120_000,
    });
    expect(otter.complaints).toEqual([]);
  } finally {
    await otter?.close();
    await house.close();
  }
});
