import { expect, test } from "vitest";

import { PoseBatchWriter } from "#protocol/pose-batch.ts";
import { newMemory, readSample } from "#protocol/pose-codec.ts";
import { emptySample, toFloats, toNumbers } from "#protocol/pose-numbers.ts";
import { PoseSampler } from "#protocol/pose-sampler.ts";

import { receivePoses } from "../../client/session/pose-receiver.ts";
import { makePoseTracks } from "../../client/world/pose-tracks.ts";
import { chance, movePerson, newPose } from "../kit/motion.ts";

const stand = { x: 0, y: 1.2, z: -2, yaw: 0.3 };
const FRAME_MS = 1000 / 72;

/** The x of a head that sways half a metre a second, for slopes one can reckon with. */
const headAt = (ms: number): Float32Array => movePerson(newPose(), "walk", 1, ms / 1000, stand);

interface Network {
  readonly lossOf: (index: number) => boolean;
  readonly jitterMs: number;
}

/** Plays `seconds` of motion over a network and calls back for each frame. */
function play(
  seconds: number,
  { lossOf, jitterMs }: Network,
  frame: (now: number, out: Float32Array) => void,
): void {
  const tracks = makePoseTracks();
  const arrivals = Array.from({ length: seconds * 20 }, (_, index) => ({
    index,
    made: index * 50,
    arrives: index * 50 + 40 + chance(index, 9) * jitterMs,
  }))
    .filter(({ index }) => !lossOf(index))
    .toSorted((a, b) => a.arrives - b.arrives);
  const out = newPose();
  for (let now = 0; now < seconds * 1000; now += FRAME_MS) {
    while (arrivals[0] !== undefined && arrivals[0].arrives <= now) {
      const { made, arrives } = arrivals[0];
      arrivals.shift();
      tracks.put("a", made & 0xffff, 3, headAt(made), arrives);
    }
    if (tracks.sample("a", now, out)) frame(now, out);
  }
}

/** The worst of: distance from where they were a while ago, and jump from frame to frame. */
function judge(network: Network) {
  let last: Float32Array | null = null;
  let [jump, error, back, frames] = [0, 0, 0, 0];
  play(60, network, (now, out) => {
    frames++;
    if (last !== null && now > 2000) {
      const step = (out[0] ?? 0) - (last[0] ?? 0);
      jump = Math.max(
        jump,
        Math.hypot(step, (out[1] ?? 0) - (last[1] ?? 0), (out[2] ?? 0) - (last[2] ?? 0)),
      );
      back = Math.max(back, -step);
      // 0.4 m/s along x: the truth is where they were 40 + 100 ms ago, or somewhat longer where the network is bad.
      error = Math.max(error, Math.abs((out[0] ?? 0) - 0.4 * ((now - 140) / 1000)));
    }
    last = out.slice();
  });
  expect(frames).toBeGreaterThan(4000);
  return { jump, error, back };
}

const still = 0.4 * (FRAME_MS / 1000);

test("on a good line they are where they were 100 ms before the sample came, in even steps", () => {
  const { jump, error, back } = judge({ lossOf: () => false, jitterMs: 0 });
  expect(error).toBeLessThan(0.012);
  expect(back).toBe(0);
  expect(jump).toBeLessThan(still * 1.9);
});

test("at 20 Hz with one sample in twenty lost nothing jumps and nothing goes back", () => {
  const { jump, error, back } = judge({ lossOf: (index) => chance(index, 3) < 0.05, jitterMs: 15 });
  expect(back).toBeLessThan(0.001);
  expect(jump).toBeLessThan(still * 2.6);
  expect(error).toBeLessThan(0.09);
});

test("after a second without samples motion comes to rest, and goes on without a jump", () => {
  const { jump } = judge({ lossOf: (index) => index % 100 > 80, jitterMs: 5 });
  // 0.4 m have to be made good in 0.12 s and the frames of a 72 Hz headset.
  expect(jump).toBeLessThan(0.08);
});

test("somebody who kept still for a minute starts from where they were", () => {
  const tracks = makePoseTracks();
  const out = newPose();
  const at = (x: number): Float32Array => {
    const pose = headAt(0);
    pose[0] = x;
    return pose;
  };
  const put = (made: number, x: number) => tracks.put("a", made & 0xffff, 3, at(x), made + 20);
  put(0, 1);
  put(50, 1);
  for (let now = 200; now < 70_000; now += 10) {
    tracks.sample("a", now, out);
    expect(out[0]).toBeCloseTo(1, 4);
  }
  put(70_000, 1);
  put(70_050, 1.02);
  tracks.sample("a", 70_080, out);
  expect(out[0]).toBeCloseTo(1, 4);
  tracks.sample("a", 70_700, out);
  expect(out[0]).toBeCloseTo(1.02, 4);
});

