import { expect, test } from "vitest";

import { PoseBatchReader } from "#protocol/pose-batch.ts";
import { writeSample } from "#protocol/pose-codec.ts";
import { emptySample, toFloats, toNumbers } from "#protocol/pose-numbers.ts";
import { asSeatId } from "#rules/ids.ts";
import { BUBBLE_M, cellsOf } from "#rules/presence/cell.ts";

import { PoseRelay } from "../../server/rooms/pose-relay.ts";
import { loungeFor } from "../kit/lounge.ts";
import { chance, movePerson, newPose, turn } from "../kit/motion.ts";

const lounge = loungeFor(8);
const CHAIRS = lounge.chairs;

/** A clock moved by hand. */
function handClock() {
  let now = 1_000_000;
  const alarms = new Set<{ at: number; call: () => void }>();
  return {
    now: () => now,
    wakeAt(at: number, call: () => void) {
      const alarm = { at, call };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    pass(ms: number) {
      const end = now + ms;
      for (;;) {
        const next = [...alarms].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        alarms.delete(next);
        now = Math.max(now, next.at);
        next.call();
      }
      now = end;
    },
  };
}

type Heard = Map<string, { pose: Float32Array; hands: number; times: number }>;

/** Somebody in the circle: sends poses, remembers what is told of others. */
class Somebody {
  readonly seat;
  readonly chair: number;
  readonly heard: Heard = new Map();
  readonly gone: string[] = [];
  bytes = 0;
  batches = 0;
  backlog = 0;
  #reader = new PoseBatchReader();

  constructor(chair: number) {
    this.chair = chair;
    this.seat = asSeatId(`seat-${chair}`);
  }

  join(relay: PoseRelay): void {
    this.#reader = new PoseBatchReader();
    relay.joined(this.seat, this.chair, this.#receive, () => this.backlog);
  }

  readonly #receive = (bytes: Uint8Array): void => {
    this.bytes += bytes.length;
    this.batches++;
    const sound = this.#reader.read(bytes, {
      pose: (name, { numbers, hands }) => {
        const pose = newPose();
        toFloats(numbers, pose);
        this.heard.set(name, { pose, hands, times: (this.heard.get(name)?.times ?? 0) + 1 });
      },
      gone: (name) => {
        this.heard.delete(name);
        this.gone.push(name);
      },
    });
    if (!sound) throw new Error("a batch that cannot be read");
  };
}

const message = (pose: Float32Array, hands = 3, stamp = 0): Uint8Array => {
  const sample = emptySample();
  toNumbers(pose, sample.numbers);
  sample.hands = hands;
  sample.stamp = stamp & 0xffff;
  return writeSample(sample).slice();
};

const poseOf = (chair: number, seconds: number): Float32Array => {
  const cell = cells[chair];
  const [x = 0, y = 0, z = 0] = cell?.head ?? [];
  return movePerson(newPose(), "seated", chair, seconds, { x, y, z, yaw: CHAIRS[chair]?.yaw ?? 0 });
};

const cells = cellsOf(CHAIRS, lounge.eyeAboveSeatM);

function aCircle(count: number) {
  const clock = handClock();
  const relay = new PoseRelay({ cells, clock });
  const people = Array.from({ length: count }, (_, chair) => new Somebody(chair));
  for (const one of people) one.join(relay);
  clock.pass(20);
  /** Everybody moves for so long, at 20 Hz, each at their own phase. */
  const move = (seconds: number, from = 0): void => {
    for (let ms = 0; ms < seconds * 1000; ms += 5) {
      for (const [index, one] of people.entries())
        if (ms % 50 === (index * 5) % 50)
          relay.receive(one.seat, message(poseOf(one.chair, from + ms / 1000), 3, ms));
      clock.pass(5);
    }
    clock.pass(20);
  };
  const [first, second] = people;
  if (first === undefined || second === undefined) throw new Error("a circle of less than two");
  return { clock, relay, people, move, first, second };
}

