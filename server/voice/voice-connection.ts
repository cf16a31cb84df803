import { randomBytes, timingSafeEqual } from "node:crypto";

import type { SeatId } from "#rules/ids.ts";

import type { FloorKeeper } from "./floor-keeper.ts";

/** One generation of a seat's voice: a new ticket used means a new one, and no name or secret is ever used twice. */
export interface VoiceConnection {
  readonly seat: SeatId;
  /** Random, told to everybody in the circle; linkable to nothing else. */
  readonly identity: string;
  /** The ticket it came in with. Once used it opens the gate for this connection alone, together with the cookie. */
  readonly pass: string;
  /** Known to this browser's cookie jar alone, so that a pass read elsewhere is worth nothing. */
  readonly cookie: string;
  readonly keeper: FloorKeeper;
  /** The microphone others have been told about, "" when none. */
  liveMicrophone: string;
  /** When its right to speak was last confirmed, while its microphone has not been seen since. */
  grantedAt: number | null;
  /** When it last passed the gate (performance time). */
  enteredAt: number;
  /** The server has listed it since. */
  seen: boolean;
  /** Says something to the voice server in this connection's name; null while its socket is not open. */
  say: ((frame: Uint8Array) => boolean) | null;
  /** Who may hear it, as the voice server was told last; "" when nothing was said yet, which means everybody. */
  told: string;
  /** How many requests came from it that no client of ours makes. */
  strange: number;
  /** Ends the signalling socket that is open now. */
  hangUp: (() => void) | null;
  /** Superseded, expelled or failed: refused for ever. */
  retired: boolean;
}

export const secret = (bytes: number): string => randomBytes(bytes).toString("base64url");

/** Compares without telling by the time it takes how much was right. */
export function sameSecret(shown: string | undefined, kept: string): boolean {
  const a = Buffer.from(shown ?? "");
  const b = Buffer.from(kept);
  return a.length === b.length && timingSafeEqual(a, b);
}
