import { readFileSync, writeFileSync } from "node:fs";

import type { Mixed } from "./light-maps.ts";
import type { Look } from "./look.ts";

/** What the Blender source knows: seats, corners, where flames and lamps are. */
interface Facts {
  readonly scene: Readonly<Record<string, unknown>>;
  readonly [said: string]: unknown;
}

/** place.json: what the look says, what the model knows, and the names of the files made from both. */
export function writePlace(
  name: string,
  place: URL,
  look: Look,
  { lightScale, fireMap }: Mixed,
): void {
  const facts = JSON.parse(readFileSync(new URL("masters/facts.json", place), "utf8")) as Facts;
  const times = Object.fromEntries(
    Object.entries(look.times).map(([hour, { mix: _mix, ...said }]) => [
      hour,
      { light: `light-${hour}.webp`, lightScale: lightScale[hour], ...said },
    ]),
  );
  const said = {
    name,
    ...look.place,
    ...facts,
    scene: {
      model: "model.glb",
      low: { model: "low.glb" },
      seat: "seat.glb",
      fireMap,
      details: Object.fromEntries(look.details.map((detail) => [detail, `detail/${detail}.webp`])),
      ...look.scene,
      ...facts.scene,
      times,
    },
  };
  writeFileSync(new URL("place.json", place), `${JSON.stringify(said)}\n`);
}
