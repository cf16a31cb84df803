import { X509Certificate } from "node:crypto";
import { accessSync, constants, existsSync, readFileSync, statfsSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";

import { readSettings, type Settings } from "../config.ts";
import { databaseReachable } from "../storage/open.ts";
import { stillRunning } from "../storage/own-process.ts";
import { postgresPrograms } from "../storage/postgres-home.ts";
import { findGo, findVoiceServer, HOW_TO_GET_VOICE } from "../voice/build-voice-server.ts";
import { localAddresses, localName } from "./addresses.ts";

/** What was looked at: well, or what is wrong and what to do. */
interface Finding {
  readonly about: string;
  readonly well: boolean;
  readonly words: string;
}

const well = (about: string, words: string): Finding => ({ about, well: true, words });
const ill = (about: string, words: string): Finding => ({ about, well: false, words });

/** Meetings write little; a PostgreSQL that cannot write stops. */
const DISK_NEEDED = 500 * 1024 ** 2;

const read = readSettings(process.env, process.argv.slice(2));
const findings = read.ok
  ? [
      checkNode(),
      well("Settings", "understood"),
      ...checkData(read.settings),
      await checkPort(read.settings),
      await checkDatabase(read.settings),
      await checkVoice(read.settings),
      checkCertificate(read.settings),
    ]
  : [checkNode(), ...read.faults.map((fault) => ill("Settings", fault))];

for (const { about, well: fine, words } of findings) {
  process.stdout.write(`  ${fine ? "✔" : "✘"} ${about.padEnd(12)} ${words}\n`);
}
const faults = findings.filter((finding) => !finding.well).length;
process.stdout.write(faults === 0 ? "\n  All well.\n" : `\n  ${faults} to mend.\n`);
process.exitCode = faults === 0 ? 0 : 1;

function checkNode(): Finding {
  const { node } = process.versions;
  return Number(node.split(".")[0]) >= 24
    ? well("Node", node)
    : ill("Node", `${node} runs this; it should be the packaged one. Use: npm run doctor`);
}

function checkData({ dataDir }: Settings): readonly Finding[] {
  let there = dataDir;
  while (!existsSync(there)) there = dirname(there);
  try {
    accessSync(there, constants.W_OK);
  } catch {
    return [ill("Data", `${dataDir} cannot be written. Set DATA_DIR to a directory of yours.`)];
  }
  const { bavail, bsize } = statfsSync(there);
  const free = bavail * bsize;
  const words = `${Math.round(free / 1024 ** 2)} MB free at ${dataDir}`;
  return [
    well("Data", dataDir),
    free >= DISK_NEEDED
      ? well("Disk", words)
      : ill("Disk", `${words}: make room, the database stops when it cannot write.`),
  ];
}

async function checkPort({ port, dataDir }: Settings): Promise<Finding> {
  const ours = stillRunning(join(dataDir, "hearth.lock"));
  if (ours !== null) return well("Port", `Hearth is running now (process ${ours.pid})`);
  const free = await new Promise<boolean>((answer) => {
    const probe = createServer();
    probe.once("error", () => answer(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => answer(true)));
  });
  return free
    ? well("Port", `${port} is free`)
    : ill(
        "Port",
        `${port} is taken by another program. Choose another: PORT=${port + 1} npm start`,
      );
}

async function checkDatabase({ databaseUrl }: Settings): Promise<Finding> {
  if (databaseUrl !== null) {
    const trouble = await databaseReachable(databaseUrl);
    return trouble === null
      ? well("Database", "your own, at DATABASE_URL, answers")
      : ill(
          "Database",
          `DATABASE_URL does not answer (${trouble}). Is it running, is the password right?`,
        );
  }
  try {
    return well("Database", `embedded PostgreSQL (${postgresPrograms().version})`);
  } catch (error) {
    return ill("Database", error instanceof Error ? error.message : String(error));
  }
}

async function checkVoice({ voiceServer }: Settings): Promise<Finding> {
  if (voiceServer !== null) {
    const url = voiceServer.url.replace(/^ws/, "http");
    const answer = await fetch(url, { signal: AbortSignal.timeout(3000) }).catch(() => null);
    return answer === null
      ? ill("Voice", "LIVEKIT_URL does not answer. Is that voice server running?")
      : well("Voice", "your own, at LIVEKIT_URL, answers");
  }
  const found = await findVoiceServer();
  if (found !== null) return well("Voice", found);
  return (await findGo()) === null
    ? ill("Voice", `off: no voice server, no Go to build one. ${HOW_TO_GET_VOICE}`)
    : well("Voice", "will be built with Go at the next start (about two minutes, once)");
}

function checkCertificate({ dataDir }: Settings): Finding {
  const file = join(dataDir, "certificate.json");
  if (!existsSync(file)) return well("Certificate", "none yet; --lan makes one");
  const { cert } = JSON.parse(readFileSync(file, "utf8"));
  const read = new X509Certificate(String(cert));
  const missing = localAddresses().filter((address) => read.checkIP(address) === undefined);
  const fits = missing.length === 0 && read.checkHost(localName()) !== undefined;
  // Never a fault: --lan makes a new one by itself when it has to.
  return well(
    "Certificate",
    fits
      ? `good until ${read.validTo}`
      : "made for other addresses; --lan will make a new one and browsers will ask once more",
  );
}
