import {
  type LightName,
  LIGHTS,
  type PlaceScene,
  type TimeOfPlace,
} from "#protocol/place-scene-shape.ts";
import { type Place, placeFor, placeShape, plainPlace } from "#protocol/place-shape.ts";

export interface PlaceData {
  readonly place: Place;
  /** null where place.json itself could not be read: people then sit in a plain ring. */
  readonly scene: PlaceScene | null;
}

/** How people are lit where no room says otherwise: the lounge's evening. */
export const plainLight: TimeOfPlace["people"] = {
  ambientTop: [0.5, 0.4, 0.32],
  ambientBottom: [0.22, 0.15, 0.1],
  rim: [0.4, 0.32, 0.26],
  keys: [{ at: [0, 2.6, 0], color: [1.6, 1.1, 0.65], falloff: 0.3 }],
};

/** The hour of a place that comes nearest to the one that is wished for. */
export function hourOf(
  { times }: Pick<PlaceScene, "times">,
  wished: LightName,
): readonly [LightName, TimeOfPlace] | null {
  const order: readonly LightName[] = [wished, "dusk", ...LIGHTS];
  for (const name of order) {
    const time = times[name];
    if (time) return [name, time];
  }
  return null;
}

/** Reads place.json; what cannot be read becomes a plain ring, never an error. */
export function readPlace(json: unknown, chairs: number): PlaceData {
  const parsed = placeShape.safeParse(json);
  if (!parsed.success) return { place: plainPlace(chairs), scene: null };
  return { place: placeFor(parsed.data, chairs), scene: parsed.data.scene };
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
