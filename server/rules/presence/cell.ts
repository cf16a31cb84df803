/** A chair as a place says it: the middle of the cushion (metres) and the way it faces (radians, 0 looks to −z). */
export interface ChairPlace {
  readonly at: readonly [number, number, number];
  readonly yaw: number;
}

/** Seated people lean; nobody's head leaves its chair by more (a forward bend with the elbows on the knees is 0.5 m). */
export const LEAN_M = 0.6;
/** The radius of the space around a head that is that person's own. */
export const BUBBLE_M = 0.6;
/** Eyes of somebody seated are this far in front of the cushion's middle. */
const EYES_FORWARD_M = 0.1;
/** Chairs closer than two bubbles: everybody may still lean this far toward a neighbour. */
const LEAST_LEAN_M = 0.1;
/** Who sits farther off can be reached by nobody: lean + reach on both sides. */
const FARTHEST_NEIGHBOUR_M = 3;

/** The line between two chairs, as one of the two sees it. */
interface Border {
  /** Unit direction to the neighbour, on the floor. */
  readonly nx: number;
  readonly nz: number;
  /** How far toward the neighbour the head may go, metres from the chair's head point. */
  readonly headM: number;
  /** The same for hands: the line itself. */
  readonly handM: number;
}

/** The space that belongs to one chair. Cells of different chairs never overlap. */
export interface Cell {
  /** Where the head of somebody seated upright is. */
  readonly head: readonly [number, number, number];
  readonly leanM: number;
  readonly borders: readonly Border[];
}

type Point = readonly [number, number, number];

/** The cells of a circle. Where a place has fewer chairs than the circle, rings around it are added. */
export function cellsOf(
  chairs: readonly ChairPlace[],
  eyeAboveSeatM: number,
  count = chairs.length,
): readonly Cell[] {
  const heads: Point[] = chairs
    .slice(0, count)
    .map(({ at: [x, y, z], yaw }) => [
      x - Math.sin(yaw) * EYES_FORWARD_M,
      y + eyeAboveSeatM,
      z - Math.cos(yaw) * EYES_FORWARD_M,
    ]);
  const height = heads[0]?.[1] ?? eyeAboveSeatM;
  for (const spot of rings(height)) {
    if (heads.length >= count) break;
    if (heads.every((head) => apart(head, spot) >= RING_GAP_M)) heads.push(spot);
  }
  return heads.map((head) => ({ head, leanM: LEAN_M, borders: bordersOf(head, heads) }));
}

const apart = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[2] - b[2]);

/** Room for two bubbles and a lean on either side. */
const RING_GAP_M = 1.5;
const RINGS = 6;

function* rings(height: number): Generator<Point> {
  for (let ring = 1; ring <= RINGS; ring++) {
    const radius = 2 + ring * RING_GAP_M * 0.8;
    const seats = Math.floor((2 * Math.PI * radius) / (RING_GAP_M * 1.02));
    for (let seat = 0; seat < seats; seat++) {
      const angle = (2 * Math.PI * seat) / seats;
      const point: Point = [radius * Math.sin(angle), height, radius * Math.cos(angle)];
      if (Math.max(Math.abs(point[0]), Math.abs(point[2])) < 8) yield point;
    }
  }
}

function bordersOf(head: Point, heads: readonly Point[]): readonly Border[] {
  const borders: Border[] = [];
  for (const other of heads) {
    const gap = apart(head, other);
    if (other === head || gap > FARTHEST_NEIGHBOUR_M || gap === 0) continue;
    borders.push({
      nx: (other[0] - head[0]) / gap,
      nz: (other[2] - head[2]) / gap,
      headM: Math.max(gap / 2 - BUBBLE_M, Math.min(LEAST_LEAN_M, gap / 2)),
      handM: gap / 2,
    });
  }
  return borders;
}
