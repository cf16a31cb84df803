import { existsSync, readdirSync, readFileSync } from "node:fs";

import { type PlaceFile, placeShape } from "#protocol/place-shape.ts";

/** Every place of assets/places that meetings may be held in: a folder with a place.json, and nothing else. */
export function readPlaces(folder: URL): ReadonlyMap<string, PlaceFile> {
  return new Map(
    readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => existsSync(new URL(`${name}/place.json`, folder)))
      .map(({ name }) => {
        const text = readFileSync(new URL(`${name}/place.json`, folder), "utf8");
        return [name, placeShape.parse(JSON.parse(text))] as const;
      }),
  );
}
