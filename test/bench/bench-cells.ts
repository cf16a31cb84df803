import { readFileSync } from "node:fs";

import { chairsOf, placeShape } from "#protocol/place-shape.ts";
import { type Cell, cellsOf } from "#rules/presence/cell.ts";

/** The lounge's chairs, and rings of more around them where a circle has more people. */
export function benchCells(people: number): readonly Cell[] {
  const file = new URL("../../assets/places/lounge/place.json", import.meta.url);
  const place = placeShape.parse(JSON.parse(readFileSync(file, "utf8")));
  return cellsOf(chairsOf(place, people), place.eyeAboveSeatM, people);
}
