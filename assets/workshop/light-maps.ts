import { readFileSync, writeFileSync } from "node:fs";

import sharp from "sharp";

import type { Look, Rgb } from "./look.ts";

/** Linear light of one group: three numbers a texel. */
interface Light {
  readonly size: number;
  readonly linear: Float32Array;
}

/** masters/groups.json: each group's picture shows light / scale, sRGB-encoded. */
type Scales = Record<string, number>;

const encode = (x: number): number =>
  x <= 0.003_130_8 ? 12.92 * x : 1.055 * Math.min(1, x) ** (1 / 2.4) - 0.055;
const decode = (x: number): number => (x <= 0.040_45 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
const DECODED = Float32Array.from({ length: 256 }, (_, i) => decode(i / 255));

/** What is brighter than all but this share of texels is cut: a lamp's own spot would cost everybody precision. */
const CUT = 0.0006;

function brightest(values: Float32Array): number {
  const kept = values.toSorted();
  return Math.max(0.05, kept[Math.floor(kept.length * (1 - CUT / 3))] ?? 1);
}

function pixels(linear: Float32Array, scale: number): Buffer {
  const out = Buffer.alloc(linear.length);
  for (let i = 0; i < linear.length; i++)
    out[i] = Math.round(255 * encode((linear[i] ?? 0) / scale));
  return out;
}

/** As numpy writes them. */
function readFloats(file: URL): Float32Array {
  const bytes = readFileSync(file);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

/** Keeps the baked groups in the repository, so that mixing another hour needs no bake. */
export async function keepMasters(
  work: URL,
  masters: URL,
  groups: readonly string[],
  size: number,
): Promise<void> {
  const scales: Scales = {};
  for (const group of groups) {
    const linear = readFloats(new URL(`${group}.f32`, work));
    const scale = Number(brightest(linear).toFixed(4));
    scales[group] = scale;
    // oxlint-disable-next-line no-await-in-loop -- one at a time: each holds tens of megabytes
    await sharp(pixels(linear, scale), { raw: { width: size, height: size, channels: 3 } })
      .webp({ nearLossless: true, quality: 60, effort: 5 })
      .toFile(new URL(`${group}.webp`, masters).pathname);
  }
  writeFileSync(new URL("groups.json", masters), `${JSON.stringify(scales, null, 2)}\n`);
}

async function readMaster(masters: URL, group: string, scale: number): Promise<Light> {
  const { data, info } = await sharp(new URL(`${group}.webp`, masters).pathname)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { size: info.width, linear: Float32Array.from(data, (v) => (DECODED[v] ?? 0) * scale) };
}

/** A little light everywhere: no corner of a gentle place is black. */
export const AMBIENT = "ambient";

function mixed(
  lights: Readonly<Record<string, Light>>,
  mix: Readonly<Record<string, Rgb>>,
): Float32Array {
  const { [AMBIENT]: everywhere = [0, 0, 0], ...tints } = mix;
  const size = Object.values(lights)[0]?.linear.length ?? 0;
  const out = Float32Array.from({ length: size }, (_, i) => everywhere[i % 3] ?? 0);
  for (const [group, tint] of Object.entries(tints)) {
    const light = lights[group]?.linear;
    if (!light) throw new Error(`no baked light called ${group}`);
    for (let i = 0; i < out.length; i++)
      out[i] = (out[i] ?? 0) + (light[i] ?? 0) * (tint[i % 3] ?? 0);
  }
  return out;
}

const LUMA = [0.2126, 0.7152, 0.0722] as const;

/** The fire's light without its colour: the client colours it, and lets it flicker. */
function luminance(linear: Float32Array): Float32Array {
  const out = new Float32Array(linear.length);
  for (let i = 0; i < linear.length; i += 3) {
    const y =
      LUMA[0] * (linear[i] ?? 0) + LUMA[1] * (linear[i + 1] ?? 0) + LUMA[2] * (linear[i + 2] ?? 0);
    out.fill(y, i, i + 3);
  }
  return out;
}

const write = (
  linear: Float32Array,
  scale: number,
  from: number,
  to: number,
  file: URL,
  quality: number,
) =>
  sharp(pixels(linear, scale), { raw: { width: from, height: from, channels: 3 } })
    .resize(to, to, { kernel: "mitchell" })
    .webp({ quality, smartSubsample: true, effort: 6 })
    .toFile(file.pathname);

export interface Mixed {
  /** By hour: the map's file shows light / scale. */
  readonly lightScale: Readonly<Record<string, number>>;
  readonly fireMap: string;
}

/** Mixes the kept groups into one light map an hour, and the fire's own. The fire map shares every hour's scale. */
export async function mixLight(
  masters: URL,
  place: URL,
  look: Look,
  fireGroup = "fire",
): Promise<Mixed> {
  const scales = JSON.parse(readFileSync(new URL("groups.json", masters), "utf8")) as Scales;
  const lights: Record<string, Light> = {};
  for (const [group, scale] of Object.entries(scales)) {
    // oxlint-disable-next-line no-await-in-loop -- one at a time: each holds tens of megabytes
    lights[group] = await readMaster(masters, group, scale);
  }
  const { [fireGroup]: fire, ...others } = lights;
  if (!fire) throw new Error("a place has a fire");
  const lightScale: Record<string, number> = {};
  const size = look.bake.lightSize;
  const hours = Object.entries(look.times).map(([hour, { mix }]) => ({
    hour,
    linear: mixed(others, mix),
  }));
  const flames = luminance(fire.linear);
  const scale = Math.min(
    6,
    Math.ceil(Math.max(...hours.map(({ linear }) => brightest(linear)), brightest(flames) * 0.6)),
  );
  for (const { hour, linear } of hours) {
    lightScale[hour] = scale;
    // oxlint-disable-next-line no-await-in-loop -- as above
    await write(linear, scale, fire.size, size, new URL(`light-${hour}.webp`, place), 86);
  }
  await write(flames, scale, fire.size, size / 2, new URL("light-fire.webp", place), 82);
  return { lightScale, fireMap: "light-fire.webp" };
}
