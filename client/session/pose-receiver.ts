import { PoseBatchReader } from "#protocol/pose-batch.ts";
import { POSE_NUMBERS, toFloats } from "#protocol/pose-numbers.ts";

import { poseTracks } from "../world/pose-tracks.ts";

/** A batch that could not be read is asked about this often at most. */
const ASK_MS = 1500;

/**
 * Fills the tracks from what comes over one connection (Colyseus messages of type POSES_DOWN). One for each join. `ask` is
 * `() => room.sendBytes(POSE_UP, nothing)`: an empty message, answered by everything anew.
 */
export function receivePoses(
  ask: () => void = () => undefined,
  tracks = poseTracks,
): (bytes: Uint8Array) => void {
  tracks.clear();
  let askedAt = Number.NEGATIVE_INFINITY;
  const reader = new PoseBatchReader();
  const pose = new Float32Array(POSE_NUMBERS);
  let arrived = 0;
  const listener = {
    pose(seat: string, sample: { stamp: number; hands: number; numbers: Int32Array }) {
      toFloats(sample.numbers, pose);
      tracks.put(seat, sample.stamp, sample.hands, pose, arrived);
    },
    gone: (seat: string) => tracks.remove(seat),
  };
  return (bytes) => {
    arrived = performance.now();
    if (reader.read(bytes, listener) || arrived < askedAt + ASK_MS) return;
    askedAt = arrived;
    ask();
  };
}
