import pg from "pg";

import type { Log } from "../ports/log.ts";

export type Pool = pg.Pool;

/** int8 (type 20) comes back as a number: ours are milliseconds and counts, far below 2^53. */
const INT8 = 20;

const types = {
  getTypeParser: ((oid: number, format: "text" | "binary") =>
    oid === INT8 && format !== "binary"
      ? Number
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

export function openPool(connectionString: string, log: Log): Pool {
  const pool = new pg.Pool({
    connectionString,
    max: 8,
    connectionTimeoutMillis: 5000,
    statement_timeout: 3000,
    application_name: "hearth",
    types,
  });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on("error", () => log.warn("database-connection-lost"));
  return pool;
}

/** How long a write waits for a database that went away, before it is refused honestly. */
const PATIENCE_MS = 30_000;
/** Waiting writes beyond this are refused at once. */
const MOST_WAITING = 500;

let waiting = 0;

/**
 * Runs `task` again while the database cannot be reached (restarting, crashed, moved), up to 30 s.
 * A task may have been carried out although its answer was lost: it must recognise its own work.
 */
export async function untilReached<T>(
  task: () => Promise<T>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  if (waiting >= MOST_WAITING) throw new Error("too many writes are waiting for the database");
  const giveUpAt = performance.now() + patienceMs;
  waiting += 1;
  try {
    for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 1000)) {
      try {
        // Each try follows from the failure before it.
        return await task();
      } catch (error) {
        if (!isUnreached(error) || performance.now() + pauseMs > giveUpAt) throw error;
        await new Promise((wake) => setTimeout(wake, pauseMs));
      }
    }
  } finally {
    waiting -= 1;
  }
}

/** Connection exceptions (08…), shutdown and crash (57P0…), and the driver's own words for a lost socket. */
export function isUnreached(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return (
    /^(08...|57P0.|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT)$/.test(code) ||
    /connection terminated|timeout exceeded when trying to connect|not queryable/i.test(
      error.message,
    )
  );
}
