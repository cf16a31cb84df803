import { readFileSync, writeFileSync } from "node:fs";

import { modelFigures, pictureFigures, type ModelFigures, type PictureFigures } from "./figures.ts";
import type { Look } from "./look.ts";
import { builtFrom } from "./sources.ts";

/** What craft.py says about its bake. */
export interface BakeSettings {
  readonly layout: number;
  readonly size: number;
  readonly samples: number;
  readonly texelsPerMetre: number;
  readonly bpy: string;
  readonly seconds: number;
  readonly groups: readonly string[];
  /** Mean light of 8 × 8 squares of each group's map. */
  readonly means: Readonly<Record<string, readonly number[]>>;
}

/** assets/places/NAME/bake.json: from what a place was made, and what came out. */
export interface BakeRecord {
  readonly bakedFrom: string;
  readonly builtFrom: string;
  readonly settings: BakeSettings;
  readonly models: Readonly<Record<string, ModelFigures>>;
  readonly light: Readonly<Record<string, PictureFigures>>;
}

export const readRecord = (place: URL): BakeRecord =>
  JSON.parse(readFileSync(new URL("bake.json", place), "utf8")) as BakeRecord;

export const MODELS = ["model.glb", "low.glb", "seat.glb"] as const;

const lightFiles = (look: Look): readonly string[] => [
  ...Object.keys(look.times).map((hour) => `light-${hour}.webp`),
  "light-fire.webp",
];

export async function writeRecord(
  name: string,
  place: URL,
  look: Look,
  settings: BakeSettings,
  baked: string,
): Promise<BakeRecord> {
  const models = await Promise.all(
    MODELS.map(async (file) => [file, await modelFigures(new URL(file, place))] as const),
  );
  const light = await Promise.all(
    lightFiles(look).map(
      async (file) => [file, await pictureFigures(new URL(file, place))] as const,
    ),
  );
  const record: BakeRecord = {
    bakedFrom: baked,
    builtFrom: builtFrom(name),
    settings,
    models: Object.fromEntries(models),
    light: Object.fromEntries(light),
  };
  writeFileSync(new URL("bake.json", place), `${JSON.stringify(record)}\n`);
  return record;
}
