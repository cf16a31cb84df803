// Runs on the machine's own Node (20 or newer) before any package is there: no dependency, no TypeScript.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
const modules = join(root, "node_modules");
const cache = join(modules, ".cache", "hearth");
/** Node 24 as a package: whatever the machine has, Hearth runs on this one. */
export const node24 = join(modules, ".bin", "node");

export const say = (words) => process.stdout.write(`${words}\n`);

/** Stops with plain words instead of a stack. */
export function stop(words, code = 1) {
  process.stderr.write(`\n  ${words}\n\n`);
  process.exit(code);
}

const running = new Set();

/** Runs a program to its end, showing what it says; what still runs when we are told to end gets told too. */
export function run(program, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd: root, stdio: "inherit", ...options });
    running.add(child);
    const over = (code) => {
      running.delete(child);
      done(code);
    };
    child.once("error", (error) => {
      process.stderr.write(`  ${program}: ${error.message}\n`);
      over(127);
    });
    child.once("exit", (code, signal) => over(signal === null ? (code ?? 1) : 1));
  });
}

/** Ends what we started when we are told to end, and when npm or the shell above us is gone without telling. */
export function endTogether() {
  const end = (signal) => {
    if (running.size === 0) process.exit(130);
    for (const child of running) child.kill(signal);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => end(signal));
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end("SIGTERM");
  }, 500).unref();
}

/** Says that something long is still going on. */
async function withProgress(words, task) {
  const started = Date.now();
  say(`  … ${words}`);
  const timer = setInterval(() => {
    say(`  … still at it (${Math.round((Date.now() - started) / 1000)} s)`);
  }, 10_000);
  try {
    return await task();
  } finally {
    clearInterval(timer);
  }
}

export function checkNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) {
    stop(
      `Hearth needs Node 20 or newer to start; this is ${process.versions.node}. See nodejs.org.`,
    );
  }
}

const stampOf = (name) => join(cache, name);
const readStamp = (name) => (existsSync(stampOf(name)) ? readFileSync(stampOf(name), "utf8") : "");

function writeStamp(name, mark) {
  mkdirSync(cache, { recursive: true });
  writeFileSync(stampOf(name), mark);
}

const hash = (...texts) => {
  const sum = createHash("sha256");
  for (const text of texts) sum.update(text).update("\0");
  return sum.digest("hex");
};

/** Installs exactly what the lockfile says, when it is not there already. */
export async function ensurePackages() {
  const mark = hash(readFileSync(join(root, "package-lock.json")));
  if (readStamp("packages") === mark && existsSync(node24)) return;
  if (!installedAsLocked()) {
    // npm may be running on the very Node that is about to be replaced.
    const ownNode = process.env["npm_node_execpath"] ?? process.execPath;
    const npm = process.env["npm_execpath"];
    // Not `npm ci`: it refuses a lockfile that was made where the registry has no packages for other systems.
    // This installs the same locked versions, checks the same hashes, and leaves the lockfile as it is.
    const args = ["install", "--no-save", "--include=dev", "--no-audit", "--no-fund"];
    args.push("--loglevel=error");
    const outside = ownNode.startsWith(modules) ? "node" : ownNode;
    const env = { ...process.env, PATH: pathWithout(join(modules, ".bin")) };
    const code = await withProgress("Installing packages (once; about a minute)", () =>
      npm === undefined ? run("npm", args, { env }) : run(outside, [npm, ...args], { env }),
    );
    if (code !== 0 || !existsSync(node24)) {
      stop("The packages could not be installed; npm's own words are above. Is the network there?");
    }
  }
  writeStamp("packages", mark);
}

const pathWithout = (folder) =>
  (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((part) => part !== folder)
    .join(delimiter);

/** npm writes down what it installed: the same versions as locked, bar packages for other machines. */
function installedAsLocked() {
  const written = join(modules, ".package-lock.json");
  if (!existsSync(written) || !existsSync(node24)) return false;
  const there = JSON.parse(readFileSync(written, "utf8")).packages;
  const locked = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  return Object.entries(locked).every(
    ([place, { version, optional, peer }]) =>
      place === "" ||
      there[place]?.version === version ||
      (!(place in there) && (optional || peer)),
  );
}

/** What the built client is made of. */
const CLIENT_SOURCES = [
  "client",
  "assets",
  "server/rules",
  "server/protocol",
  "vite.config.ts",
  "tsconfig.json",
  "package-lock.json",
];

/** Builds the pages, when anything they are made of has changed. */
export async function ensureClient() {
  const built = join(modules, ".cache", "dist");
  if (!existsSync(join(root, "client", "index.html"))) return;
  const mark = hash(...CLIENT_SOURCES.flatMap((name) => textsUnder(join(root, name))));
  if (readStamp("client") === mark && existsSync(join(built, "index.html"))) return;
  rmSync(stampOf("client"), { force: true });
  const code = await withProgress("Building the pages (when their sources changed)", () =>
    run(node24, [join(modules, "vite", "bin", "vite.js"), "build", "--logLevel", "warn"], {
      env: envForOurs(),
    }),
  );
  if (code !== 0) stop("The pages could not be built; the words above say why.");
  writeStamp("client", mark);
}

function textsUnder(path) {
  if (!existsSync(path)) return [];
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch {
    return [path.slice(root.length), readFileSync(path)];
  }
  return entries
    .filter((entry) => !entry.name.startsWith("."))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => textsUnder(join(path, entry.name)));
}

/** Our own Node and tools first, whatever the machine has. */
export const envForOurs = () => ({
  ...process.env,
  PATH: [join(modules, ".bin"), process.env["PATH"] ?? ""].join(delimiter),
});
