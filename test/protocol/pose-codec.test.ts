import fc from "fast-check";
import { expect, test } from "vitest";

import { PoseBatchReader, PoseBatchWriter } from "#protocol/pose-batch.ts";
import { BitReader, BitWriter, rice } from "#protocol/pose-bits.ts";
import { newMemory } from "#protocol/pose-codec.ts";
import {
  emptySample,
  isSamePose,
  type PoseSample,
  stampsApart,
  toFloats,
  toNumbers,
  TURN_MAX,
} from "#protocol/pose-numbers.ts";

import { movePerson, newPose, type Profile } from "../kit/motion.ts";

const sampleAt = (profile: Profile, who: number, index: number, hands = 3): PoseSample => {
  const sample = emptySample();
  const stand = { x: -3 + who, y: 1.2, z: 0.5 * who, yaw: who };
  toNumbers(movePerson(newPose(), profile, who, index / 20, stand), sample.numbers);
  sample.stamp = (index * 50) & 0xffff;
  sample.hands = hands;
  return sample;
};

const copyOf = (sample: PoseSample): PoseSample => ({
  ...sample,
  numbers: Int32Array.from(sample.numbers),
});
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** Hears a reader out. */
function ear() {
  const heard: { name: string; sample: PoseSample }[] = [];
  const gone: string[] = [];
  return {
    heard,
    gone,
    pose: (name: string, sample: PoseSample) => heard.push({ name, sample: copyOf(sample) }),
    left: () => gone.splice(0),
    listener: {
      pose: (name: string, sample: PoseSample) => {
        heard.push({ name, sample: copyOf(sample) });
      },
      gone: (name: string) => {
        gone.push(name);
      },
    },
  };
}

const anyNumbers = fc
  .array(
    fc.tuple(
      fc.array(fc.nat(16383), { minLength: 3, maxLength: 3 }),
      fc.nat(3),
      fc.array(fc.nat(TURN_MAX), { minLength: 3, maxLength: 3 }),
    ),
    {
      minLength: 3,
      maxLength: 3,
    },
  )
  .map((parts) =>
    Int32Array.from(parts.flatMap(([place, mode, rest]) => [...place, mode, ...rest])),
  );
const anySample = fc
  .record({ stamp: fc.nat(0xffff), hands: fc.nat(3), numbers: anyNumbers })
  .map((sample): PoseSample => sample);

const GOLDEN_BATCH =
  "fdff04026162840000d83092de27ddeee6e1f000000000b8fc50317aed678b040000000005e4234186cb2b2c1900000000001b03606c0d81b03606c0048ffe335d64f8e87fff000cf4a3ffe001e7ac5e7cc40488001284582018e18076620488402808d060538483b210fe04";

test("any sequence comes back, adapting alike on both ends", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -131_071, max: 131_071 }), { maxLength: 60 }),
      (values) => {
        const writer = new BitWriter(400);
        const [mine, theirs] = [new Int32Array(1), new Int32Array(1)];
        for (const value of values) rice(writer, mine, 0, value);
        writer.align();
        const reader = new BitReader();
        reader.open(writer.bytes.subarray(0, writer.length));
        expect(values.map(() => rice(reader, theirs, 0, 0))).toEqual(values);
        expect(theirs).toEqual(mine);
        expect(reader.ended).toBe(true);
      },
    ),
  );
});

test("is these bytes", () => {
  const writer = new PoseBatchWriter(400);
  const memory = newMemory();
  const first = sampleAt("walk", 1, 0);
  Object.assign(memory.sample, { stamp: first.stamp, hands: first.hands });
  memory.sample.numbers.set(first.numbers);
  writer.start();
  writer.all();
  writer.name(4, "ab");
  writer.whole(4, memory);
  for (let index = 1; index < 4; index++) writer.step(4, memory, sampleAt("walk", 1, index));
  writer.gone(4);
  expect(hex(writer.buffer.subarray(0, writer.length))).toBe(GOLDEN_BATCH);
});

test("any samples in any order come back exactly, hands coming and going", () => {
  fc.assert(
    fc.property(fc.array(anySample, { minLength: 1, maxLength: 30 }), (samples) => {
      const writer = new PoseBatchWriter(8000);
      const memory = newMemory();
      const reader = new PoseBatchReader();
      const { heard, listener } = ear();
      writer.start();
      writer.name(0, "x");
      writer.whole(0, memory);
      for (const sample of samples) writer.step(0, memory, sample);
      expect(reader.read(writer.buffer.subarray(0, writer.length), listener)).toBe(true);
      expect(heard).toHaveLength(samples.length + 1);
      samples.forEach((sample, i) => {
        const got = heard[i + 1]?.sample ?? emptySample();
        expect(isSamePose(got, sample)).toBe(true);
        expect(stampsApart(sample.stamp, got.stamp)).toBe(0);
      });
    }),
  );
});

