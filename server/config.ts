import { resolve } from "node:path";

interface VoiceServer {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

export interface Settings {
  /** 0: any free port. */
  readonly port: number;
  /** The origin people type, where a host with a real certificate stands in front of us. */
  readonly publicUrl: string | null;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** A voice server of one's own; null: find or build one. */
  readonly voiceServer: VoiceServer | null;
  /** HTTPS on every network address of this machine, with a certificate of our own. */
  readonly lan: boolean;
  /** The client is served from its sources, with hot reload. */
  readonly dev: boolean;
  /** What was set and is not used. */
  readonly notes: readonly string[];
}

export type ReadSettings =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly faults: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;
type Complain = (fault: string) => void;

/** HEARTH_CACHE: where the voice server, once built, is kept for every clone on this machine (~/.cache/hearth). */
const OURS = ["HEARTH_CACHE"];
const SWITCHES = ["--lan", "--dev"];

/** Environment and switches → typed settings, or every fault at once with its cure. */
export function readSettings(environment: Environment, switches: readonly string[]): ReadSettings {
  const faults: string[] = [];
  const complain: Complain = (fault) => void faults.push(fault);
  // An empty variable is an unset one: that is how compose files and shells blank a setting.
  const get = (name: string): string | null => environment[name]?.trim() || null;

  for (const name of Object.keys(environment).filter((key) => key.startsWith("HEARTH_"))) {
    if (!OURS.includes(name)) complain(unknownWord(name, "setting", OURS));
  }
  for (const word of switches.filter((one) => !SWITCHES.includes(one))) {
    complain(unknownWord(word, "switch", SWITCHES));
  }
  const settings: Settings = {
    port: readPort(get("PORT"), complain),
    publicUrl: readPublicUrl(get("PUBLIC_URL"), complain),
    dataDir: resolve(get("DATA_DIR") ?? "data"),
    databaseUrl: readUrl("DATABASE_URL", get("DATABASE_URL"), DATABASE, complain),
    voiceServer: readVoiceServer(get, complain),
    lan: switches.includes("--lan"),
    dev: switches.includes("--dev"),
    notes: unused(get, complain),
  };
  if (settings.lan && settings.publicUrl !== null) {
    complain(
      "--lan and PUBLIC_URL are both set. --lan serves this network with a certificate of its own; PUBLIC_URL is for a host in front with a real one. Leave one out.",
    );
  }
  return faults.length === 0 ? { ok: true, settings } : { ok: false, faults };
}

function unknownWord(word: string, kind: string, known: readonly string[]): string {
  return `${word} is no ${kind} of Hearth. Known: ${known.join(", ")}. Correct the name or take it away.`;
}

function readPort(text: string | null, complain: Complain): number {
  if (text === null) return 2567;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    complain(
      `PORT is "${text}". Set a whole number from 0 (any free port) to 65535, like PORT=2567.`,
    );
    return 2567;
  }
  return port;
}

const DATABASE = {
  protocols: ["postgres:", "postgresql:"],
  example: "postgresql://hearth:password@localhost:5432/hearth",
};
const VOICE = { protocols: ["ws:", "wss:", "http:", "https:"], example: "ws://127.0.0.1:7880" };
const REDIS = { protocols: ["redis:", "rediss:"], example: "redis://127.0.0.1:6379" };
const SMTP = {
  protocols: ["smtp:", "smtps:"],
  example: "smtp://user:password@mail.example.org:587",
};

function readUrl(
  name: string,
  text: string | null,
  kind: { readonly protocols: readonly string[]; readonly example: string },
  complain: Complain,
): string | null {
  if (text === null) return null;
  if (URL.canParse(text) && kind.protocols.includes(new URL(text).protocol)) return text;
  // The value may hold a password: it is never repeated.
  complain(`${name} is no address of that kind. Write it like ${name}=${kind.example}`);
  return null;
}

function readPublicUrl(text: string | null, complain: Complain): string | null {
  if (text === null) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const loopback = url !== null && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url === null || !(url.protocol === "https:" || (url.protocol === "http:" && loopback))) {
    complain(
      `PUBLIC_URL is "${text}". Microphones and headsets need HTTPS: write it like PUBLIC_URL=https://circle.example.org`,
    );
    return null;
  }
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "") {
    complain(
      `PUBLIC_URL is "${text}". Hearth needs a host of its own, without a path: PUBLIC_URL=${url.origin}`,
    );
  }
  return url.origin;
}

function readVoiceServer(
  get: (name: string) => string | null,
  complain: Complain,
): VoiceServer | null {
  const url = readUrl("LIVEKIT_URL", get("LIVEKIT_URL"), VOICE, complain);
  const [apiKey, apiSecret] = [get("LIVEKIT_API_KEY"), get("LIVEKIT_API_SECRET")];
  if (get("LIVEKIT_URL") === null) {
    if (apiKey !== null || apiSecret !== null) {
      complain(
        "LIVEKIT_API_KEY or LIVEKIT_API_SECRET is set without LIVEKIT_URL. Set all three for a voice server of your own, or none: Hearth brings one.",
      );
    }
    return null;
  }
  if (apiKey === null)
    complain(
      "LIVEKIT_URL is set, LIVEKIT_API_KEY is missing. Set the key that voice server knows.",
    );
  if (apiSecret === null)
    complain(
      "LIVEKIT_URL is set, LIVEKIT_API_SECRET is missing. Set the secret that belongs to the key.",
    );
  return url !== null && apiKey !== null && apiSecret !== null ? { url, apiKey, apiSecret } : null;
}

function unused(get: (name: string) => string | null, complain: Complain): readonly string[] {
  const notes: string[] = [];
  if (readUrl("REDIS_URL", get("REDIS_URL"), REDIS, complain) !== null) {
    notes.push("REDIS_URL is set but not used: this version runs as one process.");
  }
  if (readUrl("SMTP_URL", get("SMTP_URL"), SMTP, complain) !== null) {
    notes.push("SMTP_URL is set but not used: invitations are links, nothing needs mail.");
  }
  return notes;
}
