import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import pg from "pg";

import type { Log } from "../ports/log.ts";
import { endNoted, noteProcess } from "./own-process.ts";
import { isUnreached } from "./pool.ts";
import {
  mayReach,
  openHome,
  type Owner,
  ownerForPostgres,
  reachablePrograms,
} from "./postgres-home.ts";

export interface EmbeddedPostgres {
  readonly connectionString: string;
  /** The cluster's place when it could not lie in the data directory. */
  readonly elsewhere: string | null;
  /** The postmaster's process now; for tests that end it. */
  pid(): number;
  close(): Promise<void>;
}

interface Household {
  readonly programs: string;
  readonly owner: Owner | null;
  readonly cluster: string;
  readonly sockets: string;
  readonly pidFile: string;
  readonly logFile: string;
  readonly secret: Secret;
}

interface Secret {
  readonly password: string;
  /** Names this cluster where it has to lie outside the data directory. */
  readonly id: string;
}

/** A socket's path may have 107 bytes; PostgreSQL adds 14 to the directory's. */
const LONGEST_SOCKET_DIR = 90;

/** PostgreSQL from npm, on the data in `dataDir`: reached over a Unix socket only, started again when it dies. */
export async function startEmbeddedPostgres(dataDir: string, log: Log): Promise<EmbeddedPostgres> {
  const house = prepare(dataDir);
  // A start before this one may have been killed and left its PostgreSQL behind.
  if (await endNoted(house.pidFile, "SIGINT")) log.warn("database-left-over-ended");
  if (!existsSync(house.cluster)) await initialise(house);
  let child = await startAndWait(house);
  let closing = false;
  const watch = () => {
    child.once("exit", () => {
      if (closing) return;
      log.warn("database-died");
      void startAgain();
    });
  };
  const startAgain = async (): Promise<void> => {
    for (let pauseMs = 100; !closing; pauseMs = Math.min(pauseMs * 2, 5000)) {
      try {
        // One start at a time, each after the last one failed.
        child = await startAndWait(house);
        log.info("database-started-again");
        watch();
        return;
      } catch {
        await new Promise((wake) => setTimeout(wake, pauseMs));
      }
    }
  };
  watch();
  return {
    connectionString: connectionString(house),
    elsewhere: house.cluster.startsWith(dataDir) ? null : house.cluster,
    pid: () => child.pid ?? 0,
    async close() {
      closing = true;
      await endNoted(house.pidFile, "SIGINT");
      rmSync(house.sockets, { recursive: true, force: true });
    },
  };
}

/** Where the embedded database of a Hearth that is running on `dataDir` is reached. */
export function runningDatabase(dataDir: string): string {
  const secret = readSecret(join(dataDir, "postgres.secret"));
  const sockets = socketsFor(dataDir, mayReach(dataDir, ownerForPostgres()), secret);
  return connectionString({ sockets, secret });
}

function socketsFor(dataDir: string, inside: boolean, secret: Secret): string {
  const near = join(dataDir, "sockets");
  const fits = inside && Buffer.byteLength(near) <= LONGEST_SOCKET_DIR;
  return fits ? near : join(tmpdir(), `hearth-${secret.id}`);
}

function prepare(dataDir: string): Household {
  const owner = ownerForPostgres();
  const secret = readSecret(join(dataDir, "postgres.secret"));
  const inside = mayReach(dataDir, owner);
  const cluster = inside ? join(dataDir, "postgres") : openHome(`postgres-${secret.id}`);
  const sockets = socketsFor(dataDir, inside, secret);
  // Left over, perhaps with a socket in it; another user's directory of that name would be refused below.
  rmSync(sockets, { recursive: true, force: true });
  mkdirSync(sockets, { mode: 0o700 });
  give(sockets, owner);
  return {
    programs: reachablePrograms(owner),
    owner,
    cluster,
    sockets,
    pidFile: join(dataDir, "postgres.pid"),
    logFile: join(dataDir, "postgres.log"),
    secret,
  };
}

