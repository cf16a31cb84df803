import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { generate } from "selfsigned";

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** SHA-256, as browsers show it. */
  readonly fingerprint: string;
}

const DAY_MS = 86_400_000;
/** Browsers refuse certificates that last longer. */
const DAYS_VALID = 397;
const RENEW_BEFORE_MS = 14 * DAY_MS;

/** Our own certificate for these names and addresses: kept, and made anew when they change or it runs out. */
export async function ownCertificate(
  dataDir: string,
  names: readonly string[],
  addresses: readonly string[],
): Promise<Certificate> {
  const file = join(dataDir, "certificate.json");
  const kept = readKept(file);
  if (kept !== null && stillFits(kept.cert, names, addresses)) return withFingerprint(kept);
  const made = await generate([{ name: "commonName", value: names[0] ?? "hearth.local" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notBeforeDate: new Date(Date.now() - DAY_MS),
    notAfterDate: new Date(Date.now() + DAYS_VALID * DAY_MS - DAY_MS),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          ...names.map((value) => ({ type: 2, value }) as const),
          ...addresses.map((ip) => ({ type: 7, ip }) as const),
        ],
      },
    ],
  });
  const fresh = { key: made.private, cert: made.cert };
  writeFileSync(file, JSON.stringify(fresh), { mode: 0o600 });
  return withFingerprint(fresh);
}

type Pair = Pick<Certificate, "key" | "cert">;

function readKept(file: string): Pair | null {
  if (!existsSync(file)) return null;
  const { key, cert } = JSON.parse(readFileSync(file, "utf8"));
  return { key: String(key), cert: String(cert) };
}

function stillFits(cert: string, names: readonly string[], addresses: readonly string[]): boolean {
  const read = new X509Certificate(cert);
  return (
    Date.parse(read.validTo) - Date.now() > RENEW_BEFORE_MS &&
    names.every((name) => read.checkHost(name) !== undefined) &&
    addresses.every((address) => read.checkIP(address) !== undefined)
  );
}

const withFingerprint = (pair: Pair): Certificate => ({
  ...pair,
  fingerprint: new X509Certificate(pair.cert).fingerprint256,
});
