import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";

import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";

import { scratchDir } from "../kit/scratch.ts";

const house = join(import.meta.dirname, "../..");
const copy = scratchDir();
const clone = join(copy.dir, "hearth");
const data = join(copy.dir, "data");
const summaryFile = join(data, "summary.json");

/** What a clone has, with the packages of this checkout: installing is npm's affair, not ours to test. */
beforeAll(() => {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: house });
  for (const file of listed.toString().trim().split("\n")) {
    cpSync(join(house, file), join(clone, file), { recursive: true, force: true });
  }
  symlinkSync(join(house, "node_modules"), join(clone, "node_modules"));
}, 120_000);
afterAll(() => copy.remove());

const started: ChildProcess[] = [];
afterEach(async () => {
  for (const child of started.splice(0)) await end(child, "SIGKILL");
  for (const pid of processesOf(data)) process.kill(pid, "SIGKILL");
});

class Start {
  readonly child: ChildProcess;
  said = "";

  constructor(environment: Record<string, string> = {}) {
    this.child = spawn("npm", ["start"], {
      cwd: clone,
      // A group of its own, as a terminal makes one: Ctrl-C goes to all of it.
      detached: true,
      env: { ...process.env, PORT: "0", DATA_DIR: data, ...environment },
    });
    started.push(this.child);
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => (this.said += text));
    }
  }

  async open(): Promise<void> {
    await vi.waitUntil(() => this.said.includes("Ctrl-C ends everything"), { timeout: 50_000 });
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
    return child.exitCode;
  }
  const over = once(child, "exit");
  process.kill(-child.pid, signal);
  const [code] = await over;
  return code;
}

/** Every process that works in the clone or has its data in arguments or environment, the test's own aside. */
function processesOf(dir: string): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => {
      try {
        if (readlinkSync(`/proc/${name}/cwd`).startsWith(clone)) return true;
        const told = ["cmdline", "environ"].map((file) => readFileSync(`/proc/${name}/${file}`));
        return Buffer.concat(told).includes(dir);
      } catch {
        return false;
      }
    })
    .map(Number);
}

const summary = () => JSON.parse(readFileSync(summaryFile, "utf8"));

test("npm start opens the house, a second one on the same data refuses, Ctrl-C leaves nothing", async () => {
  const first = new Start();
  await first.open();
  expect(summary()).toMatchObject({
    ready: true,
    home: expect.stringMatching(/^http:\/\/localhost:\d+\/$/),
    invitation: expect.stringMatching(/\/j\/[a-z2-9]{10}$/),
    facilitator: expect.stringMatching(/\/j\/[a-z2-9]{10}#facilitator=[\w-]{32}$/),
  });
  expect(statSync(summaryFile).mode & 0o777).toBe(0o600);
  expect(first.said).toContain(summary().invitation);
  expect(first.said).toContain(summary().facilitator);
  const ready = await fetch(`${summary().home}readyz`);
  expect(await ready.json()).toMatchObject({ ready: true, database: { state: "on" } });

  const second = new Start();
  const [code] = await once(second.child, "exit");
  expect(code).not.toBe(0);
  expect(second.said).toMatch(/already running .*DATA_DIR=/);
  expect((await fetch(`${summary().home}healthz`)).status).toBe(200);

  const { invitation } = summary();
  expect(await end(first.child, "SIGINT")).toBe(0);
  await expect.poll(() => processesOf(data), { timeout: 5000 }).toEqual([]);
  expect(summary()).toMatchObject({ ready: false, invitation: expect.stringContaining("/j/") });
  expect(invitation.split("/j/")[1]).toBe(summary().invitation.split("/j/")[1]);
});

test("after kill -9 of the server the next start takes everything over within 8 s", async () => {
  const first = new Start();
  await first.open();
  const code = summary().invitation.split("/j/")[1];
  const { pid } = JSON.parse(readFileSync(join(data, "hearth.lock"), "utf8"));
  process.kill(pid, "SIGKILL");
  await once(first.child, "exit");
  expect(processesOf(data)).not.toEqual([]);
  const again = performance.now();
  const second = new Start();
  await second.open();
  expect(performance.now() - again).toBeLessThan(8000);
  expect(summary().invitation.split("/j/")[1]).toBe(code);
  // The voice server that was left behind is ended by the one that takes its place.
  await expect.poll(() => summary().voice.state, { timeout: 20_000 }).not.toBe("building");
  expect(await end(second.child, "SIGTERM")).not.toBeNull();
  await expect.poll(() => processesOf(data), { timeout: 5000 }).toEqual([]);
});

test("settings that cannot work are told in plain words, and nothing is started", async () => {
  const start = new Start({ PORT: "many", HEARTH_TYPO: "1" });
  const [code] = await once(start.child, "exit");
  expect(code).toBe(78);
  expect(start.said).toContain("PORT=2567");
  expect(start.said).toContain("HEARTH_TYPO");
  expect(start.said).not.toMatch(/^\s+at /m);
});
