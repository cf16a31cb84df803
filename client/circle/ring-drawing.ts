import type { CircleView, SeatView } from "#rules/circle/view.ts";
import type { SeatId } from "#rules/ids.ts";

import { pieceWith, type RingPlace, ringPlaces } from "./ring-geometry.ts";

/** Somebody as the ring shows them. x and y in radii of the ring around its middle, y downwards. */
export interface DrawnPerson {
  readonly seat: SeatId;
  readonly x: number;
  readonly y: number;
  /** 1: as large as a chair of the ring. */
  readonly size: number;
  readonly piece: "has" | "asked" | "kept" | "";
  readonly next: boolean;
  readonly hand: boolean;
  readonly gone: "away" | "lost" | "";
}

/** Twos and threes beside the fire. */
interface DrawnGroup {
  readonly number: number;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly mine: boolean;
  readonly members: readonly SeatId[];
}

/**
 * The circle from above, once: the page draws it in SVG, the headset on its panel, and the sentences for whoever reads
 * or hears it are made of it. What is not in here is in none of them.
 */
export interface RingDrawing {
  /** Every chair of the ring; `seat` is whose it is. */
  readonly chairs: readonly RingPlace[];
  /** Chairs of the ring stand back while people sit beside the fire. */
  readonly chairsAt: number;
  readonly people: readonly DrawnPerson[];
  /** Chairs in the middle of a fishbowl. */
  readonly inner: readonly {
    readonly x: number;
    readonly y: number;
    readonly seat: SeatId | null;
  }[];
  readonly groups: readonly DrawnGroup[];
  /** Where the piece is; null where this part has none. */
  readonly piece: {
    readonly x: number;
    readonly y: number;
    readonly with: SeatId | null;
  } | null;
  /** What burns or rests in the middle. */
  readonly light: "candle" | "fire" | "still" | "bell";
}

const INNER_AT = 0.44;
const INNER_SIZE = 0.64;
const GROUPS_AT = 0.8;
const BACK_AT = 1.24;
/** The piece stands between its holder and the middle. */
const PIECE_AT = 0.52;
/** Where it rests: before the light. */
const RESTS_AT = 0.26;

type Spot = { readonly x: number; readonly y: number; readonly size: number };

/** A place on a circle, beginning at the bottom and running clockwise as the chairs do. */
const around = (share: number, radius: number): { readonly x: number; readonly y: number } => ({
  x: -Math.sin(share * 2 * Math.PI) * radius,
  y: Math.cos(share * 2 * Math.PI) * radius,
});

const placesOf = (places: readonly RingPlace[]): Map<SeatId, Spot> =>
  new Map(
    places.flatMap(({ seat, x, y }) => (seat === null ? [] : [[seat, { x, y, size: 1 }] as const])),
  );

/** Whoever moved to the middle sits on the free chair there that is nearest to their own. */
function innerChairs({ middle, seats }: CircleView, spots: Map<SeatId, Spot>) {
  if (middle.kind !== "bowl") return [];
  const inner: { x: number; y: number; seat: SeatId | null }[] = Array.from(
    { length: middle.chairs },
    (_, chair) => Object.assign(around(chair / middle.chairs, INNER_AT), { seat: null }),
  );
  for (const { id } of seats.filter(({ inMiddle }) => inMiddle)) {
    const from = spots.get(id) ?? { x: 0, y: 1 };
    const [nearest] = inner
      .filter(({ seat }) => seat === null)
      .toSorted(
        (a, b) => Math.hypot(a.x - from.x, a.y - from.y) - Math.hypot(b.x - from.x, b.y - from.y),
      );
    if (!nearest) break;
    nearest.seat = id;
    spots.set(id, { x: nearest.x, y: nearest.y, size: INNER_SIZE });
  }
  return inner;
}

/** Two side by side, three or four in a small ring of their own. */
function inGroup(count: number, index: number): { readonly x: number; readonly y: number } {
  if (count === 1) return { x: 0, y: 0 };
  if (count === 2) return { x: 0.42 * index - 0.21, y: 0 };
  return around(index / count + 0.5, 0.14 + count * 0.03);
}

