import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createInterface } from "node:readline";

import { progress, say } from "./progress.ts";
import { placesFolder, workshopFolder } from "./sources.ts";

const cache = new URL("../../.cache/workshop/", import.meta.url);
const python = new URL("venv/bin/python", cache).pathname;

/** What Blender loads from the system although it draws nothing. */
const LIBRARIES: Readonly<Record<string, string>> = {
  "libXrender.so.1": "libxrender1",
  "libXi.so.6": "libxi6",
  "libxkbcommon.so.0": "libxkbcommon0",
  "libSM.so.6": "libsm6",
  "libGL.so.1": "libgl1",
};

export const workOf = (name: string): URL => new URL(`${name}/`, cache);

function must(command: string, args: readonly string[], why: string): void {
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  if (status !== 0) throw new Error(why);
}

function missingLibraries(): readonly string[] {
  const known = spawnSync("/sbin/ldconfig", ["-p"], { encoding: "utf8" }).stdout ?? "";
  // Where there is no ldconfig nobody can say; Blender's own error will.
  return known === ""
    ? []
    : Object.entries(LIBRARIES)
        .filter(([file]) => !known.includes(file))
        .map(([, name]) => name);
}

/** Blender as a Python module, in a folder of its own below .cache: 1.2 GB, once. */
export function ensureBlender(): void {
  const missing = missingLibraries();
  if (missing.length > 0)
    throw new Error(
      `Blender needs system libraries that are missing here. On Debian: apt-get install ${missing.join(" ")}`,
    );
  const wanted = new URL("requirements.txt", workshopFolder).pathname;
  if (existsSync(python)) {
    const { status } = spawnSync(
      python,
      ["-c", "import bpy, pyoidn, numpy; assert bpy.app.version_string == '5.0.1'"],
      { stdio: "ignore" },
    );
    if (status === 0) return;
  }
  say("Fetching Blender and the denoiser (once, 1.2 GB below .cache/workshop) …");
  mkdirSync(cache, { recursive: true });
  const base = ["python3.11", "python3"].find((name) =>
    /3\.11\./.test(spawnSync(name, ["--version"], { encoding: "utf8" }).stdout ?? ""),
  );
  if (base === undefined) throw new Error("bpy 5.0.1 needs Python 3.11.");
  must(
    base,
    ["-m", "venv", new URL("venv", cache).pathname],
    "python3 -m venv failed (Debian: apt-get install python3-venv).",
  );
  must(
    python,
    ["-m", "pip", "install", "-q", "-r", wanted],
    "pip could not install assets/workshop/requirements.txt.",
  );
}

export interface BakeOrder {
  readonly name: string;
  readonly work: URL;
  readonly layout: number;
  readonly size: number;
  readonly samples: number;
}

/** Runs craft.py and tells how far it is. */
export async function craft({ name, work, layout, size, samples }: BakeOrder): Promise<void> {
  const args = [
    new URL("craft.py", workshopFolder).pathname,
    new URL(name, placesFolder).pathname,
    work.pathname,
    `--layout=${layout}`,
    `--size=${size}`,
    `--samples=${samples}`,
  ];
  const child = spawn(python, args, {
    stdio: ["ignore", "pipe", "pipe"],
    // Python would leave its compiled files beside the sources.
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  const show = progress(name);
  const errors: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    const [, part, text] = /^@ ([\d.]+) (.*)$/.exec(line) ?? [];
    if (part !== undefined) show(Number(part), text ?? "");
    else if (/^\w+: \d+ s/.test(line)) show.note(line);
  });
  createInterface({ input: child.stderr }).on("line", (line) => errors.push(line));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (code !== 0) throw new Error(`${name}: craft.py failed\n${errors.slice(-15).join("\n")}`);
}