function readSecret(file: string): Secret {
  if (!existsSync(file)) {
    const secret: Secret = {
      password: randomBytes(24).toString("base64url"),
      id: randomBytes(6).toString("hex"),
    };
    writeFileSync(file, JSON.stringify(secret), { mode: 0o600 });
  }
  const { password, id } = JSON.parse(readFileSync(file, "utf8"));
  return { password: String(password), id: String(id) };
}

function give(path: string, owner: Owner | null): void {
  if (owner !== null) chownSync(path, owner.uid, owner.gid);
}

const connectionString = ({ sockets, secret }: Pick<Household, "sockets" | "secret">): string =>
  `postgresql://postgres:${secret.password}@/postgres?host=${encodeURIComponent(sockets)}`;

/** Made aside and moved into place whole, so that a start interrupted half-way leaves nothing behind. */
async function initialise(house: Household): Promise<void> {
  const half = `${house.cluster}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  give(half, house.owner);
  const passwordFile = join(house.sockets, "first-password");
  writeFileSync(passwordFile, house.secret.password, { mode: 0o600 });
  give(passwordFile, house.owner);
  const log = openSync(house.logFile, "w", 0o600);
  const child = spawn(
    join(house.programs, "bin", "initdb"),
    [
      `--pgdata=${half}`,
      "--username=postgres",
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--no-locale",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
    ],
    { ...house.owner, detached: true, stdio: ["ignore", log, log], env: cleanEnv(), cwd: "/" },
  );
  closeSync(log);
  const code = await new Promise<number | null>((done, fail) => {
    child.once("error", fail);
    child.once("exit", done);
  });
  rmSync(passwordFile, { force: true });
  if (code !== 0) {
    throw new Error(`PostgreSQL could not set up its data; its own words are in ${house.logFile}`);
  }
  renameSync(half, house.cluster);
}

/** A first try may fail while processes of a killed PostgreSQL still hold its shared memory. */
async function startAndWait(house: Household): Promise<ChildProcess> {
  const giveUpAt = performance.now() + 20_000;
  for (;;) {
    const child = launch(house);
    if (await ready(house, child, giveUpAt)) return child;
    if (performance.now() > giveUpAt) {
      throw new Error(`PostgreSQL does not start; its own words are in ${house.logFile}`);
    }
    await new Promise((wake) => setTimeout(wake, 200));
  }
}

function launch(house: Household): ChildProcess {
  const log = openSync(house.logFile, "w", 0o600);
  const set = (name: string, value: string): readonly string[] => ["-c", `${name}=${value}`];
  const child = spawn(
    join(house.programs, "bin", "postgres"),
    [
      "-D",
      house.cluster,
      "-k",
      house.sockets,
      ...set("listen_addresses", ""),
      ...set("max_connections", "30"),
      ...set("timezone", "UTC"),
      ...set("log_timezone", "UTC"),
      // What members wrote must never reach a log through a failed statement.
      ...set("log_min_error_statement", "panic"),
      ...set("log_error_verbosity", "terse"),
    ],
    // A group of its own: the Ctrl-C of a terminal reaches us first, and we end it last.
    { ...house.owner, detached: true, stdio: ["ignore", log, log], env: cleanEnv(), cwd: "/" },
  );
  closeSync(log);
  child.on("error", () => {});
  child.unref();
  if (child.pid !== undefined) noteProcess(house.pidFile, child.pid);
  return child;
}

async function ready(house: Household, child: ChildProcess, giveUpAt: number): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const client = new pg.Client({ connectionString: connectionString(house) });
    client.on("error", () => {});
    try {
      await client.connect();
      return true;
    } catch (error) {
      if (!isUnreached(error) || performance.now() > giveUpAt) {
        await endNoted(house.pidFile, "SIGINT");
        throw error;
      }
    } finally {
      await client.end().catch(() => {});
    }
    await new Promise((wake) => setTimeout(wake, 30));
  }
  return false;
}

function cleanEnv(): NodeJS.ProcessEnv {
  const { PATH, HOME, TZ } = process.env;
  return { PATH, HOME, TZ, LC_ALL: "C" };
}
