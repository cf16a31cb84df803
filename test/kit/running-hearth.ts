import { type Hearth, openHearth, type Overrides } from "../../server/compose.ts";
import { readSettings, type Settings } from "../../server/config.ts";
import { offVoiceDesk } from "../../server/voice/off-voice-desk.ts";
import { listeningLog, scratchDir } from "./scratch.ts";

export interface RunningHearth extends Hearth {
  readonly settings: Settings;
  readonly log: ReturnType<typeof listeningLog>;
  /** The demo meeting's code. */
  readonly code: string;
  readonly facilitatorKey: string;
}

/** The whole house on a free port and empty data; voice is off unless given. `close` takes the data away too. */
export async function runHearth(
  overrides: Overrides = {},
  switches: readonly string[] = [],
): Promise<RunningHearth> {
  const { dir, remove } = scratchDir();
  const read = readSettings({ PORT: "0", DATA_DIR: dir }, switches);
  if (!read.ok) throw new Error(read.faults.join("\n"));
  const log = listeningLog();
  const hearth = await openHearth(read.settings, {
    log,
    voice: offVoiceDesk("Not needed here."),
    dist: null,
    ...overrides,
  });
  const { invitation, facilitator } = hearth.summary();
  return {
    ...hearth,
    settings: read.settings,
    log,
    code: invitation.split("/j/")[1] ?? "",
    facilitatorKey: facilitator?.split("#facilitator=")[1] ?? "",
    async close() {
      await hearth.close();
      remove();
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A browser as far as HTTP goes: keeps its cookie, says where its pages come from. */
export class Visitor {
  readonly url: string;
  cookie = "";

  constructor(hearth: Pick<Hearth, "url">) {
    this.url = hearth.url;
  }

  get(path: string): Promise<Answer> {
    return this.ask(path, {});
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask(path, {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: {
        origin: this.url,
        "content-type": "application/json",
        "sec-fetch-site": "same-origin",
        ...headers,
      },
    });
  }

  async ask(path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (this.cookie !== "") headers.set("cookie", this.cookie);
    const response = await fetch(this.url + path, { ...init, headers });
    const set = response.headers.get("set-cookie");
    if (set !== null) this.cookie = set.split(";")[0] ?? "";
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") === true;
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(text) : text,
    };
  }
}
