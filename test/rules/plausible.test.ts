import fc from "fast-check";
import { expect, test } from "vitest";

import { BUBBLE_M, type Cell, cellsOf, LEAN_M } from "#rules/presence/cell.ts";
import {
  atRest,
  beginAnew,
  type Judged,
  REACH_M,
  settlePose,
  SPEED_MPS,
} from "#rules/presence/plausible.ts";

import { loungeFor } from "../kit/lounge.ts";
import { chance, movePerson, newPose } from "../kit/motion.ts";

const lounge = loungeFor(8);
const cells = cellsOf(lounge.chairs, lounge.eyeAboveSeatM);
const seated = (index: number): Cell => {
  const cell = cells[index];
  if (cell === undefined) throw new Error("no such chair");
  return cell;
};

/** Upright in this chair, hands in the lap. */
function upright(cell: Cell): Judged {
  const pose = newPose();
  const [x, y, z] = cell.head;
  const length = Math.hypot(x, z);
  const [fx, fz] = [-x / length, -z / length];
  pose.set([x, y, z, 0, 0, 0, 1]);
  pose.set([x + 0.3 * fx + 0.15 * fz, y - 0.5, z + 0.3 * fz - 0.15 * fx, 0, 0, 0, 1], 7);
  pose.set([x + 0.3 * fx - 0.15 * fz, y - 0.5, z + 0.3 * fz + 0.15 * fx, 0, 0, 0, 1], 14);
  return { pose, hands: 3 };
}

const flat = (a: ArrayLike<number>, i: number, b: ArrayLike<number>, k: number): number =>
  Math.hypot((a[i] ?? 0) - (b[k] ?? 0), (a[i + 2] ?? 0) - (b[k + 2] ?? 0));
const straight = (a: ArrayLike<number>, i: number, b: ArrayLike<number>, k: number): number =>
  Math.hypot(
    (a[i] ?? 0) - (b[k] ?? 0),
    (a[i + 1] ?? 0) - (b[k + 1] ?? 0),
    (a[i + 2] ?? 0) - (b[k + 2] ?? 0),
  );

/** How many of these hands are inside the other's space. */
function handsInside(mine: Judged, theirs: Judged): number {
  const inside = (bit: number, part: number) =>
    mine.hands & bit && flat(mine.pose, part, theirs.pose, 0) < BUBBLE_M ? 1 : 0;
  return inside(1, 7) + inside(2, 14);
}

/** How an attacker sets a number: near the victim, at random, beyond the room, or not a number at all. */
function wildPose(out: Float32Array, seed: number, victim: ArrayLike<number>): void {
  for (let part = 0; part < 21; part += 7) {
    const way = Math.floor(chance(seed, part) * 6);
    const spread = [0.1, 0.7, 2, 8, 1e30, 0][way] ?? 0;
    for (let i = 0; i < 3; i++) {
      const from = (part === 0 && way < 2 ? victim[i] : out[i]) ?? 0;
      out[part + i] = from + (chance(seed, part + i + 40) - 0.5) * spread;
    }
    if (chance(seed, part + 90) < 0.02)
      out[part] = [Number.NaN, Number.POSITIVE_INFINITY, -1e38][seed % 3] ?? 0;
    wildTurn(out, seed, part + 3);
  }
}

function wildTurn(out: Float32Array, seed: number, at: number): void {
  for (let i = at; i < at + 4; i++) out[i] = chance(seed, i + 60) - 0.5;
  const length = Math.hypot(...out.subarray(at, at + 4));
  const scale = chance(seed, at + 91) < 0.02 ? 3 : 1 / length;
  for (let i = at; i < at + 4; i++) out[i] = (out[i] ?? 0) * scale;
}

test("[P20] whatever is not finite or not a rotation is refused", () => {
  const cell = seated(0);
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2]) {
    for (let i = 0; i < 21; i++) {
      const judged = upright(cell);
      if (bad === 2 && i % 7 < 3) continue;
      judged.pose[i] = bad;
      expect(settlePose(cell, atRest(), judged, 0), `number ${i} = ${bad}`).toBe("refused");
    }
  }
  expect(settlePose(cell, atRest(), { pose: new Float32Array(20), hands: 3 }, 0)).toBe("refused");
});

