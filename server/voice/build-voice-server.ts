import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { access, constants, mkdir, readFile, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

const SOURCE = join(import.meta.dirname, "livekit-server");
/** Outside node_modules: installing packages anew must not cost another build. HEARTH_CACHE moves it. */
const CACHE = join(
  process.env["HEARTH_CACHE"] ||
    join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "hearth"),
  "livekit-server",
);
const NAME = process.platform === "win32" ? "livekit-server.exe" : "livekit-server";
const PACKAGE = "github.com/livekit/livekit-server/cmd/server";

/** How to get a voice server, for the banner. */
export const HOW_TO_GET_VOICE =
  "Install livekit-server (livekit.io) or Go 1.21 or newer, or set LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET; then start again.";

const canRun = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

async function onPath(name: string): Promise<string | null> {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter).filter((part) => part !== "")) {
    const path = join(folder, name);
    if (await canRun(path)) {
      return path;
    }
  }
  return null;
}

/** One folder for each set of pinned versions, so that an update is built anew. */
async function builtPath(): Promise<string> {
  const pinned = await Promise.all(
    ["go.mod", "go.sum"].map((name) => readFile(join(SOURCE, name))),
  );
  const mark = createHash("sha256").update(Buffer.concat(pinned)).digest("hex").slice(0, 16);
  return join(CACHE, mark, NAME);
}

/** A livekit-server that can be run now: the machine's own, else the one built before; null when there is none. */
export async function findVoiceServer(): Promise<string | null> {
  const own = await onPath(NAME);
  if (own !== null) {
    return own;
  }
  const built = await builtPath();
  return (await canRun(built)) ? built : null;
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/** Go, with which a voice server could be built; null where there is none. */
export const findGo = (): Promise<string | null> =>
  onPath(process.platform === "win32" ? "go.exe" : "go");

/** Builds the pinned livekit-server with Go, once: a minute or two and half a gigabyte of module cache. Throws plain words. */
export async function buildVoiceServer(
  onProgress: (words: string) => void,
  signal?: AbortSignal,
): Promise<string> {
  const go = await findGo();
  if (go === null) {
    throw new Error(`No voice server was found, and no Go to build one. ${HOW_TO_GET_VOICE}`);
  }
  const path = await builtPath();
  const draft = `${path}.${randomUUID()}`;
  await mkdir(join(path, ".."), { recursive: true });
  onProgress("Building the voice server. This happens once and takes about two minutes.");
  const child = spawn(go, ["build", "-trimpath", "-ldflags", "-s -w", "-o", draft, PACKAGE], {
    cwd: SOURCE,
    // A step of Go's own tool chain may be needed and is fetched with its checksum; the module files stay as committed.
    env: { ...process.env, GOFLAGS: "-mod=readonly", CGO_ENABLED: "0", GOTOOLCHAIN: "auto" },
    stdio: ["ignore", "ignore", "pipe"],
    ...(signal === undefined ? {} : { signal }),
  });
  const words: string[] = [];
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    words.push(text);
    if (text.includes("downloading")) {
      onProgress("Fetching the voice server's source.");
    }
  });
  const code = await ended(child);
  if (code !== 0) {
    await rm(draft, { force: true });
    const last = words.join("").trim().split("\n").at(-1) ?? "";
    throw new Error(`The voice server could not be built: ${last} ${HOW_TO_GET_VOICE}`);
  }
  // In one step, so that a second start never runs half a file.
  await rename(draft, path);
  onProgress("The voice server is built.");
  return path;
}
