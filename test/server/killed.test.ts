import { expect, test } from "vitest";

import type { CircleView } from "#rules/circle/view.ts";

import { HouseProcess } from "../kit/house-process.ts";
import { seatedCircle, type Sitter } from "../kit/sitter.ts";

/** What must be the same afterwards. */
const lasting = (view: CircleView | null) => ({
  phase: view?.phase,
  round: view?.round,
  holder: view?.floor.by,
  turnMs: view?.floor.turnMs,
  people: view?.seats.map(({ id, name, role, chair, look }) => ({ id, name, role, chair, look })),
});

test("[F-08] after kill -9 mid-turn: same seats, order, holder, time left within 1 s, everybody back in 8 s", async () => {
  const house = await HouseProcess.open();
  try {
    const { host, members } = await seatedCircle(house, ["Alder", "Birch"]);
    const everybody: readonly Sitter[] = [host, ...members];
    host.wish({ type: "start-meeting" });
    await host.until(({ view }) => view?.phase === "meeting");
    host.wish({ type: "start-round", turnMs: 120_000 });
    const holder = await host.until(({ view }) => view?.floor.kind === "offered" && view.floor.by);
    everybody.find(({ seat }) => seat === holder)?.wish({ type: "take-piece" });
    const running = await host.until(
      ({ view }) => view?.floor.kind === "held" && view.floor.endAt > 0 && view,
    );
    const before = lasting(running);
    const observer = everybody.find(({ seat }) => seat !== holder) ?? host;
    const leftAtKill = running.floor.endAt - Date.now();
    await house.kill9();
    const killed = performance.now();
    await house.start();
    await observer.sit();
    const held = await observer.until(({ view }) => view?.floor.kind === "on-hold" && view.floor);
    expect(Math.abs(held.remainingMs - leftAtKill)).toBeLessThanOrEqual(1000);
    for (const sitter of everybody) if (sitter !== observer) await sitter.sit();
    const back = await observer.until(
      ({ view }) =>
        view?.floor.kind === "held" &&
        view.floor.endAt > 0 &&
        view.seats.every(({ presence }) => presence === "here") &&
        view,
    );
    expect(performance.now() - killed).toBeLessThan(8000);
    expect(lasting(back)).toEqual(before);
  } finally {
    await house.close();
  }
}, 60_000);