test("who comes in the middle understands every later step", () => {
  const writer = new PoseBatchWriter(400);
  const memory = newMemory();
  const [early, late] = [new PoseBatchReader(), new PoseBatchReader()];
  const [old, fresh] = [ear(), ear()];
  const tell = (reader: PoseBatchReader, to: ReturnType<typeof ear>) =>
    expect(reader.read(writer.buffer.subarray(0, writer.length), to.listener)).toBe(true);
  writer.start();
  writer.name(9, "seat");
  writer.whole(9, memory);
  tell(early, old);
  for (let index = 1; index < 200; index++) {
    if (index === 77) {
      writer.start();
      writer.all();
      writer.name(9, "seat");
      writer.whole(9, memory);
      tell(late, fresh);
    }
    writer.start();
    writer.step(9, memory, sampleAt("walk", 2, index, index % 40 < 30 ? 3 : 1));
    tell(early, old);
    if (index >= 77) tell(late, fresh);
  }
  expect(fresh.heard).toHaveLength(200 - 76);
  old.heard.slice(-fresh.heard.length).forEach(({ name, sample }, i) => {
    const got = fresh.heard[i];
    expect([got?.name, got?.sample.stamp]).toEqual([name, sample.stamp]);
    expect(isSamePose(got?.sample ?? emptySample(), sample)).toBe(true);
  });
});

test("whoever is not named after an 'all' has gone; a slot passed on tells of both", () => {
  const writer = new PoseBatchWriter(400);
  const reader = new PoseBatchReader();
  const heard = ear();
  const say = (write: () => void) => {
    writer.start();
    write();
    expect(reader.read(writer.buffer.subarray(0, writer.length), heard.listener)).toBe(true);
    return heard.left();
  };
  const whole = (slot: number, name: string) => {
    writer.name(slot, name);
    writer.whole(slot, newMemory());
  };
  expect(say(() => [whole(1, "a"), whole(2, "b"), whole(3, "c")])).toEqual([]);
  expect(say(() => [writer.all(), whole(2, "b")])).toEqual(["a", "c"]);
  expect(say(() => whole(2, "d"))).toEqual(["b"]);
  expect(say(() => writer.gone(2))).toEqual(["d"]);
  expect(say(() => writer.gone(77))).toEqual([]);
});

test("a step of an avatar never told of is refused, and the batch with it", () => {
  const reader = new PoseBatchReader();
  expect(reader.read(Uint8Array.of(3, 0, 0, 0), ear().listener)).toBe(false);
});

test("any bytes, after any honest ones, end in true or false with finite poses", () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 120 }), { maxLength: 6 }),
      fc.boolean(),
      (batches, known) => {
        const reader = new PoseBatchReader();
        const pose = newPose();
        const listener = {
          pose: (_name: string, sample: PoseSample) => {
            toFloats(sample.numbers, pose);
            expect(pose.every((value) => Number.isFinite(value) && Math.abs(value) <= 8.1921)).toBe(
              true,
            );
            expect(sample.stamp).toBeGreaterThanOrEqual(0);
            expect(sample.stamp).toBeLessThan(65_536);
          },
          gone: () => {},
        };
        if (known) {
          const writer = new PoseBatchWriter(4000);
          writer.start();
          for (let slot = 0; slot < 20; slot++) {
            writer.name(slot, `s${slot}`);
            writer.whole(slot, newMemory());
          }
          reader.read(writer.buffer.subarray(0, writer.length), listener);
        }
        for (const bytes of batches) expect(typeof reader.read(bytes, listener)).toBe("boolean");
      },
    ),
    { numRuns: 3000 },
  );
});

const bytesASample = (profile: Profile, hands = 3): number => {
  let bytes = 0;
  let count = 0;
  for (let who = 0; who < 8; who++) {
    const writer = new PoseBatchWriter(400);
    const memory = newMemory();
    for (let index = 0; index < 600; index++) {
      writer.start();
      writer.step(who, memory, sampleAt(profile, who, index, hands));
      if (index < 20) continue;
      bytes += writer.length;
      count++;
    }
  }
  return bytes / count;
};

test("under 15 bytes a sample in full motion, under 8 seated, under 6 for a head alone", () => {
  expect(bytesASample("walk")).toBeLessThan(15);
  expect(bytesASample("seated")).toBeLessThan(8);
  expect(bytesASample("walk", 0)).toBeLessThan(6);
});
