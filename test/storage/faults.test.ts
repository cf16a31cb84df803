import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";

import { asMeetingId, asSeatId } from "#rules/ids.ts";

import { DataInUse } from "../../server/storage/data-lock.ts";
import { migrate } from "../../server/storage/migrate.ts";
import { databaseReachable, openStorage, type Storage } from "../../server/storage/open.ts";
import { stillRunning } from "../../server/storage/own-process.ts";
import { listeningLog, scratchDir } from "../kit/scratch.ts";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

const newDir = (): string => {
  const { dir, remove } = scratchDir();
  undo.push(remove);
  return dir;
};

async function open(dataDir: string): Promise<Storage> {
  const storage = await openStorage({ dataDir, log: listeningLog() });
  undo.push(() => storage.close());
  return storage;
}

const meeting = asMeetingId("m");
const event = (at: number) => ({ type: "link-lost", seat: asSeatId("s"), at }) as const;

describe("PostgreSQL killed under writes", () => {
  test("nothing acknowledged is lost, and writing goes on by itself", async () => {
    const storage = await open(newDir());
    let acknowledged = 0;
    let writing = true;
    const writer = (async () => {
      while (writing) {
        await storage.journal.append(meeting, acknowledged, [event(acknowledged)]);
        acknowledged += 1;
      }
    })();
    for (let round = 0; round < 4; round += 1) {
      const before = acknowledged;
      await expect.poll(() => acknowledged, { timeout: 15_000 }).toBeGreaterThan(before + 20);
      process.kill(storage.databasePid() ?? 0, "SIGKILL");
    }
    const before = acknowledged;
    await expect.poll(() => acknowledged, { timeout: 15_000 }).toBeGreaterThan(before + 20);
    writing = false;
    await writer;
    const kept = await storage.journal.read(meeting);
    expect(kept.map((one) => one.at)).toEqual(Array.from({ length: acknowledged }, (_, at) => at));
  });

  test("a line whose answer was lost is still new, and still kept once", async () => {
    const storage = await open(newDir());
    const line = (at: number) => ({ id: `line-${at}`, seat: "s", name: "Alder", text: "x", at });
    const kept: Promise<boolean>[] = [];
    for (let at = 0; at < 60; at += 1) {
      kept.push(storage.lines.keep(meeting, line(at)));
      if (at === 30) process.kill(storage.databasePid() ?? 0, "SIGKILL");
    }
    expect((await Promise.all(kept)).every(Boolean)).toBe(true);
    expect(await storage.lines.recent(meeting, 100)).toHaveLength(60);
  });
});

describe("one Hearth on one set of data", () => {
  test("a second one refuses in plain words and leaves the first alone", async () => {
    const dir = newDir();
    const first = await open(dir);
    await expect(openStorage({ dataDir: dir, log: listeningLog() })).rejects.toThrow(DataInUse);
    await expect(openStorage({ dataDir: dir, log: listeningLog() })).rejects.toThrow(
      /already running .*DATA_DIR=/,
    );
    await first.journal.append(meeting, 0, [event(1)]);
    expect(await first.answers()).toBe(true);
  });

  test("a lock left by a dead process is taken over", async () => {
    const dir = newDir();
    // Our own number with another beginning: the number was given to somebody else since.
    writeFileSync(join(dir, "hearth.lock"), JSON.stringify({ pid: process.pid, began: "1" }));
    const storage = await open(dir);
    expect(await storage.answers()).toBe(true);
  });

  test("data and PostgreSQL left behind by kill -9 are taken over whole", async () => {
    const dir = newDir();
    const child = startChild(dir);
    const acknowledged = await countUntil(child, 50);
    child.kill("SIGKILL");
    await once(child, "exit");
    const orphan = stillRunning(join(dir, "postgres.pid"));
    expect(orphan).not.toBeNull();
    const storage = await open(dir);
    expect(storage.databasePid()).not.toBe(orphan?.pid);
    expect((await storage.journal.read(meeting)).length).toBeGreaterThanOrEqual(acknowledged);
  });

  test("secrets are readable by nobody else", async () => {
    const dir = newDir();
    await open(dir);
    for (const name of ["postgres.secret", "postgres.pid", "hearth.lock", "postgres.log"]) {
      expect([name, statSync(join(dir, name)).mode & 0o077]).toEqual([name, 0]);
    }
  });
});

