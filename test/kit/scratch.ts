import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Log } from "../../server/ports/log.ts";

/** An empty directory of the test's own, which PostgreSQL's user may pass through too. */
export function scratchDir(): { readonly dir: string; readonly remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), "hearth-test-"));
  chmodSync(dir, 0o711);
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** A log that remembers its events for the test to read. */
export function listeningLog(): Log & { readonly events: readonly string[] } {
  const events: string[] = [];
  return {
    events,
    info: (event) => void events.push(event),
    warn: (event) => void events.push(event),
  };
}
