import { X509Certificate } from "node:crypto";
import { statSync } from "node:fs";
import { request } from "node:https";
import { join } from "node:path";

import { afterEach, describe, expect, test } from "vitest";

import { lookFromSeed } from "#rules/people/look.ts";

import { openHearth } from "../../server/compose.ts";
import { readSettings } from "../../server/config.ts";
import { localAddresses, localName } from "../../server/start/addresses.ts";
import { ownCertificate } from "../../server/start/certificate.ts";
import { offVoiceDesk } from "../../server/voice/off-voice-desk.ts";
import { listeningLog, scratchDir } from "../kit/scratch.ts";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

const newDir = (): string => {
  const { dir, remove } = scratchDir();
  undo.push(remove);
  return dir;
};

describe("our own certificate", () => {
  test("names every address and the .local name, and is nobody else's to read", async () => {
    const dir = newDir();
    const made = await ownCertificate(dir, ["hall.local", "localhost"], ["192.168.7.2", "::1"]);
    const read = new X509Certificate(made.cert);
    expect(read.checkHost("hall.local")).toBe("hall.local");
    expect(read.checkIP("192.168.7.2")).toBe("192.168.7.2");
    expect(read.checkIP("::1")).toBe("::1");
    expect(read.checkHost("example.org")).toBeUndefined();
    expect(read.ca).toBe(false);
    expect(Date.parse(read.validTo) - Date.now()).toBeLessThan(398 * 86_400_000);
    expect(statSync(join(dir, "certificate.json")).mode & 0o077).toBe(0);
  });

  test("is kept while it fits, so that browsers ask once, and made anew when it does not", async () => {
    const dir = newDir();
    const first = await ownCertificate(dir, ["hall.local"], ["192.168.7.2"]);
    expect(await ownCertificate(dir, ["hall.local"], ["192.168.7.2"])).toEqual(first);
    const moved = await ownCertificate(dir, ["hall.local"], ["192.168.7.9"]);
    expect(moved.fingerprint).not.toBe(first.fingerprint);
    expect(await ownCertificate(dir, ["hall.local"], ["192.168.7.9"])).toEqual(moved);
  });
});

interface Reply {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
}

/** As a browser whose user has pressed "Proceed". */
function ask(url: string, ca: string, body?: object): Promise<Reply> {
  const { origin, hostname } = new URL(url);
  const headers = body === undefined ? {} : { origin, "content-type": "application/json" };
  const method = body === undefined ? "GET" : "POST";
  return new Promise((done, fail) => {
    request(
      url,
      { ca, method, headers, servername: "", checkServerIdentity: () => undefined },
      (res) => res.resume().on("end", () => done({ status: res.statusCode, headers: res.headers })),
    )
      .on("error", (error) => fail(new Error(`${hostname}: ${error.message}`)))
      .end(body === undefined ? "" : JSON.stringify(body));
  });
}

describe("--lan", () => {
  test("serves the same over HTTPS on every address, with cookies that insist on it", async () => {
    const read = readSettings({ PORT: "0", DATA_DIR: newDir() }, ["--lan"]);
    if (!read.ok) throw new Error(read.faults.join());
    const voice = offVoiceDesk("Not needed here.");
    const hearth = await openHearth(read.settings, { log: listeningLog(), voice, dist: null });
    undo.push(() => hearth.close());
    const { port } = new URL(hearth.url);
    const cert = hearth.web.certificate?.cert ?? "";
    const hosts = [...localAddresses(), "127.0.0.1"];
    expect(hearth.url).toBe(`https://${localAddresses()[0] ?? localName()}:${port}`);
    expect(hearth.summary().invitation.startsWith(`${hearth.url}/j/`)).toBe(true);
    const code = hearth.summary().invitation.split("/j/")[1] ?? "";
    for (const host of hosts) {
      const reply = await ask(`https://${host}:${port}/api/invitations/${code}`, cert);
      expect([host, reply.status]).toEqual([host, 200]);
      expect(reply.headers["content-security-policy"]).toContain(`wss://${host}:${port}`);
      // A browser that once had it would offer no way past our own certificate.
      expect(reply.headers["strict-transport-security"]).toBeUndefined();
    }
    const body = { name: "Quiet Otter", look: lookFromSeed(1), microphone: false };
    const entered = await ask(
      `https://127.0.0.1:${port}/api/invitations/${code}/enter`,
      cert,
      body,
    );
    expect(entered.status).toBe(200);
    expect(String(entered.headers["set-cookie"])).toMatch(
      /^__Host-hearth=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
  });
});
