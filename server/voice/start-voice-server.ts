import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Log } from "../ports/log.ts";
import { freeTcpPort, freeUdpPort } from "./free-port.ts";
import type { LiveKitServer } from "./livekit-api.ts";
import { secret } from "./voice-connection.ts";
import { voiceServerConfig } from "./voice-server-config.ts";

export interface VoiceServerWish {
  readonly binary: string;
  /** Remembers which process is ours, so that one orphaned by kill -9 is ended at the next start. */
  readonly dataDir: string;
  /** 127.0.0.1, or this machine's address in the local network. */
  readonly nodeIp: string;
  /** Preferred media ports; others are taken when these are in use. Without a TCP port, media is UDP only. */
  readonly udpPort?: number;
  readonly tcpPort?: number;
  readonly webhook?: { readonly url: string; readonly apiKey: string; readonly apiSecret: string };
  readonly log: Log;
}

/** A voice server of our own, running. */
export interface VoiceServer extends LiveKitServer {
  readonly pid: () => number | undefined;
  readonly close: () => Promise<void>;
}

const READY_MS = 15_000;
const ASK_EVERY_MS = 50;
const BACK_OFF_MS = [100, 500, 1000, 2000, 5000] as const;
/** Whoever ran this long may die without being waited for. */
const STEADY_MS = 60_000;
const TRIES = 3;
/** Told once to stop, it would wait up to 26 s for rooms to empty; by then everybody has been sent away. */
const STOP_MS = 500;

/** Keeps one livekit-server process running until told to stop. */
class Keeper {
  readonly #binary: string;
  readonly #config: string;
  readonly #pidFile: string;
  readonly #log: Log;
  #child: ChildProcess | null = null;
  #restart: NodeJS.Timeout | undefined;
  #closing = false;
  deaths = 0;
  /** What it said before it died; a fault in its settings is told there. */
  lastWords = "";

  constructor(binary: string, config: string, pidFile: string, log: Log) {
    this.#binary = binary;
    this.#config = config;
    this.#pidFile = pidFile;
    this.#log = log;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  launch(): void {
    // The settings travel in the environment, which only this user can read: no file holds the keys.
    const child = spawn(this.#binary, [], {
      env: { PATH: process.env["PATH"] ?? "", LIVEKIT_CONFIG: this.#config },
      stdio: ["ignore", "ignore", "pipe"],
      // A group of its own: the Ctrl-C of a terminal reaches us first, and we end it in its turn.
      detached: true,
    });
    this.#child = child;
    child.stderr
      ?.setEncoding("utf8")
      .on("data", (words: string) => (this.lastWords = words.trim()));
    const startedAt = performance.now();
    child.once("error", () => this.#log.warn("voice-server-not-startable"));
    child.once("close", () => this.#died(performance.now() - startedAt));
    if (child.pid !== undefined) {
      writeFile(this.#pidFile, String(child.pid), { mode: 0o600 }).catch(() =>
        this.#log.warn("voice-server-pid-not-kept"),
      );
    }
  }

  async stop(): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#restart);
    const child = this.#child;
    if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      const over = once(child, "close");
      child.kill("SIGTERM");
      const impatient = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
      await over;
      clearTimeout(impatient);
    }
    await rm(this.#pidFile, { force: true });
  }

  #died(afterMs: number): void {
    if (this.#closing) {
      return;
    }
    this.deaths = afterMs > STEADY_MS ? 1 : this.deaths + 1;
    const againInMs = BACK_OFF_MS[Math.min(this.deaths, BACK_OFF_MS.length) - 1] ?? BACK_OFF_MS[0];
    this.#log.warn("voice-server-died", { againInMs });
    this.#restart = setTimeout(() => this.launch(), againInMs);
  }
}

const commandOf = (pid: number): Promise<string> =>
  new Promise((resolve) => {
    execFile("ps", ["-p", String(pid), "-o", "args="], (_error, words) => resolve(words.trim()));
  });

/** Ends a voice server that outlived its Hearth. Only a process that still runs this very program is touched. */
async function endOrphan(pidFile: string, binary: string): Promise<void> {
  const pid = Number(await readFile(pidFile, "utf8").catch(() => ""));
  if (Number.isInteger(pid) && pid > 1 && (await commandOf(pid)).startsWith(binary)) {
    process.kill(pid, "SIGKILL");
  }
}

async function untilHealthy(url: string, alive: () => boolean): Promise<boolean> {
  const since = performance.now();
  while (alive() && performance.now() - since < READY_MS) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(1000) }).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok === true) {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  return false;
}

/** Starts our own livekit-server, and starts it again whenever it dies, until closed. Keys exist in memory only. */
export async function startVoiceServer(wish: VoiceServerWish): Promise<VoiceServer> {
  const pidFile = join(wish.dataDir, "voice-server.pid");
  await mkdir(wish.dataDir, { recursive: true });
  await endOrphan(pidFile, wish.binary);
  const apiKey = wish.webhook?.apiKey ?? `hearth${secret(6)}`;
  const apiSecret = wish.webhook?.apiSecret ?? secret(32);
  const httpPort = await freeTcpPort(0, "127.0.0.1");
  const config = voiceServerConfig({
    nodeIp: wish.nodeIp,
    httpPort,
    udpPort: await freeUdpPort(wish.udpPort ?? 0),
    tcpPort: wish.tcpPort === undefined ? 0 : await freeTcpPort(wish.tcpPort, "0.0.0.0"),
    apiKey,
    apiSecret,
    webhook: wish.webhook?.url ?? "",
  });
  const keeper = new Keeper(wish.binary, config, pidFile, wish.log);
  keeper.launch();
  const url = `http://127.0.0.1:${String(httpPort)}/`;
  if (!(await untilHealthy(url, () => keeper.deaths < TRIES))) {
    await keeper.stop();
    throw new Error(`The voice server did not start. ${keeper.lastWords}`.trim());
  }
  return {
    url: `ws://127.0.0.1:${String(httpPort)}`,
    apiKey,
    apiSecret,
    pid: () => keeper.pid,
    close: () => keeper.stop(),
  };
}