test("[P20] what an absent hand holds does not matter", () => {
  const judged = upright(seated(0));
  judged.pose.fill(Number.NaN, 7);
  expect(settlePose(seated(0), atRest(), { ...judged, hands: 0 }, 0)).toBe("as-sent");
});

test("[P21] a head stays within 0.6 m of its chair's head point; one farther than 1.6 m is refused", () => {
  const cell = seated(2);
  const judged = upright(cell);
  judged.pose[1] = (judged.pose[1] ?? 0) + 1.2;
  expect(settlePose(cell, atRest(), judged, 0)).toBe("altered");
  expect(straight(judged.pose, 0, cell.head, 0)).toBeLessThanOrEqual(LEAN_M);
  judged.pose[1] = (judged.pose[1] ?? 0) + 1.2;
  expect(settlePose(cell, atRest(), judged, 0)).toBe("refused");
});

test("[P22 P25] 0 of 100 000 adversarial poses come through inside anybody's space", () => {
  const settled = cells.map((cell) => ({
    cell,
    motion: atRest(),
    judged: upright(cell),
    shown: false,
  }));
  let [through, inside] = [0, 0];
  for (let round = 0; round < 100_000; round++) {
    const who = settled[Math.floor(chance(round, 3) * settled.length)];
    const victim = settled[Math.floor(chance(round, 4) * settled.length)];
    if (who === undefined || victim === undefined) continue;
    const judged: Judged = { pose: newPose(), hands: round & 3 };
    wildPose(judged.pose, round, chance(round, 5) < 0.7 ? victim.judged.pose : who.judged.pose);
    if (chance(round, 6) < 0.1) beginAnew(who.motion);
    if (settlePose(who.cell, who.motion, judged, round * 25) === "refused") continue;
    through++;
    Object.assign(who, { judged, shown: true });
    for (const other of settled) {
      if (other === who || !other.shown) continue;
      if (flat(judged.pose, 0, other.judged.pose, 0) < 2 * BUBBLE_M) inside++;
      inside += handsInside(judged, other.judged) + handsInside(other.judged, judged);
    }
  }
  expect(inside).toBe(0);
  expect(through).toBeGreaterThan(10_000);
});

test("[P22] two who lean into each other stay 1.2 m apart, whoever comes first", () => {
  const [a, b] = [seated(0), seated(1)];
  const [left, right] = [upright(a), upright(b)];
  const middle = [0, 1, 2].map((i) => ((a.head[i] ?? 0) + (b.head[i] ?? 0)) / 2);
  for (const [cell, judged] of [
    [a, left],
    [b, right],
  ] as const) {
    judged.pose.set(middle);
    expect(settlePose(cell, atRest(), judged, 0)).toBe("altered");
  }
  expect(flat(left.pose, 0, right.pose, 0)).toBeGreaterThanOrEqual(2 * BUBBLE_M);
});

test("[P22] where chairs stand closer than that, neighbours are as near as the chairs, and still may lean a little", () => {
  const close = cellsOf(
    [0, 1, 2, 3].map((i) => ({ at: [i * 0.7, 0.45, 0] as const, yaw: 0 })),
    0.72,
  );
  const cell = close[1];
  if (cell === undefined) throw new Error("no chair");
  const judged = upright(cell);
  judged.pose[0] = cell.head[0] + 0.09;
  judged.hands = 0;
  expect(settlePose(cell, atRest(), judged, 0)).toBe("as-sent");
  judged.pose[0] = cell.head[0] + 0.3;
  expect(settlePose(cell, atRest(), judged, 0)).toBe("altered");
  expect((judged.pose[0] ?? 0) - cell.head[0]).toBeLessThanOrEqual(0.1);
});

