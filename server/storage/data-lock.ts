import { linkSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

import { noteProcess, type OwnProcess, stillRunning } from "./own-process.ts";

/** Somebody else keeps house in this directory. The message says what to do. */
export class DataInUse extends Error {}

/** One Hearth a data directory: refuses while another one lives, takes over from one that died. Returns the release. */
export function lockData(dataDir: string): () => void {
  const lock = join(dataDir, "hearth.lock");
  const mine = join(dataDir, `hearth.lock.${process.pid}`);
  noteProcess(mine, process.pid);
  try {
    if (!take(mine, lock)) {
      const other = stillRunning(lock) ?? setAside(lock);
      if (other !== null || !take(mine, lock)) {
        throw inUse(dataDir, (other ?? stillRunning(lock))?.pid ?? 0);
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => rmSync(lock, { force: true });
}

const inUse = (dataDir: string, pid: number): DataInUse =>
  new DataInUse(
    `Hearth is already running on ${dataDir} (process ${pid}). Stop that one first (Ctrl-C where it runs), or give this one a directory of its own: DATA_DIR=./other-data`,
  );

/** Moves a dead process' lock away. Should another start have put its own there just now, that one stays. */
function setAside(lock: string): OwnProcess | null {
  const aside = `${lock}.${process.pid}.old`;
  try {
    renameSync(lock, aside);
  } catch {
    // Somebody was faster; whose it is now shows when we try to take it.
    return null;
  }
  const other = stillRunning(aside);
  if (other !== null) take(aside, lock);
  rmSync(aside, { force: true });
  return other;
}

/** A hard link either appears whole or not at all. */
function take(mine: string, lock: string): boolean {
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}
