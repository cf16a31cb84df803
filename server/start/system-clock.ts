import type { Clock } from "../ports/clock.ts";

/** The longest delay a timer of Node takes. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** The wall clock is believed when it runs ahead by more: the machine slept, or was set right. */
const AHEAD_MS = 1000;

/** The wall clock, but never backwards: a clock that is set back must not lengthen anybody's turn. */
export function systemClock(): Clock {
  let offset = Date.now() - performance.now();
  const now = (): number => {
    const wall = Date.now() - performance.now();
    if (wall > offset + AHEAD_MS) offset = wall;
    return Math.floor(offset + performance.now());
  };
  const wakeAt = (at: number, call: () => void): (() => void) => {
    let timer: NodeJS.Timeout;
    const wait = () => {
      const left = at - now();
      timer = left > 0 ? setTimeout(wait, Math.min(left, LONGEST_TIMER_MS)) : setTimeout(call, 0);
    };
    wait();
    return () => clearTimeout(timer);
  };
  return { now, wakeAt };
}