const isApart = ({ middle, seats }: CircleView): boolean =>
  middle.kind === "groups" && seats.some(({ group }) => group > 0);

/** The groups stand evenly round the fire, mine before me; whoever stays with the fire sits close to it. */
function smallGroups(
  circle: CircleView,
  me: SeatId,
  spots: Map<SeatId, Spot>,
): readonly DrawnGroup[] {
  if (!isApart(circle)) return [];
  const mine = circle.seats.find(({ id }) => id === me)?.group ?? 0;
  const numbers = [...new Set(circle.seats.map(({ group }) => group))]
    .filter((number) => number > 0)
    .toSorted((a, b) => a - b);
  const first = Math.max(0, numbers.indexOf(mine));
  const byFire = circle.seats.filter(({ group }) => group === 0);
  const crowded = byFire.length > 6;
  // Not in the line of sight to my own group.
  const turnAside = mine === 0 ? 0 : byFire.length === 1 ? 0.25 : 0.5;
  byFire.forEach(({ id }, index) =>
    spots.set(
      id,
      Object.assign(around((index + turnAside) / byFire.length, crowded ? 0.42 : 0.36), {
        size: crowded ? 0.48 : INNER_SIZE,
      }),
    ),
  );
  return numbers.map((number, index) => {
    const members = circle.seats.filter(({ group }) => group === number).map(({ id }) => id);
    const turn = (index - first) / numbers.length + (mine === 0 ? 0.5 / numbers.length : 0);
    const at = around(turn, GROUPS_AT);
    members.forEach((id, place) => {
      const beside = inGroup(members.length, place);
      spots.set(id, { x: at.x + beside.x, y: at.y + beside.y, size: INNER_SIZE });
    });
    const radius = members.length === 1 ? 0.24 : 0.33 + members.length * 0.02;
    return { number, x: at.x, y: at.y, radius, mine: number === mine, members };
  });
}

function pieceAt(circle: CircleView, spots: Map<SeatId, Spot>): RingDrawing["piece"] {
  const { kind } = circle.middle;
  if (kind === "bowl" || kind === "groups") return null;
  const holder = pieceWith(circle);
  const spot = holder === null ? undefined : spots.get(holder);
  return holder !== null && spot
    ? { x: spot.x * PIECE_AT, y: spot.y * PIECE_AT, with: holder }
    : { x: 0, y: RESTS_AT, with: null };
}

function lightOf(circle: CircleView): RingDrawing["light"] {
  const { middle, overlay, floor } = circle;
  if (overlay.kind === "silence") return "bell";
  if (isApart(circle)) return "fire";
  return middle.kind === "worship" && floor.kind === "none" ? "still" : "candle";
}

const PIECES = { held: "has", offered: "asked", "on-hold": "kept", none: "" } as const;
const GONE = { here: "", away: "away", lost: "lost", left: "" } as const;

const person = (circle: CircleView, seat: SeatView, spot: Spot, round: boolean): DrawnPerson => ({
  seat: seat.id,
  ...spot,
  piece: round && circle.floor.by === seat.id ? PIECES[circle.floor.kind] : "",
  next: circle.next === seat.id,
  hand: seat.handRaised,
  gone: GONE[seat.presence],
});

/** The whole drawing. Pure: the same circle always looks the same to the same person. */
export function ringDrawing(circle: CircleView, me: SeatId): RingDrawing {
  const chairs = ringPlaces(circle, me);
  const spots = placesOf(chairs);
  const inner = innerChairs(circle, spots);
  const groups = smallGroups(circle, me, spots);
  const piece = pieceAt(circle, spots);
  return {
    chairs,
    chairsAt: groups.length > 0 ? BACK_AT : 1,
    people: circle.seats.flatMap((seat) => {
      const spot = spots.get(seat.id);
      return spot ? [person(circle, seat, spot, piece !== null)] : [];
    }),
    inner,
    groups,
    piece,
    light: lightOf(circle),
  };
}
