import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

import { scratchDir } from "./scratch.ts";

const HOUSE = join(import.meta.dirname, "../..");

interface Summary {
  readonly ready: boolean;
  readonly home: string;
  readonly invitation: string;
  readonly facilitator: string | null;
  readonly voice: { readonly state: "on" | "building" | "off"; readonly why?: string };
}

/** A whole Hearth as its own process on its own data, as `npm start` runs it: it can be killed and started again. */
export class HouseProcess {
  readonly dataDir: string;
  readonly port: number;
  readonly #environment: Record<string, string>;
  readonly #remove: () => void;
  #child: ChildProcess | null = null;
  said = "";

  private constructor(port: number, environment: Record<string, string>) {
    const { dir, remove } = scratchDir();
    this.dataDir = join(dir, "data");
    this.#remove = remove;
    this.port = port;
    this.#environment = environment;
  }

  static async open(environment: Record<string, string> = {}): Promise<HouseProcess> {
    const house = new HouseProcess(await freePort(), environment);
    await house.start();
    return house;
  }

  /** Origin of the pages. */
  get url(): string {
    return new URL(this.summary().home).origin;
  }

  get code(): string {
    return this.summary().invitation.split("/j/")[1] ?? "";
  }

  get facilitatorKey(): string {
    return this.summary().facilitator?.split("#facilitator=")[1] ?? "";
  }

  summary(): Summary {
    return JSON.parse(readFileSync(join(this.dataDir, "summary.json"), "utf8"));
  }

  /** Resolves when it answers. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ["server/main.ts"], {
      cwd: HOUSE,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        PORT: String(this.port),
        DATA_DIR: this.dataDir,
        ...this.#environment,
      },
    });
    this.#child = child;
    await new Promise<void>((open, failed) => {
      const listen = (text: string): void => {
        this.said += text;
        if (this.said.includes("Ctrl-C ends everything")) open();
      };
      child.stdout.setEncoding("utf8").on("data", listen);
      child.stderr.setEncoding("utf8").on("data", listen);
      child.once("exit", () => failed(new Error(`Hearth did not start:\n${this.said}`)));
    });
    this.said = "";
  }

  async kill9(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Ends this house's own voice server, and nothing else; it may be down already. */
  killVoice(): void {
    const pid = Number(readFileSync(join(this.dataDir, "voice/voice-server.pid"), "utf8"));
    // While it is written anew the file is empty; 0 would be this very process group.
    if (!(pid > 1)) return;
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
  }

  async close(): Promise<void> {
    await this.#end("SIGTERM");
    this.#remove();
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const over = once(child, "exit");
    child.kill(signal);
    await over;
  }
}

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
