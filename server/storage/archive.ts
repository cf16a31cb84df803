import { createReadStream, createWriteStream, renameSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";

import pg from "pg";

/** One file, gzipped, a JSON line each: {table, columns} and then its rows, every value as PostgreSQL writes it. */
interface TableLine {
  readonly table: string;
  readonly columns: readonly string[];
}

const quote = (name: string): string => pg.escapeIdentifier(name);

/** Writes everything the database holds at one moment; meetings may go on meanwhile. Returns the rows written. */
export async function writeArchive(databaseUrl: string, file: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const half = `${file}.new`;
  try {
    await client.query("begin transaction isolation level repeatable read read only");
    const count = { rows: 0 };
    const out = createWriteStream(half, { mode: 0o600 });
    await pipeline(Readable.from(linesOf(client, count)), createGzip(), out);
    await client.query("commit");
    renameSync(half, file);
    return count.rows;
  } finally {
    rmSync(half, { force: true });
    await client.end();
  }
}

async function* linesOf(client: pg.Client, count: { rows: number }): AsyncGenerator<string> {
  for (const { table, columns } of await tablesOf(client)) {
    yield `${JSON.stringify({ table, columns })}\n`;
    const values = columns.map((name) => `${quote(name)}::text`).join(", ");
    await client.query(`declare rows no scroll cursor for select ${values} from ${quote(table)}`);
    for (;;) {
      const text = "fetch 500 from rows";
      const { rows } = await client.query<(string | null)[]>({ text, rowMode: "array" });
      if (rows.length === 0) break;
      count.rows += rows.length;
      yield rows.map((row) => `${JSON.stringify(row)}\n`).join("");
    }
    await client.query("close rows");
  }
}

/** Tables in an order in which each finds what it refers to already there. */
async function tablesOf(client: pg.Client): Promise<readonly TableLine[]> {
  const { rows } = await client.query<TableLine>(
    `select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
     group by c.oid, c.relname order by c.oid`,
  );
  return rows;
}

/** Fills an empty database, made by the same migrations, with an archive: whole or not at all. */
export async function readArchive(databaseUrl: string, file: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("begin");
    const rows = await fill(client, file);
    await countOn(client);
    await client.query("commit");
    return rows;
  } finally {
    await client.end();
  }
}

async function fill(client: pg.Client, file: string): Promise<number> {
  const input = createReadStream(file).pipe(createGunzip());
  let insert = "";
  let rows = 0;
  for await (const line of createInterface({ input })) {
    const read: TableLine | (string | null)[] = JSON.parse(line);
    if (!Array.isArray(read)) {
      insert = await startTable(client, read);
    } else if (insert !== "") {
      await client.query(insert, read);
      rows += 1;
    }
  }
  return rows;
}

/** Numbers that the database gives out itself go on after the highest there is. */
async function countOn(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and is_identity = 'YES'`,
  );
  for (const { table, column } of rows) {
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), max(${quote(column)})) from ${quote(table)}`,
      [table, column],
    );
  }
}

/** The statement for one row; "" for the list of migrations, which has to be the same on both sides. */
async function startTable(client: pg.Client, { table, columns }: TableLine): Promise<string> {
  if (table === "sql_files") return "";
  const { rowCount } = await client.query(`select 1 from ${quote(table)} limit 1`);
  if (rowCount !== 0) throw new Error(`The database is not empty (${table}). Use a fresh one.`);
  const names = columns.map(quote).join(", ");
  const places = columns.map((_, place) => `$${place + 1}`).join(", ");
  return `insert into ${quote(table)} (${names}) overriding system value values (${places})`;
}
