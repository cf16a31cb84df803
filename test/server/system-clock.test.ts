import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { systemClock } from "../../server/start/system-clock.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

test("a wall clock that is set back neither stops time nor turns it round", () => {
  const clock = systemClock();
  const before = clock.now();
  vi.setSystemTime(Date.now() - 3_600_000);
  vi.advanceTimersByTime(5000);
  expect(clock.now() - before).toBe(5000);
});

test("a machine that slept finds its clock where the wall says", () => {
  const clock = systemClock();
  const before = clock.now();
  vi.setSystemTime(Date.now() + 600_000);
  expect(clock.now() - before).toBe(600_000);
});

test("a wake-up comes once, not before its time, also after weeks, and can be called off", () => {
  const clock = systemClock();
  const [soon, far, never] = [vi.fn<() => void>(), vi.fn<() => void>(), vi.fn<() => void>()];
  const days30 = 30 * 86_400_000;
  clock.wakeAt(clock.now() + 100, soon);
  clock.wakeAt(clock.now() + days30, far);
  const callOff = clock.wakeAt(clock.now() + 100, never);
  callOff();
  vi.advanceTimersByTime(99);
  expect(soon).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2);
  expect(soon).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(days30 - 200);
  expect(far).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(far).toHaveBeenCalledOnce();
  expect(never).not.toHaveBeenCalled();
});
