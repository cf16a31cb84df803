import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";

export const placesFolder = new URL("../places/", import.meta.url);
export const workshopFolder = new URL("./", import.meta.url);

/** Every place that is made here: a folder with a look and a Blender source. */
export const madePlaces = (): readonly string[] =>
  readdirSync(placesFolder).filter((name) =>
    existsSync(new URL(`${name}/look.json`, placesFolder)),
  );

const pythonIn = (folder: URL): readonly URL[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".py"))
    .toSorted()
    .map((name) => new URL(name, folder));

function digest(files: readonly URL[]): string {
  const hash = createHash("sha256");
  for (const file of files)
    hash.update(`${file.pathname.split("/").at(-1)}\n`).update(readFileSync(file));
  return hash.digest("hex");
}

/** What decides how a place's model and its baked light come out: whoever changes it must bake again. */
export const bakedFrom = (place: string): string =>
  digest([
    new URL("craft.py", workshopFolder),
    new URL("requirements.txt", workshopFolder),
    ...pythonIn(new URL("kit/", workshopFolder)),
    ...pythonIn(new URL(`${place}/source/`, placesFolder)),
  ]);

/** What decides how the baked light is mixed and told: `npm run assets -- --build-only` is enough. */
export const builtFrom = (place: string): string =>
  digest([
    new URL(`${place}/look.json`, placesFolder),
    new URL(`${place}/masters/facts.json`, placesFolder),
    ...["light-maps.ts", "place-file.ts", "detail-pictures.ts", "noise.ts"].map(
      (name) => new URL(name, workshopFolder),
    ),
  ]);
