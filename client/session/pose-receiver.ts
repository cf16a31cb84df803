import { PoseBatchReader } from "#protocol/pose-batch.ts";
import { POSE_NUMBERS, toFloats } from "#protocol/pose-numbers.ts";

import { poseTracks } from "../world/pose-tracks.ts";

/** Fills the tracks from what comes over one connection (Colyseus messages of type POSES_DOWN). One for each join. */
export function receivePoses(tracks = poseTracks): (bytes: Uint8Array) => void {
  tracks.clear();
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
    reader.read(bytes, listener);
  };
}
