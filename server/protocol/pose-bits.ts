/** Both directions of a bit stream, so that one description of a format serves writer and reader. */
export interface BitIo {
  readonly writing: boolean;
  /** Writes the lowest `count` bits (at most 24) of `value`, or reads as many and ignores `value`. */
  bits(value: number, count: number): number;
}

/** Writes into one buffer, again and again. What does not fit is dropped and `overrun` says so. */
export class BitWriter implements BitIo {
  readonly writing = true;
  readonly bytes: Uint8Array;
  overrun = false;
  #length = 0;
  #held = 0;
  #count = 0;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Bytes written so far, the begun one included. */
  get length(): number {
    return this.#length + (this.#count > 0 ? 1 : 0);
  }

  restart(): void {
    this.#length = 0;
    this.#held = 0;
    this.#count = 0;
    this.overrun = false;
  }

  bits(value: number, count: number): number {
    let left = count;
    while (left > 0) {
      const take = Math.min(8 - this.#count, left);
      left -= take;
      this.#held = (this.#held << take) | ((value >>> left) & ((1 << take) - 1));
      this.#count += take;
      if (this.#count === 8) this.#put(this.#held);
    }
    return value;
  }

  /** Fills the begun byte with zeros. */
  align(): void {
    if (this.#count > 0) this.#put(this.#held << (8 - this.#count));
  }

  #put(byte: number): void {
    if (this.#length < this.bytes.length) this.bytes[this.#length++] = byte;
    else this.overrun = true;
    this.#held = 0;
    this.#count = 0;
  }
}

/** Reads any bytes at all without throwing: behind the end come zeros, and `overrun` says so. */
export class BitReader implements BitIo {
  readonly writing = false;
  overrun = false;
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;
  #left = 0;

  open(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.#at = 0;
    this.#left = 8;
    this.overrun = false;
  }

  /** Everything has been read, but for the rest of a begun byte. */
  get ended(): boolean {
    return this.#at + (this.#left < 8 ? 1 : 0) >= this.#bytes.length;
  }

  bits(_value: number, count: number): number {
    let result = 0;
    let wanted = count;
    while (wanted > 0) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) {
        this.overrun = true;
        return result << wanted;
      }
      const take = Math.min(this.#left, wanted);
      this.#left -= take;
      wanted -= take;
      result = (result << take) | ((byte >>> this.#left) & ((1 << take) - 1));
      if (this.#left === 0) {
        this.#at++;
        this.#left = 8;
      }
    }
    return result;
  }

  align(): void {
    if (this.#left < 8) {
      this.#at++;
      this.#left = 8;
    }
  }
}

/** A run of ones this long means: the number follows as it is. */
const LONGEST_RUN = 12;
const PLAIN_BITS = 18;
/** Means are kept in sixteenths. */
const MEAN_SCALE = 16;

/** Zigzag: small numbers of either sign become small numbers. */
const folded = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const unfolded = (value: number): number => (value & 1 ? -((value + 1) >> 1) : value >> 1);

/**
 * Adaptive Rice code of one signed number below 2^17: `means[group]` holds the running size of what came before and
 * chooses how many low bits are sent plainly; the rest is counted in ones.
 */
export function rice(io: BitIo, means: Int32Array, group: number, value: number): number {
  const mean = means[group] ?? 0;
  let low = 0;
  while (MEAN_SCALE << low < mean && low < 14) low++;
  const whole = folded(value);
  const runs = io.writing ? Math.min(LONGEST_RUN, whole >> low) : 0;
  const run = countOnes(io, runs);
  const size =
    run === LONGEST_RUN
      ? io.bits(whole, PLAIN_BITS)
      : (run << low) | io.bits(whole & ((1 << low) - 1), low);
  means[group] = mean + size * (MEAN_SCALE / 8) - (mean >> 3);
  return unfolded(size);
}

function countOnes(io: BitIo, ones: number): number {
  for (let run = 0; run < LONGEST_RUN; run++) if (io.bits(run < ones ? 1 : 0, 1) === 0) return run;
  return LONGEST_RUN;
}
