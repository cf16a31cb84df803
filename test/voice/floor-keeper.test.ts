import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { FloorKeeper } from "../../server/voice/floor-keeper.ts";
import type { SeatRights } from "../../server/voice/livekit-api.ts";

const silent: SeatRights = { publish: false, subscribe: true };
const speaking: SeatRights = { publish: true, subscribe: true };

/** The voice server's side of one connection, moved by hand. */
class FakeDoor {
  law: SeatRights = silent;
  /** What the voice server holds. */
  held: SeatRights | null = null;
  answer: "done" | "gone" | "fail" = "done";
  takesMs = 5;
  failedClosed = false;
  readonly calls: { readonly at: number; readonly publish: boolean }[] = [];
  under = 0;
  most = 0;

  wanted(): SeatRights {
    return this.law;
  }

  confirmed(): void {
    // Nothing to note.
  }

  failClosed(): void {
    this.failedClosed = true;
  }

  async setRights(rights: SeatRights): Promise<"done" | "gone"> {
    this.calls.push({ at: performance.now(), publish: rights.publish });
    this.under += 1;
    this.most = Math.max(this.most, this.under);
    await new Promise((resolve) => setTimeout(resolve, this.takesMs));
    this.under -= 1;
    if (this.answer === "fail") {
      throw new Error("lost");
    }
    this.held = this.answer === "done" ? rights : this.held;
    return this.answer;
  }
}

let door: FakeDoor;
let keeper: FloorKeeper;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  door = new FakeDoor();
  keeper = new FloorKeeper(door);
});
afterEach(() => {
  keeper.stop();
  vi.useRealTimers();
});

const law = (rights: SeatRights): void => {
  door.law = rights;
  keeper.look();
};

test("nothing is asked of a connection that is not there", async () => {
  law(speaking);
  await vi.advanceTimersByTimeAsync(3000);
  expect(door.calls).toEqual([]);
});

test("a revoke goes out at once, though a grant was a moment ago", async () => {
  door.law = speaking;
  keeper.joined();
  await vi.advanceTimersByTimeAsync(10);
  expect(door.held).toEqual(speaking);
  const revokedAt = performance.now();
  law(silent);
  expect(door.calls.at(-1)).toEqual({ at: revokedAt, publish: false });
  await vi.advanceTimersByTimeAsync(10);
  expect(door.held).toEqual(silent);
});

test("grants keep 250 ms from any other change, and never two calls are under way", async () => {
  keeper.joined();
  for (let flip = 0; flip < 200; flip += 1) {
    law(flip % 2 === 0 ? speaking : silent);
    await vi.advanceTimersByTimeAsync((flip * 13) % 70);
  }
  law(speaking);
  await vi.advanceTimersByTimeAsync(600);
  expect(door.held).toEqual(speaking);
  expect(door.most).toBe(1);
  const gaps = door.calls.flatMap((call, index) => {
    const before = door.calls[index - 1];
    return call.publish && before !== undefined ? [call.at - before.at] : [];
  });
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(250);
});

test("a revoke that fails is tried five times within about 2 s, then the connection is ended", async () => {
  door.law = speaking;
  keeper.joined();
  await vi.advanceTimersByTimeAsync(10);
  door.answer = "fail";
  door.takesMs = 400;
  const since = performance.now();
  law(silent);
  await vi.advanceTimersByTimeAsync(2500);
  expect(door.failedClosed).toBe(true);
  const tries = door.calls.filter((call) => call.at >= since);
  expect(tries.length).toBe(5);
  expect((tries.at(-1)?.at ?? Infinity) - since).toBeLessThan(2000);
});

test("a grant that fails is repeated as long as the law wants it, and never ends the connection", async () => {
  door.answer = "fail";
  door.law = speaking;
  keeper.joined();
  await vi.advanceTimersByTimeAsync(5000);
  expect(door.failedClosed).toBe(false);
  expect(keeper.now).toBeNull();
  door.answer = "done";
  await vi.advanceTimersByTimeAsync(600);
  expect(keeper.now).toEqual(speaking);
});

test("what the server holds against the law is put right, and an unknown state is revoked", async () => {
  keeper.joined();
  await vi.advanceTimersByTimeAsync(10);
  keeper.observed(speaking);
  expect(door.calls.at(-1)?.publish).toBe(false);
  await vi.advanceTimersByTimeAsync(10);
  keeper.joined();
  expect(door.calls.length).toBe(3);
});

test("a connection that is gone is left alone until it joins again, and then gets what the law wants", async () => {
  door.law = speaking;
  keeper.joined();
  await vi.advanceTimersByTimeAsync(10);
  door.answer = "gone";
  law(silent);
  await vi.advanceTimersByTimeAsync(3000);
  expect(door.failedClosed).toBe(false);
  const asked = door.calls.length;
  law(speaking);
  await vi.advanceTimersByTimeAsync(3000);
  expect(door.calls.length).toBe(asked);
  door.answer = "done";
  keeper.joined();
  await vi.advanceTimersByTimeAsync(300);
  expect(door.held).toEqual(speaking);
});
