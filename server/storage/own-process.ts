import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";

/** A process of ours, so that a later start can tell it from a stranger that got the same number. */
export interface OwnProcess {
  readonly pid: number;
  /** When it began, in the system's own words; "" where that cannot be learnt. */
  readonly began: string;
}

export function noteProcess(file: string, pid: number): void {
  writeFileSync(file, JSON.stringify({ pid, began: beganAt(pid) } satisfies OwnProcess), {
    mode: 0o600,
  });
}

/** What the file names, if that very process still runs. */
export function stillRunning(file: string): OwnProcess | null {
  const noted = readNote(file);
  if (noted === null || !isAlive(noted.pid)) return null;
  return noted.began === beganAt(noted.pid) ? noted : null;
}

/** Ends the process that the file names, and no other: gently, then at once. */
export async function endNoted(file: string, gently: NodeJS.Signals): Promise<boolean> {
  const noted = stillRunning(file);
  if (noted !== null) {
    for (const signal of [gently, "SIGQUIT", "SIGKILL"] as const) {
      send(noted.pid, signal);
      // Each signal is stronger than the one before and only sent when that was not enough.
      if (await gone(noted.pid, signal === gently ? 8000 : 3000)) break;
    }
  }
  rmSync(file, { force: true });
  return noted !== null;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in between.
  }
}

async function gone(pid: number, withinMs: number): Promise<boolean> {
  const until = performance.now() + withinMs;
  while (isAlive(pid)) {
    if (performance.now() > until) return false;
    // Another process' end can only be watched for, it does not report to us.
    await new Promise((wake) => setTimeout(wake, 20));
  }
  return true;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function isZombie(pid: number): boolean {
  return statOf(pid)?.[0] === "Z";
}

function beganAt(pid: number): string {
  const ticks = statOf(pid)?.[19];
  if (ticks !== undefined) return ticks;
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

/** Fields of /proc/PID/stat after the program's name (which may hold blanks); undefined outside Linux. */
function statOf(pid: number): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

function readNote(file: string): OwnProcess | null {
  try {
    const noted: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof noted !== "object" || noted === null) return null;
    if (!("pid" in noted) || !("began" in noted)) return null;
    const { pid, began } = noted;
    return typeof pid === "number" && pid > 1 && typeof began === "string" ? { pid, began } : null;
  } catch {
    return null;
  }
}
