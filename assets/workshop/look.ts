import { readFileSync } from "node:fs";

import { placesFolder } from "./sources.ts";

export type Rgb = readonly [number, number, number];

/** One hour: how strong and in which tint each light group shines, and everything place.json says about it. */
interface HourLook {
  readonly mix: Readonly<Record<string, Rgb>>;
  readonly [said: string]: unknown;
}

/** assets/places/NAME/look.json: the art direction of a place, as data. Changing it needs no bake. */
export interface Look {
  readonly bake: { readonly size: number; readonly samples: number; readonly lightSize: number };
  /** Detail pictures the place wears, by material. */
  readonly details: readonly string[];
  readonly place: Readonly<Record<string, unknown>>;
  readonly scene: Readonly<Record<string, unknown>>;
  readonly times: Readonly<Record<string, HourLook>>;
}

export const readLook = (place: string): Look =>
  JSON.parse(readFileSync(new URL(`${place}/look.json`, placesFolder), "utf8")) as Look;
