import { expect, test } from "vitest";

import { CLOSE } from "#protocol/messages.ts";

import { afterClose } from "../../client/session/closing.ts";
import { GIVE_UP_MS, sleepUnlessAwoken, waitBefore, within } from "../../client/session/retry.ts";
import { ServerClock } from "../../client/session/server-clock.ts";

test("the way back is tried at once, then calmly, for as long as the seat is kept", () => {
  expect([0, 1, 4, 5, 6, 7, 100].map(waitBefore)).toEqual([250, 250, 250, 500, 1000, 1500, 1500]);
  expect(GIVE_UP_MS).toBe(15 * 60_000);
});

test("a network that comes back wakes at once", async () => {
  const sleep = sleepUnlessAwoken(60_000, new AbortController().signal);
  window.dispatchEvent(new Event("online"));
  await expect(sleep).resolves.toBeUndefined();
});

test("a page that is closed does not sleep on", async () => {
  const ended = new AbortController();
  const sleep = sleepUnlessAwoken(60_000, ended.signal);
  ended.abort();
  await expect(sleep).resolves.toBeUndefined();
  await expect(sleepUnlessAwoken(60_000, ended.signal)).resolves.toBeUndefined();
});

test("what comes too late is put away", async () => {
  const late: string[] = [];
  let bring: (what: string) => void = () => undefined;
  const slow = new Promise<string>((resolve) => {
    bring = resolve;
  });
  await expect(within(1, slow, (what) => late.push(what))).rejects.toThrow("too late");
  bring("a room");
  await slow;
  await Promise.resolve();
  expect(late).toEqual(["a room"]);
});

test("each close has its meaning", () => {
  expect(afterClose(CLOSE.moved)).toEqual({ kind: "moved" });
  expect(afterClose(CLOSE.removed)).toEqual({ kind: "removed" });
  expect(afterClose(CLOSE.ended)).toEqual({ kind: "ended" });
  expect(afterClose(CLOSE.notNow)).toEqual({ kind: "not-now" });
  expect(afterClose(CLOSE.oldVersion)).toEqual({ kind: "failed", error: "old-version" });
  expect(afterClose(CLOSE.admitted)).toBe("with-a-ticket");
  for (const code of [1001, 1005, 1006, 1011, CLOSE.restarting, CLOSE.tooFast, CLOSE.tooSlow])
    expect(afterClose(code)).toBe("find-back");
});

test("the quickest question says what time it is at the server", () => {
  const clock = new ServerClock();
  // A slow answer, off by what the way back cost.
  expect(clock.add(1000, 51_180, 1200)).toBe(51_180 - 1100);
  // A quick one is nearer to the truth and stays the measure.
  expect(clock.add(2000, 52_010, 2020)).toBe(50_000);
  expect(clock.add(3000, 53_300, 3400)).toBe(50_000);
});
