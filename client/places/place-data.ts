import { placeShape, type Place } from "#protocol/place-shape.ts";

type Point = readonly [number, number, number];

/** The lounge's own drawing data: files beside place.json, lights, and how people are lit there. */
export interface RoomScene {
  readonly model: string;
  readonly lightmap: string;
  readonly firemap: string;
  readonly lightmapScale: number;
  readonly fireColor: Point;
  readonly exposure: number;
  readonly sky: string;
  readonly fire: Point;
  readonly lamps: readonly Point[];
  readonly candles: readonly Point[];
  readonly fairy: readonly Point[];
  readonly people: {
    readonly ambientTop: Point;
    readonly ambientBottom: Point;
    readonly rim: Point;
    readonly keys: readonly {
      readonly at: Point;
      readonly color: Point;
      readonly falloff: number;
    }[];
  };
}

export interface PlaceData {
  readonly place: Place;
  /** null where place.json itself could not be read: people then sit in a plain ring. */
  readonly room: RoomScene | null;
}

const CHAIR_HEIGHT_M = 0.46;
const RING_RADIUS_M = 2.12;

/** Chairs in a ring, looking inward: what remains when a place cannot be loaded. */
export function plainPlace(chairs: number): Place {
  return {
    name: "plain",
    title: "",
    eyeAboveSeatM: 0.72,
    chairs: Array.from({ length: Math.max(4, Math.min(12, chairs)) }, (_, i) => {
      const angle = ((i + 0.5) / chairs) * Math.PI * 2;
      return {
        at: [Math.sin(angle) * RING_RADIUS_M, CHAIR_HEIGHT_M, -Math.cos(angle) * RING_RADIUS_M],
        yaw: Math.PI - angle,
      };
    }),
    door: { at: [0, 0, 3.6], yaw: 0 },
    pieceStand: [-0.1, 0.45, 0.22],
    scene: {},
  };
}

/** How people are lit where no room says otherwise: the lounge's evening. */
export const plainLight: RoomScene["people"] = {
  ambientTop: [0.5, 0.4, 0.32],
  ambientBottom: [0.22, 0.15, 0.1],
  rim: [0.4, 0.32, 0.26],
  keys: [{ at: [0, 2.6, 0], color: [1.6, 1.1, 0.65], falloff: 0.3 }],
};

const isRoomScene = (scene: Readonly<Record<string, unknown>>): boolean =>
  ["model", "lightmap", "firemap", "sky"].every((key) => typeof scene[key] === "string") &&
  ["lightmapScale", "exposure"].every((key) => typeof scene[key] === "number") &&
  ["fireColor", "fire", "lamps", "candles", "fairy"].every((key) => Array.isArray(scene[key])) &&
  typeof scene["people"] === "object";

/** Reads place.json; what cannot be read becomes a plain ring, never an error. */
export function readPlace(json: unknown, chairs: number): PlaceData {
  const parsed = placeShape.safeParse(json);
  if (!parsed.success) return { place: plainPlace(chairs), room: null };
  const scene = parsed.data.scene;
  return { place: parsed.data, room: isRoomScene(scene) ? (scene as unknown as RoomScene) : null };
}

export const placeFolder = (name: string): string => `/places/${name}`;

export async function fetchPlace(name: string, chairs: number): Promise<PlaceData> {
  try {
    const answer = await fetch(`${placeFolder(name)}/place.json`);
    return readPlace(answer.ok ? await answer.json() : null, chairs);
  } catch {
    return readPlace(null, chairs);
  }
}
