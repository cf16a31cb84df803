/** First quickly: a blink of less than 1.5 s is noticed by nobody. Then calmly, and still soon enough to be in within 2.5 s. */
const STEPS_MS = [250, 250, 250, 250, 250, 500, 1000] as const;
const STEADY_MS = 1500;
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
