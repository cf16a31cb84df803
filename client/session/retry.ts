/** First quickly, since most losses are blinks; then calmly. */
const STEPS_MS = [250, 500, 1000, 2000, 4000] as const;
const STEADY_MS = 5000;
/** The server keeps a seat for as long. */
export const GIVE_UP_MS = 15 * 60_000;

/** How long to wait before the next try, counted from 0. */
export const waitBefore = (attempt: number): number => STEPS_MS[attempt] ?? STEADY_MS;

/** Sleeps, but wakes at once when the network or the page comes back, or when `abort` fires. */
export function sleepUnlessAwoken(ms: number, abort: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const ended = new AbortController();
    const wake = (): void => {
      clearTimeout(timer);
      ended.abort();
      resolve();
    };
    const timer = setTimeout(wake, ms);
    const { signal } = ended;
    window.addEventListener("online", wake, { signal });
    document.addEventListener(
      "visibilitychange",
      () => {
        if (document.visibilityState === "visible") wake();
      },
      { signal },
    );
    if (abort.aborted) wake();
    else abort.addEventListener("abort", wake, { signal });
  });
}

/** What a promise brings, or a rejection when it takes too long; what comes late is handed to `late`. */
export function within<T>(ms: number, work: Promise<T>, late: (result: T) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    let over = false;
    const timer = setTimeout(() => {
      over = true;
      reject(new Error("too late"));
    }, ms);
    work.then(
      (result) => {
        clearTimeout(timer);
        if (over) late(result);
        else resolve(result);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
