import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { scratchDir } from "../kit/scratch.ts";

/** Processor time a process has used, in clock ticks (10 ms each). */
function ticksOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return Number(fields[11]) + Number(fields[12]);
}

test("a house whose lines nobody reads any more goes on quietly, and ends when told to", async () => {
  const { dir, remove } = scratchDir();
  const data = join(dir, "data");
  const house = spawn(process.execPath, ["server/main.ts"], {
    env: {
      ...process.env,
      PORT: "0",
      DATA_DIR: data,
      LIVEKIT_URL: "ws://127.0.0.1:9",
      LIVEKIT_API_KEY: "k",
      LIVEKIT_API_SECRET: "s".repeat(32),
    },
  });
  const over = once(house, "exit");
  try {
    let said = "";
    house.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
    await expect.poll(() => said, { timeout: 30_000 }).toContain("Ctrl-C ends everything");
    const { home } = JSON.parse(readFileSync(join(data, "summary.json"), "utf8"));
    house.stdout.destroy();
    house.stderr.destroy();
    // A database that dies is worth a line.
    process.kill(JSON.parse(readFileSync(join(data, "postgres.pid"), "utf8")).pid, "SIGKILL");
    await expect.poll(() => health(`${home}readyz`), { timeout: 30_000 }).toBe("on");
    const before = ticksOf(house.pid ?? 0);
    for (let asked = 0; asked < 100; asked += 1) await health(`${home}readyz`);
    expect(ticksOf(house.pid ?? 0) - before).toBeLessThan(150);
  } finally {
    house.kill("SIGTERM");
    await over;
    remove();
  }
});

async function health(url: string): Promise<string> {
  const { database } = await (await fetch(url)).json();
  return database.state;
}
