import { statSync } from "node:fs";
import { join } from "node:path";

import { afterAll, expect, test } from "vitest";

import { asMeetingId, asMemberId, asSeatId } from "#rules/ids.ts";
import { lookFromSeed } from "#rules/people/look.ts";

import { readArchive, writeArchive } from "../../server/storage/archive.ts";
import { runningDatabase } from "../../server/storage/embedded-postgres.ts";
import { openStorage } from "../../server/storage/open.ts";
import { listeningLog, scratchDir } from "../kit/scratch.ts";

const undo: (() => unknown)[] = [];
afterAll(async () => {
  for (const step of undo.toReversed()) await step();
});

async function house() {
  const { dir, remove } = scratchDir();
  undo.push(remove);
  const storage = await openStorage({ dataDir: dir, log: listeningLog() });
  undo.push(() => storage.close());
  return { ...storage, dir };
}

test("a backup of a running house fills a new one to the byte", async () => {
  const [old, fresh] = [await house(), await house()];
  const group = await old.founder.foundGroup('A group with "quotes", \\ and ✨');
  const member = await old.register.welcome({
    sessionHash: "hash",
    group,
    name: "Alder",
    look: lookFromSeed(3),
  });
  const meeting = asMeetingId("m");
  const events = Array.from({ length: 1200 }, (_, at) => ({
    type: "prompt-set" as const,
    at,
    prompt: `Line\nbreak ${at}`,
    by: asSeatId("s"),
  }));
  await old.journal.append(meeting, 0, events);
  await old.lines.keep(meeting, { id: "l1", seat: "s", name: "Alder", text: "Ça va?", at: 3 });
  const report = { meeting, from: member.member, about: null, text: "\t\\N", at: 4 };
  await old.reports.file({ ...report, kind: "other" });

  const file = join(old.dir, "backup.jsonl.gz");
  const written = await writeArchive(runningDatabase(old.dir), file);
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(await readArchive(fresh.databaseUrl, file)).toBe(written - 1);

  expect(await fresh.founder.firstGroup()).toEqual(await old.founder.firstGroup());
  expect(await fresh.register.memberBySession("hash", group)).toEqual(member);
  const texts = (await fresh.journal.read(meeting)).map((event) => JSON.stringify(event));
  expect(texts).toEqual(events.map((event) => JSON.stringify(event)));
  expect(await fresh.lines.recent(meeting, 9)).toEqual(await old.lines.recent(meeting, 9));
  await fresh.reports.file({ ...report, from: asMemberId("x"), kind: "other" });

  await expect(readArchive(fresh.databaseUrl, file)).rejects.toThrow("not empty");
});
