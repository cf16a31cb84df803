import pino from "pino";

import type { Log } from "../ports/log.ts";

/** One JSON line an event, to stderr: the banner owns stdout. Facts are numbers and codes, never names or texts. */
export function jsonLog(level: "info" | "warn" | "silent"): Log {
  const sink = pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
  return {
    info: (event, facts) => sink.info({ event, ...facts }),
    warn: (event, facts) => sink.warn({ event, ...facts }),
  };
}