test("everybody is told of everybody else, never of themselves, in few and small batches", () => {
  const { people, move, first } = aCircle(8);
  move(10);
  expect([...first.heard.keys()].toSorted()).toEqual(
    people.slice(1).map(({ seat }) => String(seat)),
  );
  for (const { times } of first.heard.values()) expect(times).toBeGreaterThan(195);
  expect(first.batches).toBeLessThan(10 * 72);
  expect((first.bytes + 2 * first.batches) / (10 * 20 * 7)).toBeLessThan(10);
});

test("what is told is what was sent, to the millimetre", () => {
  const { relay, clock, first, second } = aCircle(2);
  const pose = poseOf(1, 3);
  relay.receive(second.seat, message(pose));
  clock.pass(20);
  const told = first.heard.get(second.seat)?.pose ?? newPose();
  expect(Array.from(told)).toEqual(Array.from(pose, (value) => expect.closeTo(value, 2)));
});

test("nothing is told where nothing changes", () => {
  const { relay, clock, first, second } = aCircle(2);
  for (let i = 0; i < 100; i++) {
    relay.receive(second.seat, message(poseOf(1, 0), 3, i * 50));
    clock.pass(50);
  }
  expect(first.heard.get(second.seat)?.times).toBe(1);
});

test("who comes later is told of all at once; who leaves is gone, and their slot serves another", () => {
  const { relay, clock, people, move, first, second } = aCircle(4);
  move(1);
  relay.left(second.seat);
  clock.pass(20);
  expect(first.gone).toEqual([second.seat]);
  const late = new Somebody(5);
  late.join(relay);
  clock.pass(20);
  expect([...late.heard.keys()].toSorted()).toEqual(
    people.filter((one) => one !== second).map(({ seat }) => String(seat)),
  );
  relay.receive(late.seat, message(poseOf(5, 0)));
  clock.pass(20);
  expect(first.heard.has(late.seat)).toBe(true);
  move(1);
  expect(late.heard.get(first.seat)?.times).toBeGreaterThan(15);
  expect(second.heard.has(late.seat)).toBe(false);
});

test("a second device of the same member starts anew and everybody still understands", () => {
  const { relay, people, move, first, second } = aCircle(3);
  move(1);
  second.join(relay);
  move(1, 1);
  for (const one of people) expect(one.heard.size).toBe(2);
  expect(first.heard.get(second.seat)?.times).toBeGreaterThan(10);
});

test("a change of chairs is told as a going and a coming, not as a flight across the room", () => {
  const { relay, clock, first, second } = aCircle(2);
  relay.receive(second.seat, message(poseOf(1, 0)));
  clock.pass(20);
  relay.moved(second.seat, 5);
  // Poses still on their way from the old chair are told to nobody.
  relay.receive(second.seat, message(poseOf(1, 0.05)));
  clock.pass(20);
  expect(first.gone).toEqual([second.seat]);
  expect(first.heard.has(second.seat)).toBe(false);
  relay.receive(second.seat, message(poseOf(5, 0.1)));
  clock.pass(20);
  expect(first.heard.get(second.seat)?.pose[0]).toBeCloseTo(poseOf(5, 0.1)[0] ?? 0, 2);
});

test("another place is told as everybody's going: poses of the old chairs reach nobody there", () => {
  const { relay, clock, first, second } = aCircle(2);
  relay.receive(second.seat, message(poseOf(1, 0)));
  clock.pass(20);
  const far = cells.map((cell) => Object.assign({}, cell, { head: [100, 1, 100] as const }));
  const chairs = new Map([first, second].map(({ seat, chair }) => [seat, chair]));
  relay.arrange(far, chairs);
  relay.receive(second.seat, message(poseOf(1, 0.05)));
  clock.pass(20);
  expect(first.gone).toEqual([second.seat]);
  expect(first.heard.has(second.seat)).toBe(false);
  relay.arrange(cells, chairs);
  relay.receive(second.seat, message(poseOf(1, 0.1)));
  clock.pass(20);
  expect(first.heard.has(second.seat)).toBe(true);
});

