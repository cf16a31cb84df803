import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";

const TICKS_A_SECOND = 100;

/** CPU seconds of all threads so far, and memory, as the kernel counts them. */
export function usageOf(pid: number): { readonly cpu: number; readonly rssMb: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const cpu = (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
  return { cpu, rssMb: (Number(fields[21]) * 4096) / 2 ** 20 };
}

export const pause = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

export interface Child {
  readonly pid: number;
  stop(): Promise<void>;
}

/** Servers on one core and bots on the other, so that neither is measured with the other's work. */
export function pinBots(): boolean {
  try {
    execFileSync("taskset", ["-cp", "1", String(process.pid)], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** A server of the bench, running once its port answers. */
export async function startServer(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  port: number,
  pinned: boolean,
): Promise<Child> {
  const command = pinned ? ["taskset", "-c", "0", process.execPath] : [process.execPath];
  const [program = "", ...rest] = [...command, ...args];
  const child = spawn(program, rest, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (text: Buffer) => {
    if (said.length < 4000) said += text.toString();
  });
  const gone = new Promise<void>((resolve) => child.on("exit", () => resolve()));
  for (let tries = 0; tries < 300 && child.exitCode === null; tries++) {
    if (await answers(port))
      return {
        pid: child.pid ?? 0,
        async stop() {
          child.kill("SIGTERM");
          const late = setTimeout(() => child.kill("SIGKILL"), 2000);
          await gone;
          clearTimeout(late);
        },
      };
    await pause(100);
  }
  child.kill("SIGKILL");
  throw new Error(`server did not start: ${said.slice(0, 600)}`);
}

/** Seconds of work all cores have done so far, whoever asked for it. */
export function machineWork(): number {
  const [first = ""] = readFileSync("/proc/stat", "latin1").split("\n");
  const fields = first.trim().split(/\s+/).slice(1, 9).map(Number);
  const idle = (fields[3] ?? 0) + (fields[4] ?? 0);
  return (fields.reduce((sum, field) => sum + field, 0) - idle) / TICKS_A_SECOND;
}
