import { FORMS, type Outfit } from "../world/outfit.ts";
import { accessoryShapes, bodyShapes } from "./body-parts.ts";
import { crownShapes } from "./crowns.ts";
import { formShapes } from "./forms.ts";

/** The parts of a person, by their place in `Dressed.ids`. */
export const PART = {
  body: 0,
  head: 1,
  leftArm: 2,
  rightArm: 3,
  leftHand: 4,
  rightHand: 5,
  lantern: 6,
  crown: 7,
  accessory: 8,
} as const;
export type PartName = keyof typeof PART;
export const PARTS_EACH = 9;
export const NOTHING = -1;

export interface Dressed {
  readonly outfit: Outfit;
  /** The instance of each part; −1 where there is none. */
  readonly ids: Int32Array;
  /** Drawn with the coarser shapes. */
  far: boolean;
}

export const SHAPES = { ...bodyShapes, ...formShapes, ...crownShapes, ...accessoryShapes };
type ShapeName = keyof typeof SHAPES;

const headShape = ({ form }: Outfit): ShapeName => (form === "person" ? "head" : `${form}Head`);
const bodyShape = ({ form }: Outfit): ShapeName => (form === "person" ? "body" : `${form}Body`);

export interface Made {
  readonly shape: ShapeName;
  readonly first: string;
  readonly second: string;
  readonly pattern: number;
}

/** What a person is made of: part → shape, main colour, second colour. */
export function partsOf(outfit: Outfit): readonly (readonly [PartName, Made])[] {
  const { form, skin, cloth, trim, crown, accessory } = outfit;
  const plain = (shape: ShapeName, first: string, second: string, pattern = 0): Made => ({
    shape,
    first,
    second,
    pattern,
  });
  // Wings end in feathers of their own colour, whatever the face has.
  const hand = form === "bird" ? trim : skin;
  return [
    ["body", plain(bodyShape(outfit), cloth, trim, outfit.pattern)],
    ["head", plain(headShape(outfit), skin, outfit.eye, FORMS.indexOf(form))],
    ["leftArm", plain("arm", cloth, trim)],
    ["rightArm", plain("arm", cloth, trim)],
    ["leftHand", plain("leftHand", hand, hand)],
    ["rightHand", plain("rightHand", hand, hand)],
    ["lantern", plain("lantern", "#b98a45", "#b98a45")],
    ...(crown === "none"
      ? []
      : ([["crown", plain(crown, outfit.crownColour, outfit.crownTrim)]] as const)),
    ...(accessory === "none"
      ? []
      : ([["accessory", plain(accessory, outfit.accessoryColour, outfit.accessoryTrim)]] as const)),
  ];
}
