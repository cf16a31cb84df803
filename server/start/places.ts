import { readdirSync, readFileSync } from "node:fs";

import { type Place, placeShape } from "#protocol/place-shape.ts";

/** Every place of assets/places that meetings may be held in. */
export function readPlaces(folder: URL): ReadonlyMap<string, Place> {
  return new Map(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => {
        const text = readFileSync(new URL(`${name}/place.json`, folder), "utf8");
        return [name, placeShape.parse(JSON.parse(text))] as const;
      }),
  );
}
