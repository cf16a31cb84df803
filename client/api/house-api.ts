import type { Enter, HttpError, Invitation, Ticket } from "#protocol/http-shapes.ts";
import { PROTOCOL_VERSION } from "#protocol/version.ts";

import type { Answered, HouseDoor, KeyState } from "../world/house-door.ts";

const TIMEOUT_MS = 10_000;

/** Answers the body, or the word for what went wrong; never throws. */
async function ask<T>(path: string, body?: unknown): Promise<Answered<T>> {
  try {
    const response = await fetch(path, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { accept: "application/json", "content-type": "application/json" },
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as T | { readonly error: HttpError };
    return response.ok ? { ok: true, value: answer as T } : { ok: false, error: errorIn(answer) };
  } catch {
    return { ok: false, error: "offline" };
  }
}

const errorIn = (answer: unknown): HttpError =>
  typeof answer === "object" && answer !== null && "error" in answer
    ? (answer.error as HttpError)
    : "not-saved";

const invitation = (code: string): string => `/api/invitations/${encodeURIComponent(code)}`;

/** The only door to the server's plain requests. */
export const houseApi: HouseDoor & {
  readonly ticket: (meeting: string) => Promise<Answered<Ticket>>;
} = {
  invitation: (code) => ask<Invitation>(invitation(code)),
  enter: (code: string, entry: Enter) => ask(`${invitation(code)}/enter`, entry),
  keyState: async (code, key) => {
    const answer = await ask<{ state: KeyState }>(`${invitation(code)}/facilitator-key`, { key });
    return answer.ok ? { ok: true, value: answer.value.state } : answer;
  },
  help: () => ask("/api/help"),
  ready: () => ask("/readyz"),
  ticket: (meeting) =>
    ask<Ticket>(`/api/meetings/${encodeURIComponent(meeting)}/ticket`, {
      version: PROTOCOL_VERSION,
    }),
};
