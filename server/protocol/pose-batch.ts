import { BitReader, BitWriter } from "./pose-bits.ts";
import { clearMemory, codeStep, codeWhole, newMemory, type PoseMemory } from "./pose-codec.ts";
import type { PoseSample } from "./pose-numbers.ts";

/**
 * A batch is records one after another, each on whole bytes. Its first byte says what it is:
 * slot (a step) · 128 + slot (the whole avatar) · 255 slot length name (whose slot this is) · 254 slot (it is empty now)
 * · 253 (from here on everybody is named: whoever is not, has gone).
 */
export const SLOTS = 120;
const WHOLE = 128;
const ALL = 253;
const GONE = 254;
const NAME = 255;
/** Longer names are nobody's: seat ids have at most 40 letters. */
export const NAME_MAX_BYTES = 40;
/** No record is longer: a whole avatar with hands in full motion. */
export const RECORD_MAX_BYTES = 128;

/** Writes the batches of one room. One at a time: `start`, records, then `bytes`, which the next start writes over. */
export class PoseBatchWriter {
  readonly #io: BitWriter;

  constructor(capacity: number) {
    this.#io = new BitWriter(capacity);
  }

  start(): void {
    this.#io.restart();
  }

  get length(): number {
    return this.#io.length;
  }

  get buffer(): Uint8Array {
    return this.#io.bytes;
  }

  get overrun(): boolean {
    return this.#io.overrun;
  }

  /** The avatar's next sample; `memory` goes on to it. */
  step(slot: number, memory: PoseMemory, next: PoseSample): void {
    this.#io.bits(slot, 8);
    codeStep(this.#io, memory, next);
    this.#io.align();
  }

  /** The avatar as it was last told to everybody. */
  whole(slot: number, memory: PoseMemory): void {
    this.#io.bits(WHOLE | slot, 8);
    codeWhole(this.#io, memory);
    this.#io.align();
  }

  name(slot: number, name: string): void {
    const length = Math.min(name.length, NAME_MAX_BYTES);
    this.#io.bits(NAME, 8);
    this.#io.bits(slot, 8);
    this.#io.bits(length, 8);
    for (let i = 0; i < length; i++) this.#io.bits(name.charCodeAt(i) & 0x7f, 8);
  }

  all(): void {
    this.#io.bits(ALL, 8);
  }

  gone(slot: number): void {
    this.#io.bits(GONE, 8);
    this.#io.bits(slot, 8);
  }
}

/** Who is told what a batch says. The sample belongs to the reader and changes with the next record. */
export interface PoseListener {
  pose(name: string, sample: PoseSample): void;
  gone(name: string): void;
}

interface Slot {
  name: string;
  known: boolean;
  stale: boolean;
  readonly memory: PoseMemory;
}

/** Reads the batches of one connection, in order. Bytes of any kind end in `false`, never in an exception. */
export class PoseBatchReader {
  readonly #io = new BitReader();
  readonly #slots: (Slot | undefined)[] = Array.from({ length: SLOTS });
  #sweeping = false;

  /** False: the batch was none of ours, or an earlier one was missed; what is told until then holds. */
  read(bytes: Uint8Array, listener: PoseListener): boolean {
    this.#io.open(bytes);
    let understood = true;
    while (understood && !this.#io.ended) understood = this.#record(listener);
    if (this.#sweeping) this.#sweep(listener);
    return understood;
  }

  #sweep(listener: PoseListener): void {
    this.#sweeping = false;
    for (const slot of this.#slots) if (slot?.stale) empty(slot, listener);
  }

  #record(listener: PoseListener): boolean {
    const kind = this.#io.bits(0, 8);
    if (kind === NAME) return this.#named(listener);
    if (kind === GONE) return this.#gone(listener);
    if (kind === ALL) return this.#all();
    const index = kind & (WHOLE - 1);
    const slot = this.#slots[index];
    if (slot === undefined || slot.name === "") return false;
    if (kind >= WHOLE) codeWhole(this.#io, slot.memory);
    else if (slot.known) codeStep(this.#io, slot.memory, slot.memory.sample);
    else return false;
    this.#io.align();
    slot.known = !this.#io.overrun;
    if (slot.known) listener.pose(slot.name, slot.memory.sample);
    return slot.known;
  }

  #all(): boolean {
    this.#sweeping = true;
    for (const slot of this.#slots) if (slot !== undefined) slot.stale = slot.name !== "";
    return true;
  }

  #named(listener: PoseListener): boolean {
    const index = this.#io.bits(0, 8);
    const length = this.#io.bits(0, 8);
    if (index >= SLOTS || length === 0 || length > NAME_MAX_BYTES) return false;
    let name = "";
    for (let i = 0; i < length; i++) name += String.fromCharCode(this.#io.bits(0, 8) & 0x7f);
    if (this.#io.overrun) return false;
    const slot = (this.#slots[index] ??= {
      name: "",
      known: false,
      stale: false,
      memory: newMemory(),
    });
    if (slot.name !== name) empty(slot, listener);
    slot.name = name;
    slot.known = false;
    slot.stale = false;
    return true;
  }

  #gone(listener: PoseListener): boolean {
    const index = this.#io.bits(0, 8);
    const slot = this.#slots[index];
    // One's own slot, or one never heard of, may be emptied as well.
    if (slot !== undefined) empty(slot, listener);
    return index < SLOTS && !this.#io.overrun;
  }
}

function empty(slot: Slot, listener: PoseListener): void {
  if (slot.name !== "") listener.gone(slot.name);
  slot.name = "";
  slot.known = false;
  slot.stale = false;
  clearMemory(slot.memory);
}
