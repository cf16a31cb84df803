import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { AccessToken } from "livekit-server-sdk";
import { afterEach, beforeEach, expect, test } from "vitest";

import { findVoiceServer } from "../../server/voice/build-voice-server.ts";
import { startVoiceServer, type VoiceServer } from "../../server/voice/start-voice-server.ts";
import { voiceServerConfig } from "../../server/voice/voice-server-config.ts";
import { openWebhookHint } from "../../server/voice/webhook-hint.ts";
import { until } from "./voice-house.ts";

let dataDir: string;
const warnings: string[] = [];
const log = { info: () => undefined, warn: (event: string) => void warnings.push(event) };

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "hearth-voice-"));
  warnings.length = 0;
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const start = async (): Promise<VoiceServer> =>
  startVoiceServer({
    binary: (await findVoiceServer()) ?? "none",
    dataDir,
    nodeIp: "127.0.0.1",
    log,
  });
const well = ({ url }: VoiceServer): Promise<boolean> =>
  fetch(url.replace("ws", "http")).then(
    (answer) => answer.ok,
    () => false,
  );
const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test("it starts, keeps its keys off the disk, and ends with us", async () => {
  const server = await start();
  const pid = server.pid() ?? 0;
  expect(await well(server)).toBe(true);
  const kept = await Promise.all(
    (await readdir(dataDir)).map((name) => readFile(join(dataDir, name), "utf8")),
  );
  expect(kept.join("")).not.toContain(server.apiSecret);
  await server.close();
  expect(await well(server)).toBe(false);
  expect(alive(pid)).toBe(false);
  expect(await readdir(dataDir)).toEqual([]);
});

test("it is started again when it dies, with the same keys, at the same address", async () => {
  const server = await start();
  const first = server.pid() ?? 0;
  process.kill(first, "SIGKILL");
  await until(() => (server.pid() === first ? null : true), 3000, "no other process was started");
  await until(async () => ((await well(server)) ? true : null), 5000, "it did not come back");
  expect(warnings).toContain("voice-server-died");
  await server.close();
});

test("one left behind by a killed Hearth is ended at the next start; a stranger's process is not", async () => {
  const orphan = await start();
  const pid = orphan.pid() ?? 0;
  const marked = await readFile(join(dataDir, "voice-server.pid"), "utf8");
  expect(Number(marked)).toBe(pid);
  const next = await start();
  await until(
    () => (next.pid() !== pid && orphan.pid() !== pid ? true : null),
    3000,
    "the orphan lived on",
  );
  await orphan.close();
  await next.close();
  await writeFile(join(dataDir, "voice-server.pid"), String(process.pid));
  const third = await start();
  expect(alive(process.pid)).toBe(true);
  await third.close();
});

test("a server that cannot start says why, in its own last words", async () => {
  const wish = { binary: "/bin/false", dataDir, nodeIp: "127.0.0.1", log };
  await expect(startVoiceServer(wish)).rejects.toThrow("The voice server did not start.");
});

test("its settings keep calls on loopback, media on the one address, and everybody's STUN at home", () => {
  const place = {
    nodeIp: "127.0.0.1",
    httpPort: 1,
    udpPort: 2,
    tcpPort: 0,
    apiKey: "key",
    apiSecret: "secret",
    webhook: "",
  };
  const config: unknown = JSON.parse(voiceServerConfig(place));
  expect(config).toMatchObject({
    bind_addresses: ["127.0.0.1"],
    rtc: {
      node_ip: "127.0.0.1",
      tcp_port: 0,
      use_external_ip: false,
      stun_servers: ["127.0.0.1:3478"],
    },
    room: { auto_create: false, enabled_codecs: [{ mime: "audio/opus" }, { mime: "audio/red" }] },
    logging: { level: "warn", pion_level: "error" },
  });
  expect(config).not.toHaveProperty("redis");
  expect(JSON.stringify(config)).not.toMatch(/google|twilio/);
});

test("a webhook counts only with the server's own signature over these very bytes", async () => {
  const rooms: string[] = [];
  const hint = await openWebhookHint((room) => rooms.push(room));
  const body = JSON.stringify({ event: "participant_joined", room: { name: "ours" } });
  const sign = async (secret: string, over: string): Promise<string> => {
    const token = new AccessToken(hint.apiKey, secret);
    token.sha256 = Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(over))).toString(
      "base64",
    );
    return token.toJwt();
  };
  const send = async (authorization: string): Promise<number> =>
    (await fetch(hint.url, { method: "POST", body, headers: { authorization } })).status;
  expect(await send("")).toBe(401);
  expect(await send(await sign("another-secret-of-some-length-at-all", body))).toBe(401);
  expect(await send(await sign(hint.apiSecret, `${body} `))).toBe(401);
  expect(rooms).toEqual([]);
  expect(await send(await sign(hint.apiSecret, body))).toBe(200);
  expect(rooms).toEqual(["ours"]);
  await hint.close();
});
