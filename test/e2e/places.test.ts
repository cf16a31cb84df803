import { mkdirSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { HouseProcess } from "../kit/house-process.ts";
import { MemberPage } from "../kit/member-page.ts";
import { seatedCircle } from "../kit/sitter.ts";

const FOLDER = "node_modules/.cache/pictures";

/** Mean light of the middle of the window, 0 … 1, where neither words nor buttons are. */
async function brightness(page: Page): Promise<number> {
  const clip = { x: 260, y: 300, width: 330, height: 200 };
  const png = await page.screenshot({ clip, timeout: 120_000 });
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const pen = canvas.getContext("2d");
    pen?.drawImage(picture, 0, 0);
    const { data } = pen?.getImageData(0, 0, picture.width, picture.height) ?? { data: [] };
    let sum = 0;
    for (let i = 0; i < data.length; i += 4)
      sum += (data[i] ?? 0) + (data[i + 1] ?? 0) + (data[i + 2] ?? 0);
    return sum / (data.length * 0.75 * 255);
  }, png.toString("base64"));
}

test("the facilitator makes it night, and the light of everybody's room follows", async () => {
  const house = await HouseProcess.open();
  let otter: MemberPage | null = null;
  try {
    const { host } = await seatedCircle(house, ["Alder", "Birch", "Cedar"]);
    otter = await MemberPage.open(house, { name: "Sea Otter", hz: 440, tones: [440] });
    await otter.comeIn(house, "Enter on this screen");
    const waiting = await host.until(({ own }) => own?.console?.waiting[0]);
    host.wish({ type: "admit", target: waiting.id });
    host.wish({ type: "change-light", light: "day" });
    const { page } = otter;
    await page.locator("[data-scene=ready]").waitFor({ timeout: 120_000 });
    await page.locator("[data-hour=day]").waitFor({ timeout: 120_000 });
    const day = await brightness(page);
    host.wish({ type: "change-light", light: "night" });
    await page.locator("[data-hour=night]").waitFor({ timeout: 120_000 });
    expect(await brightness(page)).toBeLessThan(day * 0.93);
  } finally {
    await otter?.close();
    await house.close();
  }
});

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
