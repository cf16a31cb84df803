import { readFileSync } from "node:fs";

import { Document, Logger, NodeIO, type Accessor, type Primitive } from "@gltf-transform/core";
import { ALL_EXTENSIONS, EXTMeshoptCompression } from "@gltf-transform/extensions";
import { dedup, quantize, reorder, weld } from "@gltf-transform/functions";
import { MeshoptDecoder, MeshoptEncoder } from "meshoptimizer";

type Floats = Float32Array<ArrayBuffer>;
type Range = readonly [offset: number, length: number];

/** One material of one part, as kit/dump.py writes it. */
interface Dumped {
  readonly node: string;
  readonly material: string;
  readonly corners: number;
  readonly position: Range;
  readonly normal: Range;
  readonly uv0: Range;
  readonly uv1: Range;
  readonly colour: Range;
}

/** Thin things are seen from both sides; everything else has an inside nobody sees. */
const BOTH_SIDES = new Set(["leaf", "fabric", "view", "frond", "glow", "ember"]);
const UNLIT = new Set(["glow", "ember", "view", "frond", "water"]);

export interface ModelKind {
  /** Detail coordinates are divided by this, so that they fit 16 bits of 0…1. */
  readonly detailRepeat: number;
  /** A seat is lit while it is drawn: it keeps its normals, needs no light map, and its positions stay as they are. */
  readonly seat?: boolean;
}

export async function modelIo(): Promise<NodeIO> {
  await Promise.all([MeshoptEncoder.ready, MeshoptDecoder.ready]);
  return new NodeIO()
    .registerExtensions(ALL_EXTENSIONS)
    .registerDependencies({ "meshopt.encoder": MeshoptEncoder, "meshopt.decoder": MeshoptDecoder });
}

/** Colours in 16 bits: 8 would band in the dark. */
function paint(linear: Floats): Uint16Array<ArrayBuffer> {
  const out = new Uint16Array((linear.length / 3) * 4).fill(65_535);
  for (let i = 0; i < linear.length; i++)
    out[Math.floor(i / 3) * 4 + (i % 3)] = Math.round(Math.min(1, linear[i] ?? 0) * 65_535);
  return out;
}

function attributes(
  doc: Document,
  to: Primitive,
  dumped: Dumped,
  blob: ArrayBuffer,
  kind: ModelKind,
): void {
  const buffer = doc.getRoot().listBuffers()[0] ?? doc.createBuffer();
  const floats = ([offset, length]: Range): Floats =>
    new Float32Array(blob.slice(offset, offset + length * 4));
  const set = (
    name: string,
    type: "VEC2" | "VEC3" | "VEC4",
    array: Floats | Uint16Array<ArrayBuffer>,
  ): Accessor => {
    const accessor = doc.createAccessor().setType(type).setArray(array).setBuffer(buffer);
    to.setAttribute(name, accessor);
    return accessor;
  };
  set("POSITION", "VEC3", floats(dumped.position));
  set("COLOR_0", "VEC4", paint(floats(dumped.colour))).setNormalized(true);
  const unlit = UNLIT.has(dumped.material);
  if (kind.seat || dumped.material === "glow") set("NORMAL", "VEC3", floats(dumped.normal));
  if (!unlit)
    set(
      "TEXCOORD_0",
      "VEC2",
      floats(dumped.uv0).map((v) => v / kind.detailRepeat),
    );
  if (!unlit && !kind.seat) set("TEXCOORD_1", "VEC2", floats(dumped.uv1));
}

/** Welded, quantised and meshopt-compressed. */
export async function writeModel(dump: URL, to: URL, kind: ModelKind): Promise<void> {
  const dumped = JSON.parse(
    readFileSync(new URL(`${dump.href}.json`), "utf8"),
  ) as readonly Dumped[];
  const blob = new Uint8Array(readFileSync(new URL(`${dump.href}.bin`))).buffer;
  const io = await modelIo();
  const doc = new Document().setLogger(new Logger(Logger.Verbosity.WARN));
  const scene = doc.createScene("place");
  for (const entry of dumped) {
    const material =
      doc
        .getRoot()
        .listMaterials()
        .find((known) => known.getName() === entry.material) ??
      doc.createMaterial(entry.material).setDoubleSided(BOTH_SIDES.has(entry.material));
    const primitive = doc.createPrimitive().setMaterial(material);
    attributes(doc, primitive, entry, blob, kind);
    const name = entry.node === entry.material ? entry.node : `${entry.node} ${entry.material}`;
    scene.addChild(doc.createNode(name).setMesh(doc.createMesh(name).addPrimitive(primitive)));
  }
  await doc.transform(
    weld(),
    // Materials that differ by name alone are what the client tells them apart by.
    dedup({ keepUniqueNames: true }),
    reorder({ encoder: MeshoptEncoder, target: "size" }),
    quantize({
      // A seat is drawn many times from its bare geometry: no node may carry a part of its size.
      ...(kind.seat ? { pattern: /^(?!POSITION)/ } : {}),
      quantizePosition: 14,
      quantizeTexcoord: 16,
      quantizeColor: 12,
      quantizeNormal: 8,
      quantizationVolume: "mesh",
    }),
  );
  doc
    .createExtension(EXTMeshoptCompression)
    .setRequired(true)
    .setEncoderOptions({ method: EXTMeshoptCompression.EncoderMethod.QUANTIZE });
  await io.write(to.pathname, doc);
}
