import type { Group, Texture } from "three";

import type { PlaceScene } from "#protocol/place-scene-shape.ts";

import type { PictureUse, PlaceFiles } from "./place-files.ts";
import type { Variant } from "./variant.ts";

/** What could not be had, by what it is for. */
export type Missing = "scenery" | "light" | "seats" | "surfaces";

/** No larger than the pictures are; smaller ones for weak devices. */
const PIXELS = { light: 2048, detail: 2048 };
const THRIFTY_PIXELS = { light: 768, detail: 256 };

interface Parts {
  readonly files: PlaceFiles;
  readonly variant: Variant;
  /** Stand for what is missing: nothing said about a surface, and no light. */
  readonly white: Texture;
  readonly dark: Texture;
  readonly onMissing: (part: Missing) => void;
}

/** The files of a place as one variant of it wants them. What is missing is told and replaced, never thrown. */
export class Fetched {
  readonly #parts: Parts;
  readonly #kept = new Set<Texture>();
  #gone = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The baked light of an hour. This one fails: the hours know what to do then. */
  light(file: string): Promise<Texture> {
    return this.#parts.files.picture(file, this.#use("light", 2));
  }

  /** The fire's own light comes when it comes: until then the fire lights nothing. */
  fireMap({ fireMap }: PlaceScene): { value: Texture } {
    const held = { value: this.#parts.dark };
    if (fireMap)
      void this.#picture(fireMap, this.#use("light", 1), "light", held.value).then(
        (texture) => (held.value = texture),
      );
    return held;
  }

  /** Tiling pictures by the name of the material that wears them. */
  async details(scene: PlaceScene): Promise<ReadonlyMap<string, Texture>> {
    const use = this.#use("detail", 4);
    const pairs = Object.entries(scene.details).map(
      async ([name, file]) =>
        [name, await this.#picture(file, use, "surfaces", this.#parts.white)] as const,
    );
    return new Map(await Promise.all(pairs));
  }

  /** The model, or the one with less in it. */
  model(scene: PlaceScene): Promise<Group | null> {
    const { calm, thrifty } = this.#parts.variant;
    const low = calm || thrifty ? scene.low?.model : undefined;
    return this.#model(low ?? scene.model, "scenery");
  }

  seat({ seat }: PlaceScene): Promise<Group | null> {
    return seat ? this.#model(seat, "seats") : Promise.resolve(null);
  }

  dispose(): void {
    this.#gone = true;
    for (const texture of this.#kept) texture.dispose();
  }

  #use(kind: keyof typeof PIXELS, anisotropy: number): PictureUse {
    const { thrifty } = this.#parts.variant;
    return {
      repeats: kind === "detail",
      mostPixels: (thrifty ? THRIFTY_PIXELS : PIXELS)[kind],
      anisotropy: thrifty ? 1 : anisotropy,
    };
  }

  async #model(file: string, role: Missing): Promise<Group | null> {
    try {
      return await this.#parts.files.model(file);
    } catch {
      this.#parts.onMissing(role);
      return null;
    }
  }

  async #picture(file: string, use: PictureUse, role: Missing, plain: Texture): Promise<Texture> {
    try {
      const texture = await this.#parts.files.picture(file, use);
      if (this.#gone) texture.dispose();
      else this.#kept.add(texture);
      return texture;
    } catch {
      this.#parts.onMissing(role);
      return plain;
    }
  }
}
