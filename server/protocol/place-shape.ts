import "./no-eval.ts";
import { z } from "zod";

import { placeSceneShape } from "./place-scene-shape.ts";

const number = z.number();
const point = z.tuple([number, number, number]);

/** Somewhere to be, and where one looks from there (radians, 0 looks to −z). */
const spot = z.strictObject({ at: point, yaw: number });

/** One chair: the middle of the seat cushion in metres, and where whoever sits there looks. */
export type Chair = Readonly<z.infer<typeof spot>>;

/** Circles a place has chairs for; a larger circle gets rings around them (rules/presence/cell.ts). */
export const FEWEST_CHAIRS = 4;
export const MOST_CHAIRS = 12;
const SIZES = Array.from({ length: MOST_CHAIRS - FEWEST_CHAIRS + 1 }, (_, i) => FEWEST_CHAIRS + i);

const seatsShape = z
  .record(z.string(), z.array(spot))
  .refine(
    (seats) =>
      Object.keys(seats).length === SIZES.length &&
      SIZES.every((size) => seats[size]?.length === size),
    "as many seats as the circle has chairs, for every circle of 4 to 12",
  );

/** assets/places/NAME/place.json: what a place must say about itself. Metres, radians, y up, inside a 16 m cube. */
export const placeShape = z.strictObject({
  name: z.string(),
  title: z.string(),
  /** Eye height of a seated person above the cushion, metres. */
  eyeAboveSeatM: number,
  /** Chairs by the number of people the circle is for: everybody sees everybody. */
  seats: seatsShape,
  /** Where those wait who have not been let in. */
  door: spot,
  /** Where the talking piece rests when nobody has it. */
  pieceStand: point,
  bell: point.nullable().default(null),
  /** The foot of the candle that burns in step for everybody. */
  candle: point.nullable().default(null),
  /** Free corners, for two or three to talk. */
  corners: z.array(spot).default([]),
  /** Facts somebody may want before they enter. */
  comfort: z.record(z.string(), z.union([z.string(), number])).default({}),
  scene: placeSceneShape,
});

export type PlaceFile = z.infer<typeof placeShape>;

/** The chairs for a circle of this size. */
export const chairsOf = ({ seats }: Pick<PlaceFile, "seats">, chairs: number): readonly Chair[] =>
  seats[Math.max(FEWEST_CHAIRS, Math.min(MOST_CHAIRS, chairs))] ?? [];

/** A place as one circle sits in it. */
export interface Place extends Pick<
  PlaceFile,
  "name" | "title" | "eyeAboveSeatM" | "door" | "pieceStand" | "bell" | "candle" | "corners"
> {
  readonly chairs: readonly Chair[];
}

export const placeFor = (file: PlaceFile, chairs: number): Place => ({
  name: file.name,
  title: file.title,
  eyeAboveSeatM: file.eyeAboveSeatM,
  door: file.door,
  pieceStand: file.pieceStand,
  bell: file.bell,
  candle: file.candle,
  corners: file.corners,
  chairs: chairsOf(file, chairs),
});

const CHAIR_HEIGHT_M = 0.46;
const RING_RADIUS_M = 2.12;

/** Chairs in a ring, looking inward: what both sides fall back on when a place cannot be read. */
export function plainPlace(chairs: number): Place {
  const count = Math.max(FEWEST_CHAIRS, Math.min(MOST_CHAIRS, chairs));
  return {
    name: "plain",
    title: "",
    eyeAboveSeatM: 0.72,
    chairs: Array.from({ length: count }, (_, i) => {
      const angle = ((i + 0.5) / count) * Math.PI * 2;
      return {
        at: [Math.sin(angle) * RING_RADIUS_M, CHAIR_HEIGHT_M, -Math.cos(angle) * RING_RADIUS_M],
        yaw: Math.PI - angle,
      };
    }),
    door: { at: [0, 0, 3.6], yaw: 0 },
    pieceStand: [-0.1, 0.45, 0.22],
    bell: null,
    candle: null,
    corners: [],
  };
}
