import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const DATA = resolve(process.env["DATA_DIR"]?.trim() || "data");
const SUMMARY = join(DATA, "summary.json");
/** The first start brings packages, database and pages along. */
const START_MS = 300_000;

export interface House {
  readonly origin: string;
  readonly code: string;
  /** The first facilitator's one-time key; null once it has been used. */
  readonly facilitatorKey: string | null;
  /** Ends the house, where the demo started it. */
  end(): Promise<void>;
}

interface Told {
  readonly ready: boolean;
  readonly invitation: string;
  readonly facilitator: string | null;
}

export const pause = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));

async function runningHouse(): Promise<Omit<House, "end"> | null> {
  if (!existsSync(SUMMARY)) return null;
  const told = JSON.parse(readFileSync(SUMMARY, "utf8")) as Told;
  const { origin, pathname } = new URL(told.invitation);
  const up = await fetch(`${origin}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!told.ready || !up) return null;
  return {
    origin,
    code: pathname.replace("/j/", ""),
    facilitatorKey: told.facilitator?.split("#facilitator=")[1] ?? null,
  };
}

/** The house that runs on this data directory, or one started for the demo. */
export async function findHouse(): Promise<House> {
  const running = await runningHouse();
  if (running !== null) return { ...running, end: () => Promise.resolve() };
  process.stdout.write("  … no Hearth is running here; starting one\n");
  const start = new URL("start.mjs", import.meta.url).pathname;
  // A group of its own: Ctrl-C comes to the demo alone, which takes its people out first.
  const child = spawn(process.execPath, [start], { stdio: "inherit", detached: true });
  const gone = new Promise<void>((done) => child.once("exit", () => done()));
  const end = async (): Promise<void> => {
    child.kill("SIGINT");
    await gone;
  };
  const until = Date.now() + START_MS;
  while (Date.now() < until && child.exitCode === null) {
    const house = await runningHouse();
    if (house !== null) return { ...house, end };
    await pause(300);
  }
  await end();
  throw new Error("Hearth did not start. Try npm start and read what it says.");
}

const KEPT = join(DATA, "demo.json");

/** Browsers' cookies of the simulated people, so that a later demo is the same people again, facilitator included. */
export function keptCookies(): readonly string[] {
  return existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, "utf8")) as string[]) : [];
}

export function keepCookies(cookies: readonly string[]): void {
  writeFileSync(KEPT, JSON.stringify(cookies), { mode: 0o600 });
}
