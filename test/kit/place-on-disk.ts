import { readdirSync, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { type PlaceFile, placeShape } from "#protocol/place-shape.ts";

import { asPicture, readModel, type PlaceFiles } from "../../client/places/place-files.ts";

const PLACES = join(import.meta.dirname, "../../assets/places");

/** Every place of the house. */
export const placeNames = (): readonly string[] =>
  readdirSync(PLACES).filter((name) => existsSync(join(PLACES, name, "place.json")));

export const placeJson = (name: string): unknown =>
  JSON.parse(readFileSync(join(PLACES, name, "place.json"), "utf8"));

export const readPlaceFile = (name: string): PlaceFile => placeShape.parse(placeJson(name));

export const bytesOf = (name: string, file: string): number =>
  statSync(join(PLACES, name, file)).size;

const pixels = (width: number, height: number) => ({ width, height });

/** How large a WebP picture is, from its first bytes. */
function sizeOfWebp(bytes: Buffer): { readonly width: number; readonly height: number } {
  switch (bytes.toString("latin1", 12, 16)) {
    case "VP8X":
      return pixels(1 + bytes.readUIntLE(24, 3), 1 + bytes.readUIntLE(27, 3));
    case "VP8L": {
      const bits = bytes.readUInt32LE(21);
      return pixels(1 + (bits & 0x3fff), 1 + ((bits >> 14) & 0x3fff));
    }
    default:
      return pixels(bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff);
  }
}

/** A place's files as they lie here; pictures are known by their size only. `broken` ones fail, as if they were not there. */
export function filesOnDisk(
  name: string,
  broken: (file: string) => boolean = () => false,
): PlaceFiles & { readonly asked: readonly string[] } {
  const asked: string[] = [];
  const bytes = async (file: string): Promise<Buffer> => {
    asked.push(file);
    // As from a network: never in the same turn.
    await Promise.resolve();
    if (broken(file)) throw new Error(`${file} is not there`);
    return readFileSync(join(PLACES, name, file));
  };
  return {
    asked,
    model: async (file) => {
      const { buffer, byteOffset, byteLength } = await bytes(file);
      return readModel(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
    },
    picture: async (file, use) => {
      const { width, height } = sizeOfWebp(await bytes(file));
      const part = Math.min(1, use.mostPixels / width);
      return asPicture({ width: width * part, height: height * part }, use);
    },
  };
}
