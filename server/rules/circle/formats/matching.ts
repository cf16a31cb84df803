import type { SeatId } from "../../ids.ts";
import type { Circle, Seat } from "../state.ts";

/** A sum so far and who is left: small numbers are better. */
interface Found {
  readonly cost: number;
  readonly groups: readonly (readonly SeatId[])[];
}

const LEFT_OUT = 1000;
const THREE = 60;
const REPEATED = 40;
const TWO_NEWCOMERS = 10;

/** They are never alone together: either of them has said so. */
const areApart = (a: Seat, b: Seat): boolean => a.apart.includes(b.id) || b.apart.includes(a.id);

/**
 * Twos (or threes) out of these people, drawn by `seed`. Never two of whom one keeps apart from the other; as few as
 * possible left over, then as few as possible who were together before, then no two newcomers alone. At most eleven people: every way
 * is weighed, so that the answer is the best one and not the first.
 */
export function matched(
  circle: Circle,
  people: readonly Seat[],
  size: 2 | 3,
  seed: number,
): readonly (readonly SeatId[])[] {
  return best(circle, shuffled(people, seed), size, Infinity).groups;
}

function best(circle: Circle, people: readonly Seat[], size: 2 | 3, most: number): Found {
  const [first, ...others] = people;
  if (!first) return { cost: 0, groups: [] };
  if (most <= 0) return { cost: Infinity, groups: [] };
  let found: Found = { cost: Infinity, groups: [] };
  for (const { cost, mates } of waysFor(circle, first, others, size)) {
    const limit = Math.min(most, found.cost) - cost;
    if (limit <= 0) continue;
    const rest = others.filter((one) => !mates.includes(one));
    const after = best(circle, rest, size, limit);
    if (after.cost >= limit) continue;
    const group = [first, ...mates].map(({ id }) => id);
    found = {
      cost: cost + after.cost,
      groups: mates.length > 0 ? [group, ...after.groups] : after.groups,
    };
  }
  return found;
}

interface Way {
  readonly cost: number;
  readonly mates: readonly Seat[];
}

/** The ways in which somebody can be with others, the cheapest first. */
function waysFor(circle: Circle, one: Seat, others: readonly Seat[], size: 2 | 3): readonly Way[] {
  const free = others.filter((other) => !areApart(one, other));
  const twos = free.map((other) => ({
    mates: [other],
    cost: togetherness(circle, one, other) + (size === 3 ? THREE : 0),
  }));
  const threes = free.flatMap((second, i) =>
    free
      .slice(i + 1)
      .filter((third) => !areApart(second, third))
      .map((third) => ({
        mates: [second, third],
        cost:
          togetherness(circle, one, second) +
          togetherness(circle, one, third) +
          togetherness(circle, second, third) +
          (size === 2 ? THREE : 0),
      })),
  );
  const alone = { mates: [], cost: LEFT_OUT };
  return [...twos, ...threes, alone].toSorted((a, b) => a.cost - b.cost);
}

const togetherness = ({ together }: Circle, a: Seat, b: Seat): number =>
  (together.some((group) => group.includes(a.id) && group.includes(b.id)) ? REPEATED : 0) +
  (a.newcomer && b.newcomer ? TWO_NEWCOMERS : 0);

/** The same people in an order that the seed decides (Park & Miller 1988, as in people/look.ts). */
function shuffled(people: readonly Seat[], seed: number): readonly Seat[] {
  let rest = (Math.abs(Math.trunc(seed)) % 2147483646) + 1;
  return people
    .map((seat) => {
      rest = (rest * 48271) % 2147483647;
      return { seat, drawn: rest };
    })
    .toSorted((a, b) => a.drawn - b.drawn)
    .map(({ seat }) => seat);
}
