import { DoubleSide, Mesh, type Group, type Material, type Texture } from "three";

import type { PlaceScene } from "#protocol/place-scene-shape.ts";

import type { Firelight } from "./firelight.ts";
import { distant, embers, glowing } from "./glow.ts";
import { makeLeaves } from "./leaves.ts";
import type { Mood } from "./mood.ts";
import { surface, type BakedLight } from "./surfaces.ts";
import type { Variant } from "./variant.ts";
import { makeWater } from "./water.ts";

export interface DressParts {
  readonly scene: PlaceScene;
  readonly baked: BakedLight;
  readonly mood: Mood;
  readonly firelight: Firelight;
  readonly variant: Variant;
  readonly details: ReadonlyMap<string, Texture>;
  readonly noise: Texture;
  readonly plainDetail: Texture;
  readonly sea: { value: number };
  readonly wind: { value: number };
  readonly fireAt: { value: unknown };
}

/** The material that a name of the model stands for. */
function materialFor(given: Material, parts: DressParts): Material {
  const { mood, firelight, variant, details, plainDetail } = parts;
  switch (given.name) {
    case "glow":
      return glowing(mood, firelight);
    case "ember":
      return embers(mood, firelight);
    case "view":
      return distant(mood);
    case "water":
      return makeWater(mood, parts.noise, parts.sea, variant.thrifty);
    case "frond":
      return makeLeaves(mood, parts.wind, { at: parts.fireAt, strength: firelight.strength });
    default:
      return surface(given.name, details.get(given.name) ?? plainDetail, given.side, {
        ...parts,
        thrifty: variant.thrifty,
      });
  }
}

/** Gives a model's meshes the place's own materials, one for each name, and what stands still is left alone from then on. */
export function dress(model: Group, parts: DressParts): void {
  const made = new Map<string, Material>();
  model.traverse((object) => {
    object.matrixAutoUpdate = false;
    object.updateMatrix();
    if (!(object instanceof Mesh)) return;
    const given = object.material as Material;
    const key = `${given.name} ${given.side === DoubleSide ? 2 : 1}`;
    const own = made.get(key) ?? materialFor(given, parts);
    made.set(key, own);
    object.material = own;
    given.dispose();
    if (own.name === "water") object.renderOrder = 3;
    // Nobody clicks on walls: only what is made to be clicked is tested against the pointer.
    object.raycast = () => undefined;
  });
}
