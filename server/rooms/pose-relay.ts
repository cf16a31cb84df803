import { NAME_MAX_BYTES, PoseBatchWriter, RECORD_MAX_BYTES, SLOTS } from "#protocol/pose-batch.ts";
import { clearMemory, newMemory, type PoseMemory, readSample } from "#protocol/pose-codec.ts";
import {
  emptySample,
  isSamePose,
  POSE_NUMBERS,
  type PoseSample,
  toFloats,
  toNumbers,
} from "#protocol/pose-numbers.ts";
import type { SeatId } from "#rules/ids.ts";
import type { Cell } from "#rules/presence/cell.ts";
import {
  atRest,
  beginAnew,
  type Judged,
  type Motion,
  settlePose,
} from "#rules/presence/plausible.ts";

import type { Clock } from "../ports/clock.ts";

/** One batch to each in this time, at most; with the timer's own lateness p99 of a pose stays under 17 ms. */
const TICK_MS = 14;
/** Somebody with more waiting than this gets no samples: they would only grow older on the way. */
const FULL_BYTES = 4096;
/** Once no more than this waits, they are told everything as it is now. */
const DRAINED_BYTES = 512;

/** Everything is told again to the same client no more often than this. */
const AGAIN_MS = 1000;

const BATCH_BYTES = SLOTS * (RECORD_MAX_BYTES + NAME_MAX_BYTES + 3);

export interface PoseRelayOptions {
  /** One a chair: `cellsOf(chairsOf(place, chairs), place.eyeAboveSeatM, chairs)` of rules and protocol. */
  readonly cells: readonly Cell[];
  readonly clock: Clock;
}

interface Person {
  readonly seat: SeatId;
  readonly slot: number;
  readonly motion: Motion;
  /** What everybody has been told of this avatar. */
  readonly memory: PoseMemory;
  /** What they will be told at the next tick. */
  readonly next: PoseSample;
  cell: Cell | undefined;
  /** Everybody has been told at least one pose. */
  shown: boolean;
  fresh: boolean;
  /** Has to be told everything before steps make sense. */
  lost: boolean;
  /** When they were last told everything. */
  toldAt: number;
  /** Where this person's own record lies in the batch of this tick. */
  from: number;
  to: number;
  send: (bytes: Uint8Array) => void;
  backlog: () => number;
}

/**
 * Passes poses on to everybody else in the circle: what is plausible, once encoded, one batch a tick. Keeps nothing.
 *
 * The circle room calls `receive` for each message of type POSE_UP and gives `send` as
 * `(bytes) => client.sendBytes(POSES_DOWN, bytes)`: the bytes belong to the relay and change after the call.
 */
export class PoseRelay {
  #cells: readonly Cell[];
  readonly #clock: Clock;
  readonly #people = new Map<SeatId, Person>();
  readonly #slots = Array.from({ length: SLOTS }, (_, i) => SLOTS - 1 - i);
  /** Slots whose people have left; nobody gets them before that has been told. */
  readonly #left: number[] = [];
  readonly #batch = new PoseBatchWriter(BATCH_BYTES);
  readonly #everything = new PoseBatchWriter(BATCH_BYTES);
  readonly #others = new Uint8Array(BATCH_BYTES);
  readonly #came = emptySample();
  readonly #judged: Judged = { pose: new Float32Array(POSE_NUMBERS), hands: 0 };
  #tickedAt = 0;
  #callOff: (() => void) | null = null;
  #closed = false;

  constructor({ cells, clock }: PoseRelayOptions) {
    this.#cells = cells;
    this.#clock = clock;
  }

  /** False: these bytes are no pose. Whoever sends such is no client of ours. */
  receive(seat: SeatId, bytes: Uint8Array): boolean {
    const came = this.#came;
    const person = this.#people.get(seat);
    if (bytes.length === 0) return this.#again(person);
    if (!readSample(bytes, came)) return false;
    if (person?.cell === undefined) return true;
    const judged = this.#judged;
    toFloats(came.numbers, judged.pose);
    judged.hands = came.hands;
    const verdict = settlePose(person.cell, person.motion, judged, this.#clock.now());
    if (verdict === "refused") return true;
    if (verdict === "altered") {
      toNumbers(judged.pose, came.numbers);
      came.hands = judged.hands;
    }
    person.next.stamp = came.stamp;
    person.next.hands = came.hands;
    person.next.numbers.set(came.numbers);
    person.fresh = !person.shown || !isSamePose(came, person.memory.sample);
    if (person.fresh) this.#tickSoon();
    return true;
  }

  /** An empty message: this client has lost the thread and asks for everything anew. */
  #again(person: Person | undefined): boolean {
    const now = this.#clock.now();
    if (person === undefined || now < person.toldAt + AGAIN_MS) return true;
    person.lost = true;
    this.#tickSoon();
    return true;
  }

