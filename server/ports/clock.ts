import type { Ms } from "#rules/ids.ts";

/** Time as the law gets it. `now` never goes back while the process lives. */
export interface Clock {
  now(): Ms;
  /** Calls back once, not before `at` (ms since the epoch). Returns the way to call it off. */
  wakeAt(at: Ms, call: () => void): () => void;
}
