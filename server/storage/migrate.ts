import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

import type { Client } from "pg";

interface SqlFile {
  readonly name: string;
  readonly text: string;
  readonly hash: string;
}

/** Any number, the same in every Hearth: two starts migrate one after the other. */
const MIGRATION_LOCK = 4_827_301;

/** Applies what is new in `folder`, forward only; throws when an applied file is missing or was changed since. */
export async function migrate(client: Client, folder: URL): Promise<readonly string[]> {
  const files = readSqlFiles(folder);
  await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
  try {
    await client.query(
      "create table if not exists sql_files (name text primary key, hash text not null, applied_at timestamptz not null default now())",
    );
    const applied = await client.query<{ name: string; hash: string }>(
      "select name, hash from sql_files order by name",
    );
    const fresh = pending(files, applied.rows);
    for (const file of fresh) {
      // One after the other on purpose: each file builds on the one before.
      await apply(client, file);
    }
    return fresh.map((file) => file.name);
  } finally {
    await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]);
  }
}

function readSqlFiles(folder: URL): readonly SqlFile[] {
  return readdirSync(folder)
    .filter((name) => /^\d{3}-[a-z0-9-]+\.sql$/.test(name))
    .toSorted()
    .map((name) => {
      const text = readFileSync(new URL(name, folder), "utf8");
      return { name, text, hash: createHash("sha256").update(text).digest("hex") };
    });
}

function pending(
  files: readonly SqlFile[],
  applied: readonly { readonly name: string; readonly hash: string }[],
): readonly SqlFile[] {
  for (const [place, past] of applied.entries()) {
    const file = files[place];
    if (file === undefined) {
      throw new Error(
        `The database was made by a newer Hearth (${past.name} is unknown here). Update Hearth, or use another DATA_DIR or DATABASE_URL.`,
      );
    }
    if (file.name !== past.name || file.hash !== past.hash) {
      throw new Error(
        `The database was made with another ${past.name} than the one in server/storage/sql. Applied files must never change: restore the file, and put what is new into a new file.`,
      );
    }
  }
  return files.slice(applied.length);
}

async function apply(client: Client, file: SqlFile): Promise<void> {
  await client.query("begin");
  try {
    await client.query(file.text);
    await client.query("insert into sql_files (name, hash) values ($1, $2)", [
      file.name,
      file.hash,
    ]);
    await client.query("commit");
  } catch (cause) {
    await client.query("rollback");
    throw new Error(`${file.name} could not be applied`, { cause });
  }
}