test("a slow client gets fewer samples, then everything as it is; nobody else notices", () => {
  const { people, move, first, second } = aCircle(4);
  first.backlog = 9000;
  move(2);
  expect(first.heard.size).toBe(0);
  expect(second.heard.get("seat-2")?.times).toBeGreaterThan(35);
  first.backlog = 100;
  move(1, 2);
  expect(first.heard.size).toBe(3);
  for (const { seat } of people.slice(1)) {
    const [told, wanted] = [
      first.heard.get(seat)?.pose,
      (seat === second.seat ? people[2] : second)?.heard.get(seat)?.pose,
    ];
    expect(told).toEqual(wanted);
  }
});

test("[P22 P25] of 20 000 wild messages none is told that is inside anybody's space", () => {
  const { relay, clock, people, first } = aCircle(8);
  let inside = 0;
  const pose = newPose();
  for (let round = 0; round < 20_000; round++) {
    const who = people[Math.floor(chance(round, 1) * people.length)] ?? first;
    const near = cells[Math.floor(chance(round, 2) * cells.length)]?.head ?? [0, 0, 0];
    for (let i = 0; i < 21; i++) pose[i] = (near[i % 7] ?? 0) + (chance(round, i + 9) - 0.5) * 1.6;
    for (const at of [3, 10, 17]) turn(pose, at, round, chance(round, at), 0);
    relay.receive(who.seat, message(pose, round & 3, round * 10));
    clock.pass(10);
    for (const listener of people.slice(0, 2)) inside += insiders(listener.heard);
  }
  expect(first.heard.size).toBe(7);
  expect(inside).toBe(0);
});

function insiders(heard: Heard): number {
  let inside = 0;
  const all = [...heard.values()];
  const apart = (a: Float32Array, part: number, b: Float32Array) =>
    Math.hypot((a[part] ?? 0) - (b[0] ?? 0), (a[part + 2] ?? 0) - (b[2] ?? 0));
  for (const one of all)
    for (const other of all) {
      if (one === other) continue;
      if (apart(one.pose, 0, other.pose) < 2 * BUBBLE_M) inside++;
      if (one.hands & 1 && apart(one.pose, 7, other.pose) < BUBBLE_M) inside++;
      if (one.hands & 2 && apart(one.pose, 14, other.pose) < BUBBLE_M) inside++;
    }
  return inside;
}

test("[P29] bytes that are no pose are refused, and nobody outside the circle is told anything", () => {
  const { relay, clock, first, second } = aCircle(2);
  expect(relay.receive(second.seat, new Uint8Array(27))).toBe(false);
  expect(relay.receive(second.seat, new Uint8Array(5000))).toBe(false);
  expect(relay.receive(asSeatId("stranger"), message(poseOf(0, 0)))).toBe(true);
  relay.left(first.seat);
  const before = first.batches;
  relay.receive(second.seat, message(poseOf(1, 0)));
  clock.pass(50);
  expect(first.batches).toBe(before);
  expect(first.heard.size).toBe(0);
});

test("a client that has lost the thread asks with an empty message and is told everything, once a second", () => {
  const { relay, clock, first, move } = aCircle(3);
  move(1);
  clock.pass(2000);
  first.heard.clear();
  for (let i = 0; i < 10; i++) {
    expect(relay.receive(first.seat, new Uint8Array())).toBe(true);
    clock.pass(30);
  }
  expect([...first.heard.values()].map(({ times }) => times)).toEqual([1, 1]);
});

test("after the end nothing is told", () => {
  const { relay, clock, first, second } = aCircle(2);
  relay.receive(second.seat, message(poseOf(1, 0)));
  relay.close();
  clock.pass(50);
  expect(first.heard.size).toBe(0);
});
