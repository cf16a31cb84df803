import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { readSettings } from "../config.ts";
import { readArchive, writeArchive } from "../storage/archive.ts";
import { DataInUse } from "../storage/data-lock.ts";
import { runningDatabase } from "../storage/embedded-postgres.ts";
import { openStorage } from "../storage/open.ts";
import { jsonLog } from "./json-log.ts";

// Writes the database to one file; Hearth may be running meanwhile, or not. `--restore FILE` fills an empty one.
const words = process.argv.slice(2);
const restoring = words[0] === "--restore";
const file = words[restoring ? 1 : 0];
if (restoring && file === undefined) {
  process.stderr.write("  Say which file: npm run backup -- --restore FILE\n");
  process.exit(78);
}
const read = readSettings(process.env, []);
if (!read.ok) {
  process.stderr.write(`${read.faults.join("\n")}\n`);
  process.exit(78);
}
const { dataDir, databaseUrl } = read.settings;
const folder = join(dataDir, "backups");
const moment = new Date().toISOString().slice(0, 19).replaceAll(":", "");
const target = file === undefined ? join(folder, `hearth-${moment}.jsonl.gz`) : resolve(file);

try {
  await (restoring ? restore(target) : backUp(target));
} catch (error) {
  const why = error instanceof Error ? error.message : String(error);
  process.stderr.write(`  Nothing was ${restoring ? "restored" : "backed up"}: ${why}\n`);
  process.exitCode = 1;
}

async function backUp(to: string): Promise<void> {
  const rows = await withDatabase((url) => {
    if (file === undefined) mkdirSync(folder, { recursive: true, mode: 0o700 });
    return writeArchive(url, to);
  });
  process.stdout.write(`  ${rows} rows written to ${to}\n`);
  process.stdout.write("  It holds names and reports: keep it as safe as the house itself.\n");
}

async function restore(from: string): Promise<void> {
  const rows = await withDatabase((url) => readArchive(url, from));
  process.stdout.write(`  ${rows} rows restored. npm start opens the house with them.\n`);
}

async function withDatabase<T>(task: (url: string) => Promise<T>): Promise<T> {
  if (databaseUrl !== null) return task(databaseUrl);
  try {
    const storage = await openStorage({ dataDir, log: jsonLog("silent") });
    try {
      return await task(storage.databaseUrl);
    } finally {
      await storage.close();
    }
  } catch (error) {
    if (error instanceof DataInUse) return task(runningDatabase(dataDir));
    throw error;
  }
}
