import { POSE_HZ } from "#protocol/pose-codec.ts";
import { LEFT_HAND, RIGHT_HAND } from "#protocol/pose-numbers.ts";
import { PoseSampler } from "#protocol/pose-sampler.ts";

import { ownHands, ownPose, ownPoseState } from "../world/own-pose.ts";

export interface PoseSender {
  /** To be called on every (re)join. */
  again(): void;
  stop(): void;
}

/** Sends my own pose at 20 Hz while a rig writes one. `send` is `(bytes) => room.sendBytes(POSE_UP, bytes)`; it copies. */
export function startPoseSender(send: (bytes: Uint8Array) => void): PoseSender {
  const sampler = new PoseSampler();
  const take = (): void => {
    if (!ownPoseState.present) {
      sampler.again();
      return;
    }
    const hands = (ownHands.left ? LEFT_HAND : 0) | (ownHands.right ? RIGHT_HAND : 0);
    const bytes = sampler.take(ownPose, hands, performance.now());
    if (bytes !== null) send(bytes);
  };
  const timer = setInterval(take, 1000 / POSE_HZ);
  return { again: () => sampler.again(), stop: () => clearInterval(timer) };
}