  /** Somebody sits in the circle with this connection; a later call for the same seat replaces it. `backlog`: bytes not yet sent. */
  joined(
    seat: SeatId,
    chair: number,
    send: (bytes: Uint8Array) => void,
    backlog: () => number,
  ): void {
    const known = this.#people.get(seat);
    if (known !== undefined) {
      Object.assign(known, { send, backlog, lost: true });
      this.moved(seat, chair);
      return;
    }
    const slot = this.#slots.pop();
    if (slot === undefined) return;
    this.#people.set(seat, {
      seat,
      slot,
      motion: atRest(),
      memory: newMemory(),
      next: emptySample(),
      cell: this.#cells[chair],
      shown: false,
      fresh: false,
      lost: true,
      toldAt: 0,
      from: 0,
      to: 0,
      send,
      backlog,
    });
    this.#tickSoon();
  }

  /** The next pose is the first from there: nobody is drawn gliding from chair to chair. */
  moved(seat: SeatId, chair: number): void {
    const person = this.#people.get(seat);
    if (person === undefined) return;
    person.cell = this.#cells[chair];
    beginAnew(person.motion);
    if (person.shown) this.#left.push(person.slot);
    forget(person);
    this.#tickSoon();
  }

  /** Another place: everybody is in their chair there, as if they had just sat down. */
  arrange(cells: readonly Cell[], chairs: ReadonlyMap<SeatId, number>): void {
    this.#cells = cells;
    for (const [seat, chair] of chairs) this.moved(seat, chair);
  }

  left(seat: SeatId): void {
    const person = this.#people.get(seat);
    if (person === undefined) return;
    this.#people.delete(seat);
    this.#left.push(person.slot);
    forget(person);
    this.#tickSoon();
  }

  close(): void {
    this.#closed = true;
    this.#callOff?.();
    for (const person of this.#people.values()) forget(person);
    this.#people.clear();
  }

  #tickSoon(): void {
    if (this.#closed || this.#callOff !== null) return;
    const at = Math.max(this.#clock.now(), this.#tickedAt + TICK_MS);
    this.#callOff = this.#clock.wakeAt(at, this.#tick);
  }

  readonly #tick = (): void => {
    this.#callOff = null;
    if (this.#closed) return;
    this.#tickedAt = this.#clock.now();
    this.#write();
    let someWait = false;
    for (const person of this.#people.values()) someWait = !this.#tell(person) || someWait;
    // Somebody slow catches up even where nobody moves.
    if (someWait) this.#tickSoon();
  };

  /** Each fresh sample once, all in one batch; where each begins and ends is kept, to leave it out for its owner. */
  #write(): void {
    const batch = this.#batch;
    batch.start();
    for (const slot of this.#left) batch.gone(slot);
    this.#freeSlots();
    for (const person of this.#people.values()) {
      person.from = batch.length;
      if (person.fresh) writeFresh(batch, person);
      person.to = batch.length;
    }
  }

  #freeSlots(): void {
    const taken = new Set<number>();
    if (this.#left.length > 0) for (const { slot } of this.#people.values()) taken.add(slot);
    for (const slot of new Set(this.#left.splice(0))) if (!taken.has(slot)) this.#slots.push(slot);
  }

  /** False: this person is behind and gets nothing now. */
  #tell(person: Person): boolean {
    const waiting = person.backlog();
    if (person.lost) {
      if (waiting > DRAINED_BYTES) return false;
      person.lost = false;
      person.toldAt = this.#tickedAt;
      this.#tellEverything(person);
      return true;
    }
    const batch = this.#batch;
    const own = person.to - person.from;
    if (batch.length === own) return true;
    if (waiting > FULL_BYTES) {
      person.lost = true;
      return false;
    }
    if (own === 0) person.send(batch.buffer.subarray(0, batch.length));
    else {
      this.#others.set(batch.buffer.subarray(0, person.from));
      this.#others.set(batch.buffer.subarray(person.to, batch.length), person.from);
      person.send(this.#others.subarray(0, batch.length - own));
    }
    return true;
  }

  #tellEverything(to: Person): void {
    const all = this.#everything;
    all.start();
    all.all();
    for (const person of this.#people.values()) {
      if (person === to || !person.shown) continue;
      all.name(person.slot, person.seat);
      all.whole(person.slot, person.memory);
    }
    to.send(all.buffer.subarray(0, all.length));
  }
}

function writeFresh(batch: PoseBatchWriter, person: Person): void {
  const { memory, next, slot } = person;
  if (person.shown) batch.step(slot, memory, next);
  else {
    memory.sample.stamp = next.stamp;
    memory.sample.hands = next.hands;
    memory.sample.numbers.set(next.numbers);
    batch.name(slot, person.seat);
    batch.whole(slot, memory);
  }
  person.shown = true;
  person.fresh = false;
}

function forget(person: Person): void {
  person.shown = false;
  person.fresh = false;
  clearMemory(person.memory);
  person.next.numbers.fill(0);
}
