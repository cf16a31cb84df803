import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { craft } from "./blender.ts";
import { modelFigures, type ModelFigures } from "./figures.ts";
import { readLook } from "./look.ts";
import { writeModel } from "./model-file.ts";
import { say } from "./progress.ts";
import { MODELS, readRecord, type BakeSettings } from "./record.ts";
import { placesFolder } from "./sources.ts";

/** A tiny bake into the same layout: coarse and noisy, but every region must be about as bright. */
const TINY = { size: 384, samples: 8 };
/** Another machine rounds differently, and few samples are grainy. */
const LIGHT_TOLERANCE = 0.25;
const DARK = 0.02;
const BOUNDS_TOLERANCE_M = 0.02;

function modelFaults(
  file: string,
  now: ModelFigures,
  then: ModelFigures | undefined,
): readonly string[] {
  if (!then) return [`${file} is not recorded`];
  const faults: string[] = [];
  if (Math.abs(now.triangles - then.triangles) > then.triangles * 0.01)
    faults.push(`${file}: ${now.triangles} triangles, recorded ${then.triangles}`);
  if (
    Object.keys(now.materials).toSorted().join() !== Object.keys(then.materials).toSorted().join()
  )
    faults.push(`${file}: materials ${Object.keys(now.materials).join()}`);
  const off = [...now.bounds.min, ...now.bounds.max].map((v, i) =>
    Math.abs(v - ([...then.bounds.min, ...then.bounds.max][i] ?? 0)),
  );
  if (Math.max(...off) > BOUNDS_TOLERANCE_M)
    faults.push(`${file}: bounds moved by ${Math.max(...off)} m`);
  return faults;
}

function lightFaults(now: BakeSettings, then: BakeSettings): readonly string[] {
  return Object.entries(then.means).flatMap(([group, means]) => {
    const fresh = now.means[group] ?? [];
    const off = means.filter(
      (mean, i) => Math.abs((fresh[i] ?? 0) - mean) > DARK + mean * LIGHT_TOLERANCE,
    );
    // Of 64 squares a few may lie on an edge that so small a map cannot show.
    return off.length > 3
      ? [`${group}: ${off.length} of ${means.length} squares are not as bright as recorded`]
      : [];
  });
}

/** Makes a place again, small, and compares with what its bake.json says: the sources make the committed files. */
export async function checkPlace(name: string): Promise<void> {
  const place = new URL(`${name}/`, placesFolder);
  const [look, record] = [readLook(name), readRecord(place)];
  const folder = mkdtempSync(join(tmpdir(), "hearth-check-"));
  const work = pathToFileURL(`${folder}/`);
  try {
    await craft({ name, work, layout: record.settings.layout, ...TINY });
    const settings = JSON.parse(
      readFileSync(new URL("settings.json", work), "utf8"),
    ) as BakeSettings;
    const faults = [...lightFaults(settings, record.settings)];
    for (const file of MODELS) {
      const made = new URL(file, work);
      const kind = {
        detailRepeat: Number(look.scene["detailRepeat"] ?? 16),
        seat: file === "seat.glb",
      };
      // oxlint-disable-next-line no-await-in-loop -- three small files
      await writeModel(new URL(file.replace(".glb", ""), work), made, kind);
      // oxlint-disable-next-line no-await-in-loop -- three small files
      faults.push(...modelFaults(file, await modelFigures(made), record.models[file]));
    }
    if (faults.length > 0)
      throw new Error(`${name} is not what its sources make:\n${faults.join("\n")}`);
    say(`${name}: the sources make the committed files.`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