test("another device's clock starts the track anew", () => {
  const tracks = makePoseTracks();
  const out = newPose();
  for (let i = 0; i < 10; i++) tracks.put("a", 1000 + i * 50, 3, headAt(0), 500 + i * 50);
  for (let i = 0; i < 10; i++)
    tracks.put("a", (60_000 + i * 50) & 0xffff, 3, headAt(20_000), 1000 + i * 50);
  tracks.sample("a", 1600, out);
  expect(out[0]).toBeCloseTo(8, 2);
});

test("hands nobody tracks stay as they were given, those tracked are written", () => {
  const tracks = makePoseTracks();
  for (let i = 0; i < 4; i++) tracks.put("a", i * 50, 2, headAt(i * 50), i * 50);
  const out = newPose().fill(7);
  expect(tracks.sample("a", 200, out)).toBe(true);
  expect(Array.from(out.subarray(7, 14))).toEqual([7, 7, 7, 7, 7, 7, 7]);
  expect(Math.hypot(...out.subarray(17, 21))).toBeCloseTo(1, 4);
  expect(tracks.hands("a")).toBe(2);
  expect(tracks.sample("b", 200, out)).toBe(false);
});

test("whatever comes, what is shown is finite and every rotation a rotation", () => {
  const tracks = makePoseTracks();
  const out = newPose();
  let [now, bad] = [0, 0];
  for (let i = 0; i < 20_000; i++) {
    now += chance(i, 1) * 40;
    if (chance(i, 2) < 0.5)
      tracks.put(
        "a",
        Math.floor(chance(i, 3) * 65_536),
        Math.floor(chance(i, 4) * 4),
        headAt(i),
        now,
      );
    tracks.sample("a", now, out);
    const sound =
      out.every(Number.isFinite) && Math.abs(Math.hypot(...out.subarray(3, 7)) - 1) < 1e-3;
    if (i > 10 && !sound) bad++;
  }
  expect(bad).toBe(0);
});

test("nothing is sent while nothing but the tracker trembles", () => {
  const sampler = new PoseSampler();
  let sent = 0;
  for (let i = 0; i < 400; i++) {
    const pose = headAt(0);
    for (let k = 0; k < 21; k++) pose[k] = (pose[k] ?? 0) + (chance(i, k) - 0.5) * 0.0006;
    if (sampler.take(pose, 3, i * 50) !== null) sent++;
  }
  expect(sent).toBeLessThan(8);
  sampler.again();
  expect(sampler.take(headAt(0), 3, 1)).not.toBeNull();
});

test("a batch from the server ends up in the tracks, and who leaves is forgotten", () => {
  const tracks = makePoseTracks();
  let asked = 0;
  const receive = receivePoses(() => asked++, tracks);
  const sampler = new PoseSampler();
  const writer = new PoseBatchWriter(400);
  const memory = newMemory();
  const sample = emptySample();
  toNumbers(headAt(0), memory.sample.numbers);
  memory.sample.hands = 3;
  writer.start();
  writer.all();
  writer.name(1, "seat-a");
  writer.whole(1, memory);
  readSample(sampler.take(headAt(50), 3, 50) ?? new Uint8Array(), sample);
  writer.step(1, memory, sample);
  receive(writer.buffer.slice(0, writer.length));
  const [out, wanted] = [newPose(), newPose()];
  expect(tracks.sample("seat-a", performance.now() + 500, out)).toBe(true);
  toFloats(sample.numbers, wanted);
  expect(Array.from(out)).toEqual(Array.from(wanted, (value) => expect.closeTo(value, 3)));
  writer.start();
  writer.all();
  receive(writer.buffer.slice(0, writer.length));
  expect(tracks.sample("seat-a", performance.now(), out)).toBe(false);
  expect(asked).toBe(0);
  // Steps of somebody never told of: everything is asked for anew, once.
  for (let i = 0; i < 5; i++) receive(Uint8Array.of(7, 1, 2, 3));
  expect(asked).toBe(1);
});
