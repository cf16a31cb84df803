/**
 * npm run assets [-- PLACE…] [--samples 32] [--draft] [--model-only] [--build-only] [--check]: makes the places' files out of their sources.
 * model → bake → denoise → masters → light maps for every hour → GLB, WebP and place.json.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { ensureBlender, craft, workOf, type BakeOrder } from "./blender.ts";
import { checkPlace } from "./check.ts";
import { paintDetails } from "./detail-pictures.ts";
import { modelFigures } from "./figures.ts";
import { keepMasters, mixLight } from "./light-maps.ts";
import { readLook, type Look } from "./look.ts";
import { writeModel } from "./model-file.ts";
import { writePlace } from "./place-file.ts";
import { say } from "./progress.ts";
import { readRecord, writeRecord, type BakeSettings } from "./record.ts";
import { bakedFrom, madePlaces, placesFolder } from "./sources.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    "model-only": { type: "boolean", default: false },
    draft: { type: "boolean", default: false },
    "build-only": { type: "boolean", default: false },
    samples: { type: "string" },
    check: { type: "boolean", default: false },
  },
});

const DRAFT = { size: 512, samples: 16 };

const orderFor = (name: string, { bake }: Look): BakeOrder => ({
  name,
  work: workOf(name),
  layout: bake.size,
  ...(values.draft ? DRAFT : { size: bake.size, samples: Number(values.samples ?? bake.samples) }),
});

const repeatOf = (look: Look): number => Number(look.scene["detailRepeat"] ?? 16);

async function writeModels(work: URL, place: URL, look: Look): Promise<void> {
  const kind = { detailRepeat: repeatOf(look) };
  await writeModel(new URL("model", work), new URL("model.glb", place), kind);
  await writeModel(new URL("low", work), new URL("low.glb", place), kind);
  await writeModel(new URL("seat", work), new URL("seat.glb", place), { ...kind, seat: true });
  writeFileSync(new URL("masters/facts.json", place), readFileSync(new URL("facts.json", work)));
}

/** Models and bakes; leaves masters and GLB files in the place's folder. */
async function bakeAnew(name: string, place: URL, look: Look): Promise<BakeSettings> {
  const order = orderFor(name, look);
  await craft(order);
  const masters = new URL("masters/", place);
  mkdirSync(masters, { recursive: true });
  const settings = JSON.parse(
    readFileSync(new URL("settings.json", order.work), "utf8"),
  ) as BakeSettings;
  await keepMasters(order.work, masters, settings.groups, order.size);
  await writeModels(order.work, place, look);
  return settings;
}

/**
 * For what no light falls on or from: the seat, what the low variant leaves out, facts. The model itself must come out
 * as it was, or its light would lie elsewhere.
 */
async function modelAnew(name: string, place: URL, look: Look): Promise<BakeSettings> {
  const { settings, models } = readRecord(place);
  const work = workOf(`${name}-model`);
  await craft({ name, work, layout: settings.layout, size: 64, samples: 0 });
  await writeModels(work, place, look);
  const now = await modelFigures(new URL("model.glb", place));
  if (now.triangles !== models["model.glb"]?.triangles)
    throw new Error(`${name}: the model has changed; its light must be baked again`);
  return settings;
}

/** The house's own formatting: what is made is read by people too. */
const tidy = (place: URL): void => {
  spawnSync("oxfmt", [fileURLToPath(place)], { stdio: "ignore" });
};

async function make(name: string): Promise<void> {
  const place = new URL(`${name}/`, placesFolder);
  const look = readLook(name);
  const kept = values["build-only"] ? readRecord(place) : null;
  // Told now, not when the bake ends: whoever edits a source meanwhile must bake again.
  const baked = kept?.bakedFrom ?? bakedFrom(name);
  const anew = values["model-only"] ? modelAnew : bakeAnew;
  const settings = kept?.settings ?? (await anew(name, place, look));
  const mixed = await mixLight(new URL("masters/", place), place, look);
  await paintDetails(look.details, new URL("detail/", place));
  writePlace(name, place, look, mixed);
  tidy(place);
  const { models, light } = await writeRecord(name, place, look, settings, baked);
  tidy(place);
  for (const [file, { triangles, primitives, bytes }] of Object.entries(models))
    say(
      `${name} ${file}: ${triangles} triangles in ${primitives} calls, ${Math.round(bytes / 1024)} KiB`,
    );
  for (const [file, { width, bytes }] of Object.entries(light))
    say(`${name} ${file}: ${width}², ${Math.round(bytes / 1024)} KiB`);
}

const asked = positionals.length > 0 ? positionals : madePlaces();
const unknown = asked.filter((name) => !madePlaces().includes(name));
if (unknown.length > 0)
  throw new Error(`no such place: ${unknown.join(", ")} (there are ${madePlaces().join(", ")})`);
if (!values["build-only"]) ensureBlender();
for (const name of asked) {
  // oxlint-disable-next-line no-await-in-loop -- one bake at a time: each takes every core
  await (values.check ? checkPlace(name) : make(name));
}
