import { openHearth, type Hearth } from "./compose.ts";
import { readSettings, type Settings } from "./config.ts";
import type { Log } from "./ports/log.ts";
import { banner } from "./start/banner.ts";
import { jsonLog } from "./start/json-log.ts";

/** The customary exit status for a configuration that cannot work. */
const BAD_SETTINGS = 78;

const say = (words: string): void => void process.stdout.write(`${words}\n`);
const log = jsonLog(process.stdout.isTTY ? "warn" : "info");

const read = readSettings(process.env, process.argv.slice(2));
if (read.ok) {
  await run(read.settings);
} else {
  process.stderr.write(
    `\nHearth cannot start with these settings:\n${read.faults.map((fault) => `  · ${fault}\n`).join("")}\n`,
  );
  process.exitCode = BAD_SETTINGS;
}

async function run(settings: Settings): Promise<void> {
  keepAlive(log);
  const started = performance.now();
  let hearth: Hearth | null = null;
  let ending: Promise<void> | null = null;
  const opening = openHearth(settings, { log, onProgress: (words) => say(`  … ${words}`) });
  const end = (): void => {
    // A second Ctrl-C does not hurry: what is being written down would be lost.
    ending ??= finish(() => opening.then((open) => open.close()));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
  // The launcher is gone, however it went: nothing of ours stays behind.
  process.once("disconnect", end);
  try {
    hearth = await opening;
    if (ending === null) say(await banner(hearth, settings, performance.now() - started));
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n\n`);
    process.exitCode = 1;
    if (process.connected) process.disconnect?.();
    if (ending === null) process.exit();
  }
}

async function finish(close: () => Promise<void>): Promise<void> {
  say("\n  Ending. Everybody is told, everything is written down …");
  try {
    await close();
  } catch {
    log.warn("not-ended-well");
  }
  say("  Ended.");
  process.exit();
}

/** The last resort: a stray failure is logged by its kind and never ends a meeting. */
function keepAlive(to: Log): void {
  const note = (event: string) => (error: unknown) => {
    to.warn(event, {
      kind: error instanceof Error ? error.name : typeof error,
      // Where it came from, without what it said: a message may hold what a member wrote.
      at: error instanceof Error ? (error.stack?.split("\n").at(1)?.trim() ?? "") : "",
    });
  };
  // Whoever read our lines is gone. Saying so would fail the same way, again and again.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  process.on("uncaughtException", note("stray-exception"));
  process.on("unhandledRejection", note("stray-rejection"));
}
