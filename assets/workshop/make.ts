/**
 * npm run assets [-- PLACE…] [--draft] [--build-only] [--check]: makes the places' files out of their sources.
 * model → bake → denoise → masters → light maps for every hour → GLB, WebP and place.json.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { ensureBlender, craft, workOf, type BakeOrder } from "./blender.ts";
import { checkPlace } from "./check.ts";
import { paintDetails } from "./detail-pictures.ts";
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
    draft: { type: "boolean", default: false },
    "build-only": { type: "boolean", default: false },
    check: { type: "boolean", default: false },
  },
});

const DRAFT = { size: 512, samples: 16 };

const orderFor = (name: string, { bake }: Look): BakeOrder => ({
  name,
  work: workOf(name),
  layout: bake.size,
  ...(values.draft ? DRAFT : { size: bake.size, samples: bake.samples }),
});

const repeatOf = (look: Look): number => Number(look.scene["detailRepeat"] ?? 16);

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
  writeFileSync(new URL("facts.json", masters), readFileSync(new URL("facts.json", order.work)));
  const kind = { detailRepeat: repeatOf(look) };
  await writeModel(new URL("model", order.work), new URL("model.glb", place), kind);
  await writeModel(new URL("low", order.work), new URL("low.glb", place), kind);
  await writeModel(new URL("seat", order.work), new URL("seat.glb", place), {
    ...kind,
    seat: true,
  });
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
  const settings = kept?.settings ?? (await bakeAnew(name, place, look));
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
