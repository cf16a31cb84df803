import { readFileSync } from "node:fs";
import { join } from "node:path";

import { type Place, placeFor, placeShape } from "#protocol/place-shape.ts";

const file = join(import.meta.dirname, "../../assets/places/lounge/place.json");
const json = JSON.parse(readFileSync(file, "utf8")) as unknown;

/** The lounge as a circle of this many chairs sits in it. */
export const loungeFor = (chairs: number): Place => placeFor(placeShape.parse(json), chairs);