test("[P23] nobody moves faster than 3 m/s, in however many messages", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(10_000), (stepMs, seed) => {
      const cell = seated(3);
      const motion = atRest();
      let [at, way] = [0, 0];
      let last: Judged | null = null;
      for (let i = 0; i < 200; i++, at += stepMs) {
        const judged = upright(cell);
        judged.hands = 0;
        for (let k = 0; k < 3; k++)
          judged.pose[k] = (judged.pose[k] ?? 0) + (chance(seed + i, k) - 0.5) * 0.6;
        settlePose(cell, motion, judged, at);
        if (last !== null) way += straight(last.pose, 0, judged.pose, 0);
        last = judged;
      }
      expect(way).toBeLessThanOrEqual(0.45 + (SPEED_MPS * 199 * stepMs) / 1000 + 0.01);
    }),
    { numRuns: 200 },
  );
});

test("[P23] a new chair is no motion", () => {
  const motion = atRest();
  settlePose(seated(0), motion, upright(seated(0)), 0);
  beginAnew(motion);
  expect(settlePose(seated(4), motion, upright(seated(4)), 1)).toBe("as-sent");
});

test("[P24] a hand is drawn in to 0.9 m of the head; one lying elsewhere is hidden", () => {
  const cell = seated(5);
  const judged = upright(cell);
  judged.pose[8] = (judged.pose[1] ?? 0) - 1.2;
  judged.pose[15] = (judged.pose[1] ?? 0) - 3;
  expect(settlePose(cell, atRest(), judged, 0)).toBe("altered");
  expect(straight(judged.pose, 0, judged.pose, 7)).toBeLessThanOrEqual(REACH_M);
  expect(judged.hands).toBe(1);
});

test("[P25] a hand across the line to a neighbour is hidden", () => {
  const [cell, other] = [seated(0), seated(1)];
  const judged = upright(cell);
  for (const i of [0, 2])
    judged.pose[7 + i] = (cell.head[i] ?? 0) * 0.45 + (other.head[i] ?? 0) * 0.55;
  judged.pose[8] = cell.head[1] - 0.2;
  expect(settlePose(cell, atRest(), judged, 0)).toBe("altered");
  expect(judged.hands).toBe(2);
});

test("[P26] a head put right takes its hands along", () => {
  const cell = seated(1);
  const judged = upright(cell);
  for (const i of [1, 8, 15]) judged.pose[i] = (judged.pose[i] ?? 0) + 0.9;
  const before = straight(judged.pose, 0, judged.pose, 7);
  settlePose(cell, atRest(), judged, 0);
  expect(straight(judged.pose, 0, judged.pose, 7)).toBeCloseTo(before, 4);
});

test("[P27] of honest motion less than one pose in a thousand is altered", () => {
  let [altered, all] = [0, 0];
  for (const [index, cell] of cells.entries()) {
    const motion = atRest();
    const chair = lounge.chairs[index];
    const [x, y, z] = cell.head;
    for (let i = 0; i < 20 * 60 * 5; i++) {
      const pose = movePerson(newPose(), "seated", index, i / 20, {
        x,
        y,
        z,
        yaw: chair?.yaw ?? 0,
      });
      // Now and then they bend forward, elbows on the knees.
      const bend = 0.3 * Math.max(0, Math.sin(i / 90 + index)) ** 2;
      const yaw = chair?.yaw ?? 0;
      for (const part of [0, 7, 14]) {
        pose[part] = (pose[part] ?? 0) - bend * Math.sin(yaw);
        pose[part + 1] = (pose[part + 1] ?? 0) - bend / 2;
        pose[part + 2] = (pose[part + 2] ?? 0) - bend * Math.cos(yaw);
      }
      all++;
      if (settlePose(cell, motion, { pose, hands: 3 }, i * 50) !== "as-sent") altered++;
    }
  }
  expect(altered / all).toBeLessThan(0.001);
});

test("[P28] a circle of fifty has fifty cells, none of which overlap", () => {
  const many = cellsOf(lounge.chairs, lounge.eyeAboveSeatM, 50);
  expect(many).toHaveLength(50);
  const gaps = many.flatMap((a) =>
    many.filter((b) => b !== a).map((b) => flat(a.head, 0, b.head, 0)),
  );
  expect(Math.min(...gaps)).toBeGreaterThan(1.4);
});
