import { mkdirSync } from "node:fs";

import pg from "pg";

import type { CircleJournal } from "../ports/circle-journal.ts";
import type { Founder } from "../ports/founder.ts";
import type { Lines } from "../ports/lines.ts";
import type { Log } from "../ports/log.ts";
import type { Register } from "../ports/register.ts";
import type { Reports } from "../ports/reports.ts";
import { DataInUse, lockData } from "./data-lock.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import { migrate } from "./migrate.ts";
import { openPool, untilReached } from "./pool.ts";
import { postgresCircleJournal } from "./postgres-circle-journal.ts";
import { postgresFounder } from "./postgres-founder.ts";
import { postgresLines } from "./postgres-lines.ts";
import { postgresRegister } from "./postgres-register.ts";
import { postgresReports } from "./postgres-reports.ts";

export interface Storage {
  readonly journal: CircleJournal;
  readonly register: Register;
  readonly founder: Founder;
  readonly lines: Lines;
  readonly reports: Reports;
  /** Does the database answer within a second? */
  answers(): Promise<boolean>;
  /** Where the database is reached; holds a password. */
  readonly databaseUrl: string;
  /** Where the embedded database had to be put because its user cannot reach the data directory; else null. */
  readonly elsewhere: string | null;
  /** The embedded PostgreSQL's process; null with a database of one's own. */
  databasePid(): number | null;
  close(): Promise<void>;
}

/** Long enough for a database that is starting beside us, short enough to read why nothing opens. */
const START_PATIENCE_MS = 10_000;
/** One Hearth a database, however many machines reach it. */
const HEARTH_LOCK = 4_827_302;

export async function openStorage(options: {
  readonly databaseUrl?: string | null;
  readonly dataDir: string;
  readonly log: Log;
  /** How long to wait for a database that does not answer yet. */
  readonly patienceMs?: number;
}): Promise<Storage> {
  // Others may pass through, not look in: PostgreSQL's own user has to reach its part.
  mkdirSync(options.dataDir, { recursive: true, mode: 0o711 });
  const unlock = lockData(options.dataDir);
  const undo: (() => unknown)[] = [unlock];
  try {
    const embedded = options.databaseUrl
      ? null
      : await startEmbeddedPostgres(options.dataDir, options.log);
    if (embedded !== null) undo.unshift(() => embedded.close());
    const url = embedded?.connectionString ?? options.databaseUrl ?? "";
    const keeper = await claim(url, embedded === null, options);
    undo.unshift(() => keeper?.end().catch(() => {}));
    const pool = openPool(url, options.log);
    return {
      journal: postgresCircleJournal(pool),
      register: postgresRegister(pool),
      founder: postgresFounder(pool),
      lines: postgresLines(pool),
      reports: postgresReports(pool),
      databaseUrl: url,
      elsewhere: embedded?.elsewhere ?? null,
      answers: () => answersSoon(pool),
      databasePid: () => embedded?.pid() ?? null,
      async close() {
        await pool.end();
        await undoAll(undo);
      },
    };
  } catch (error) {
    await undoAll(undo);
    throw error;
  }
}

async function undoAll(steps: readonly (() => unknown)[]): Promise<void> {
  for (const step of steps) {
    // In order: connections before the database, the database before the lock.
    await step();
  }
}

/** Migrates, and keeps a lock in a database that other machines could reach too. */
async function claim(
  url: string,
  shared: boolean,
  options: { readonly log: Log; readonly patienceMs?: number },
): Promise<pg.Client | null> {
  const client = await connectSoon(url, options);
  try {
    if (shared) {
      const { rows } = await client.query<{ mine: boolean }>(
        "select pg_try_advisory_lock($1) as mine",
        [HEARTH_LOCK],
      );
      if (rows[0]?.mine !== true) {
        throw new DataInUse(
          "Another Hearth is running on this DATABASE_URL. Stop that one first, or give this one a database of its own.",
        );
      }
    }
    await migrate(client, new URL("./sql/", import.meta.url));
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
  if (shared) return client;
  await client.end();
  return null;
}

async function connectSoon(
  url: string,
  { log, patienceMs }: { readonly log: Log; readonly patienceMs?: number },
): Promise<pg.Client> {
  try {
    return await untilReached(async () => {
      const fresh = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
      fresh.on("error", () => log.warn("database-claim-lost"));
      await fresh.connect();
      return fresh;
    }, patienceMs ?? START_PATIENCE_MS);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    throw new Error(
      `The database at DATABASE_URL does not answer${code}. Is it running, and are host, name and password right? Without DATABASE_URL Hearth brings its own.`,
      { cause },
    );
  }
}

async function answersSoon(pool: pg.Pool): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((answer) => {
    timer = setTimeout(() => answer(false), 1000);
  });
  const asked = pool.query("select 1").then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Null when a database answers at this address; else why not, without the address or its password. */
export async function databaseReachable(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return null;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "no answer";
  } finally {
    await client.end().catch(() => {});
  }
}
