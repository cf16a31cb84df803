import { POSE_HZ, writeSample } from "#protocol/pose-codec.ts";
import {
  emptySample,
  isSamePose,
  LEFT_HAND,
  nearly,
  PART_NUMBERS,
  POSE_NUMBERS,
  RIGHT_HAND,
  toNumbers,
} from "#protocol/pose-numbers.ts";

import { ownHands, ownPose, ownPoseState } from "../world/own-pose.ts";

/** One client's stream of samples, with the trembling of trackers taken out: a part that keeps still keeps its numbers. */
export class PoseSampler {
  readonly #last = emptySample();
  readonly #next = emptySample();
  #sent = false;

  /** The message for this pose, or null where it says nothing new. The bytes change with the next call. */
  take(pose: ArrayLike<number>, hands: number, nowMs: number): Uint8Array | null {
    const next = this.#next;
    const last = this.#last;
    toNumbers(pose, next.numbers);
    next.hands = hands;
    next.stamp = Math.round(nowMs) & 0xffff;
    if (this.#sent) {
      for (let part = 0; part < POSE_NUMBERS; part += PART_NUMBERS)
        if (nearly(last.numbers, next.numbers, part))
          for (let i = part; i < part + PART_NUMBERS; i++) next.numbers[i] = last.numbers[i] ?? 0;
      if (isSamePose(last, next)) return null;
    }
    last.hands = next.hands;
    last.numbers.set(next.numbers);
    this.#sent = true;
    return writeSample(next);
  }

  /** The next pose is sent whatever it is: the server may have forgotten the last. */
  again(): void {
    this.#sent = false;
  }
}

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
