import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { VoiceState } from "../ports/voice-desk.ts";

/** What a start tells: on the terminal in words, in DATA_DIR/summary.json for programs. */
export interface Summary {
  readonly ready: boolean;
  readonly home: string;
  readonly invitation: string;
  /** The invitation for the first facilitator, who it makes once; null when that was long ago. */
  readonly facilitator: string | null;
  readonly voice: VoiceState;
}

/** Written aside and moved into place: a reader sees the old summary or the new one, whole. */
export function writeSummary(dataDir: string, summary: Summary): void {
  const file = join(dataDir, "summary.json");
  const fresh = `${file}.new`;
  const { state } = summary.voice;
  const why = summary.voice.state === "on" ? "" : summary.voice.why;
  writeFileSync(fresh, `${JSON.stringify({ ...summary, voice: { state, why } }, null, 2)}\n`, {
    mode: 0o600,
  });
  renameSync(fresh, file);
}
