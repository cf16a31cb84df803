import type { Cell } from "#rules/presence/cell.ts";
import type { SeatId } from "#rules/ids.ts";

import type { Clock } from "../ports/clock.ts";

export interface PoseRelayOptions {
  /** One a chair: `cellsOf(place.chairs, place.eyeAboveSeatM, circle.chairs)` of #rules/presence/cell.ts. */
  readonly cells: readonly Cell[];
  readonly clock: Clock;
}

/**
 * Passes poses on to everybody else in the circle: what is plausible, once encoded, one batch a tick. Keeps nothing.
 *
 * The circle room calls `receive` for each message of type POSE_UP and gives `send` as
 * `(bytes) => client.sendBytes(POSES_DOWN, bytes)`: the bytes belong to the relay and change after the call.
 */
export class PoseRelay {
  constructor(_options: PoseRelayOptions) {}

  /** False: these bytes are no pose. Whoever sends such is no client of ours. */
  receive(_seat: SeatId, _bytes: Uint8Array): boolean {
    return true;
  }

  /** Somebody sits in the circle with this connection; a later call for the same seat replaces it. `backlog`: bytes not yet sent. */
  joined(_seat: SeatId, _chair: number, _send: (bytes: Uint8Array) => void, _backlog: () => number): void {}

  moved(_seat: SeatId, _chair: number): void {}

  left(_seat: SeatId): void {}

  close(): void {}
}
