// npm test: all set-up, then every test there is, in phases so that timing stories have the machine to themselves.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import {
  checkNode,
  endTogether,
  ensureClient,
  ensurePackages,
  envForOurs,
  node24,
  root,
  run,
  say,
  stop,
} from "./setup.mjs";

const PHASES = [
  ["architecture", "rules", "protocol", "client"],
  ["storage"],
  ["server"],
  ["voice"],
  ["e2e"],
];
/** Stories that need a real voice server. */
const WITH_VOICE = ["voice", "e2e"];

checkNode();
endTogether();
const switches = process.argv.slice(2);
const voiceRequired = switches.includes("--voice-required");
const filters = switches.filter((word) => word !== "--voice-required");

await ensurePackages();
await ensureClient();
await ensureChromium();
const noVoice = await voiceMissing();

const total = { passed: 0, failed: 0, skipped: 0 };
let sound = true;
for (const phase of PHASES) {
  const projects = phase.filter((name) => noVoice === null || !WITH_VOICE.includes(name));
  if (projects.length > 0) sound = (await runPhase(projects)) && sound;
}
if (noVoice !== null) sayVoiceDidNotRun(noVoice);
say(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = sound && total.failed === 0 && !(noVoice !== null && voiceRequired) ? 0 : 1;

async function runPhase(projects) {
  const folder = join(root, "node_modules", ".cache", "hearth");
  mkdirSync(folder, { recursive: true });
  const report = join(folder, `tests-${projects[0]}.json`);
  rmSync(report, { force: true });
  say(`\n== ${projects.join(", ")}`);
  const code = await run(
    node24,
    [
      join(root, "node_modules", "vitest", "vitest.mjs"),
      "run",
      ...projects.flatMap((name) => ["--project", name]),
      "--passWithNoTests",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      ...filters,
    ],
    { env: envForOurs() },
  );
  if (existsSync(report)) count(JSON.parse(readFileSync(report, "utf8")));
  return code === 0;
}

function count(report) {
  total.passed += report.numPassedTests;
  // A file that could not be read, or whose setting up failed, counts as one failure though none of its tests ran.
  const stopped = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  );
  total.failed += report.numFailedTests + stopped.length;
  total.skipped += report.numPendingTests + report.numTodoTests;
}

/** A browser on PATH, or Playwright's, or Debian's: the first that starts. */
async function ensureChromium() {
  const onPath = ["chromium", "chromium-browser", "google-chrome"];
  if (onPath.some((name) => starts(name))) return;
  const playwright = () => {
    const code = 'import("playwright-core").then((p) => console.log(p.chromium.executablePath()))';
    const told = spawnSync(node24, ["-e", code], { cwd: root, encoding: "utf8" });
    return told.stdout.trim();
  };
  if (starts(playwright())) return;
  say("  … Fetching a browser for the tests (once)");
  const cli = join(root, "node_modules", "playwright-core", "cli.js");
  await run(node24, [cli, "install", "chromium"], { env: envForOurs() });
  if (starts(playwright())) return;
  if (process.getuid?.() === 0 && starts("apt-get")) {
    await run("apt-get", ["update", "-q"]);
    await run("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"]);
    if (onPath.some((name) => starts(name))) return;
  }
  stop(
    "The tests need a browser, and none could be had. Install Chromium or Chrome so that it is on PATH, then run npm test again.",
  );
}

/** Started once to see whether its libraries are there too. */
function starts(program) {
  return program !== "" && spawnSync(program, ["--version"], { stdio: "ignore" }).status === 0;
}

/** Null when a voice server is there or could be built; else why not. */
async function voiceMissing() {
  const file = join(root, "server", "start", "voice-ready.ts");
  const told = spawnSync(node24, [file], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    env: envForOurs(),
  });
  return told.status === 0 ? null : told.stdout.trim() || "It could not be found out.";
}

function sayVoiceDidNotRun(why) {
  const bar = "!".repeat(78);
  say(`\n${bar}\n!! THE VOICE STORIES DID NOT RUN: there is no voice server here.`);
  say(`!! ${why}\n!! Not run: ${WITH_VOICE.join(", ")}\n${bar}`);
}
