import { toString as drawQr } from "qrcode";

import type { Certificate } from "./certificate.ts";
import type { Summary } from "./summary.ts";

/** What the banner tells about; a part of the composed house. */
export interface Told {
  readonly summary: () => Summary;
  /** Of the storage: where the database had to be put, if not with the rest. */
  readonly storage: { readonly elsewhere: string | null };
  readonly web: { readonly origins: ReadonlySet<string>; readonly certificate: Certificate | null };
}

interface ToldSettings {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly lan: boolean;
  readonly notes: readonly string[];
}

/** Printed once when the house is open: where it is, who is first, what is off and why. */
export async function banner(
  hearth: Told,
  settings: ToldSettings,
  tookMs: number,
): Promise<string> {
  const { home, invitation, facilitator, voice } = hearth.summary();
  const lines = [
    "",
    `  Hearth is open (${(tookMs / 1000).toFixed(1)} s)`,
    "",
    `  Home          ${home}`,
    `  Invitation    ${invitation}`,
    `  Facilitator   ${facilitator ?? "somebody leads this group already"}`,
    ...(facilitator === null
      ? []
      : ["                (makes its first user the facilitator, once)"]),
    `  Voice         ${voice.state === "on" ? "on" : `${voice.state}: ${voice.why}`}`,
    `  Data          ${settings.dataDir}${settings.databaseUrl === null ? "" : " (and your own database)"}`,
    ...(hearth.storage.elsewhere === null
      ? []
      : [
          `  Database      ${hearth.storage.elsewhere} (its user may not enter the directory above)`,
        ]),
    ...settings.notes.map((note) => `  Note          ${note}`),
    "",
  ];
  if (settings.lan) lines.push(...(await lanWords(hearth, invitation)));
  lines.push("  Ctrl-C ends everything.", "");
  return lines.join("\n");
}

async function lanWords({ web }: Told, invitation: string): Promise<readonly string[]> {
  const qr = await drawQr(invitation, { type: "terminal", small: true, errorCorrectionLevel: "L" });
  return [
    "  On a headset or phone in the same network, scan this or type the address:",
    "",
    qr.replace(/^/gm, "  "),
    ...[...web.origins].map((origin) => `      ${origin}`),
    "",
    "  Its browser has never seen this certificate (Hearth made it itself) and will ask once:",
    '      Meta Quest, Chrome, Edge   "Your connection is not private" → Advanced → Proceed to …',
    '      Safari                     "This Connection Is Not Private" → Show Details → visit this website',
    '      Firefox                    "Warning: Potential Security Risk" → Advanced → Accept the Risk and Continue',
    `  Compare the fingerprint if you like: ${web.certificate?.fingerprint ?? ""}`,
    "",
  ];
}
