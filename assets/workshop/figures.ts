import { statSync } from "node:fs";

import { getBounds } from "@gltf-transform/core";
import sharp from "sharp";

import { modelIo } from "./model-file.ts";

export interface ModelFigures {
  readonly bytes: number;
  readonly triangles: number;
  /** What is drawn in one call. */
  readonly primitives: number;
  readonly materials: Readonly<Record<string, number>>;
  readonly bounds: { readonly min: readonly number[]; readonly max: readonly number[] };
}

const metres = (values: readonly number[]): number[] => values.map((v) => Number(v.toFixed(2)));

/** Counted from the file itself, not believed from whoever wrote it. */
export async function modelFigures(file: URL): Promise<ModelFigures> {
  const doc = await (await modelIo()).read(file.pathname);
  const materials: Record<string, number> = {};
  let primitives = 0;
  for (const mesh of doc.getRoot().listMeshes())
    for (const primitive of mesh.listPrimitives()) {
      primitives++;
      const name = primitive.getMaterial()?.getName() ?? "";
      const corners =
        primitive.getIndices()?.getCount() ?? primitive.getAttribute("POSITION")?.getCount() ?? 0;
      materials[name] = (materials[name] ?? 0) + corners / 3;
    }
  const scene = doc.getRoot().listScenes()[0];
  if (!scene) throw new Error(`${file.pathname} has no scene`);
  const { min, max } = getBounds(scene);
  const triangles = Object.values(materials).reduce((sum, count) => sum + count, 0);
  return {
    bytes: statSync(file).size,
    triangles,
    primitives,
    materials,
    bounds: { min: metres(min), max: metres(max) },
  };
}

const CELLS = 8;

export interface PictureFigures {
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  /** Mean brightness (0…255) of 8 × 8 squares. */
  readonly means: readonly number[];
}

export async function pictureFigures(file: URL): Promise<PictureFigures> {
  const { width, height } = await sharp(file.pathname).metadata();
  const means = await sharp(file.pathname)
    .greyscale()
    .resize(CELLS, CELLS, { kernel: "cubic", fit: "fill" })
    .raw()
    .toBuffer();
  return { bytes: statSync(file).size, width, height, means: [...means] };
}