describe("a database of one's own", () => {
  test("works as well, for one Hearth at a time", async () => {
    const { databaseUrl } = await open(newDir());
    const [one, two] = [newDir(), newDir()];
    const log = listeningLog();
    const first = await openStorage({ databaseUrl, dataDir: one, log });
    expect(first.databasePid()).toBeNull();
    await first.journal.append(meeting, 0, [event(1)]);
    await expect(openStorage({ databaseUrl, dataDir: two, log })).rejects.toThrow(
      /Another Hearth is running on this DATABASE_URL/,
    );
    await first.close();
    const second = await openStorage({ databaseUrl, dataDir: two, log });
    undo.push(() => second.close());
    expect(await second.journal.read(meeting)).toEqual([event(1)]);
  });

  test("is missed in plain words and without its password", async () => {
    const databaseUrl = "postgresql://hearth:hunter2@127.0.0.1:1/hearth";
    expect(await databaseReachable(databaseUrl)).toBe("ECONNREFUSED");
    const one = newDir();
    const opening = openStorage({
      databaseUrl,
      dataDir: one,
      log: listeningLog(),
      patienceMs: 200,
    });
    await expect(opening).rejects.toThrow(/DATABASE_URL does not answer/);
    await expect(opening).rejects.not.toThrow(/hunter2/);
  });
});

/** A process of its own that appends and prints how many were acknowledged. */
function startChild(dir: string): ChildProcess {
  const storageAt = new URL("../../server/storage/open.ts", import.meta.url).href;
  const code = `
    const { openStorage } = await import(${JSON.stringify(storageAt)});
    const log = { info() {}, warn() {} };
    const storage = await openStorage({ dataDir: ${JSON.stringify(dir)}, log });
    for (let at = 0; ; at += 1) {
      await storage.journal.append("m", at, [{ type: "link-lost", seat: "s", at }]);
      console.log(at + 1);
    }`;
  return spawn(process.execPath, ["--input-type=module", "-e", code], {
    stdio: ["ignore", "pipe", "inherit"],
    cwd: join(import.meta.dirname, "../.."),
  });
}

async function countUntil(child: ChildProcess, count: number): Promise<number> {
  let last = 0;
  for await (const chunk of child.stdout ?? []) {
    last = Number(String(chunk).trim().split("\n").at(-1));
    if (last >= count) return last;
  }
  return last;
}

describe("migrations", () => {
  const sql = join(import.meta.dirname, "../../server/storage/sql");

  async function client(storage: Storage): Promise<pg.Client> {
    const one = new pg.Client({ connectionString: storage.databaseUrl });
    await one.connect();
    undo.push(() => one.end());
    return one;
  }
  const folder = (): { readonly dir: string; readonly url: URL } => {
    const dir = newDir();
    cpSync(sql, dir, { recursive: true });
    return { dir, url: pathToFileURL(`${dir}/`) };
  };

  test("run once, forward, each file whole or not at all", async () => {
    const one = await client(await open(newDir()));
    const { dir, url } = folder();
    expect(await migrate(one, url)).toEqual([]);
    writeFileSync(
      join(dir, "900-more.sql"),
      "create table more (id int); insert into nowhere values (1);",
    );
    await expect(migrate(one, url)).rejects.toThrow("900-more.sql");
    await expect(one.query("select * from more")).rejects.toThrow(/does not exist/);
    writeFileSync(join(dir, "900-more.sql"), "create table more (id int);");
    expect(await migrate(one, url)).toEqual(["900-more.sql"]);
    expect(await migrate(one, url)).toEqual([]);
  });

  test("a changed, missing or unknown file stops the start", async () => {
    const one = await client(await open(newDir()));
    const { dir, url } = folder();
    const first = join(dir, "001-first-house.sql");
    const text = readFileSync(first, "utf8");
    writeFileSync(first, `${text}\n-- changed`);
    await expect(migrate(one, url)).rejects.toThrow(/Applied files must never change/);
    writeFileSync(first, text);
    writeFileSync(join(dir, "000-before.sql"), "select 1;");
    await expect(migrate(one, url)).rejects.toThrow(/another 001-first-house.sql/);
    await expect(migrate(one, pathToFileURL(`${newDir()}/`))).rejects.toThrow(/newer Hearth/);
  });

  test("two that migrate at once do it one after the other", async () => {
    const storage = await open(newDir());
    const [one, two] = [await client(storage), await client(storage)];
    const { dir, url } = folder();
    writeFileSync(join(dir, "900-more.sql"), "select pg_sleep(0.2); create table more (id int);");
    const both = await Promise.all([migrate(one, url), migrate(two, url)]);
    expect(both.flat()).toEqual(["900-more.sql"]);
  });
});
