import { writeSample } from "./pose-codec.ts";
import {
  emptySample,
  isSamePose,
  nearly,
  PART_NUMBERS,
  POSE_NUMBERS,
  toNumbers,
} from "./pose-numbers.ts";

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
