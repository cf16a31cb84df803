import type { Look } from "#rules/people/look.ts";

/** Glazes are mostly clearly non-human on purpose: nobody's skin is guessed at or asked for. */
const GLAZES = [
  "#f4c778",
  "#b9cfa8",
  "#a9cdd3",
  "#c8b8e0",
  "#f2dea2",
  "#e9b3b0",
  "#a9bde6",
  "#d4cabd",
  "#7fa8a0",
  "#9a86b8",
  "#d98a72",
  "#6f88a8",
] as const;

const CLOTHS = [
  "#5f7f78",
  "#c9785a",
  "#d9ab5e",
  "#6c86a6",
  "#8d6f94",
  "#9bab7a",
  "#d69a92",
  "#4c5f6e",
  "#e6d6b8",
  "#a5604f",
] as const;

const CROWN_COLOURS = [
  "#4a3a3c",
  "#7d5a47",
  "#e6c98f",
  "#d98f6a",
  "#6c8f8a",
  "#8f83b8",
  "#e7e0d2",
  "#5b6f9a",
  "#b5654f",
  "#93ab6b",
] as const;

const TRINKETS = ["#3d4652", "#c9785a", "#d9ab5e", "#e6d6b8", "#6c86a6", "#8d6f94"] as const;
const EYES = ["#6b5a66", "#4f6f7a", "#6a7a4f", "#7a5a3f"] as const;

export const CROWNS = [
  "short",
  "bob",
  "curls",
  "swoop",
  "bun",
  "sprout",
  "beanie",
  "hood",
  "wrap",
  "none",
] as const;
export type Crown = (typeof CROWNS)[number];

export const ACCESSORIES = ["none", "glasses", "scarf", "phones", "flower"] as const;
export type Accessory = (typeof ACCESSORIES)[number];

export const FORMS = ["person", "lantern", "stone", "bird", "cloud"] as const;
export type Form = (typeof FORMS)[number];

/** What sits well on each form. A lantern has its cap and a bird its crest; hair on a cloud would poke through. */
const WORN_BY: Readonly<Record<Form, readonly [Crown, ...Crown[]]>> = {
  person: CROWNS,
  lantern: ["none"],
  stone: ["none", "sprout", "beanie", "wrap"],
  bird: ["none"],
  cloud: ["none"],
};

/** Where something worn has room beside this head-dress: else it would cut through it. */
export type Worn = "head" | "chest" | "neck";
const TALL: ReadonlySet<Crown> = new Set(["beanie", "hood", "wrap", "curls"]);

/** Flowers go behind the ear or are pinned on; headphones go over the head or rest around the neck. */
export function wornAt(form: Form, crown: Crown, accessory: Accessory): Worn {
  if (accessory === "scarf") return "neck";
  const bare = form === "person" || form === "stone";
  const room = bare && !TALL.has(crown);
  if (accessory === "flower") return room ? "head" : "chest";
  if (accessory === "phones")
    return room && crown !== "bun" && crown !== "sprout" ? "head" : "neck";
  return "head";
}

/** Everything the crowd needs to dress one person. Colours are CSS strings. */
export interface Outfit {
  readonly form: Form;
  readonly skin: string;
  readonly eye: string;
  readonly cloth: string;
  readonly trim: string;
  readonly crown: Crown;
  readonly crownColour: string;
  readonly crownTrim: string;
  readonly accessory: Accessory;
  readonly accessoryColour: string;
  readonly accessoryTrim: string;
  readonly worn: Worn;
  readonly pattern: number;
}

const pick = <T>(from: readonly [T, ...T[]], index: number): T =>
  from[index % from.length] ?? from[0];

/** A look as colours and shapes. What a look does not say (trim, hair colour) follows from what it does say. */
export function outfitOf(look: Look): Outfit {
  const { skin, cloth, crown, accessory, pattern } = look;
  const trim =
    (cloth + 3 + pattern * 2) % CLOTHS.length === cloth ? cloth + 1 : cloth + 3 + pattern * 2;
  const form = pick(FORMS, look.form ?? 0);
  const kind = pick(WORN_BY[form], crown);
  const thing = pick(ACCESSORIES, accessory);
  const hair = skin * 3 + cloth + crown;
  return {
    form,
    skin: pick(GLAZES, skin),
    eye: pick(EYES, skin + crown),
    cloth: pick(CLOTHS, cloth),
    trim: pick(CLOTHS, trim),
    crown: kind,
    crownColour: kind === "hood" ? pick(CLOTHS, cloth) : pick(CROWN_COLOURS, hair),
    crownTrim: pick(CLOTHS, cloth + crown + 2),
    accessory: thing,
    worn: wornAt(form, kind, thing),
    accessoryColour: pick(TRINKETS, skin + cloth + accessory),
    accessoryTrim: pick(CLOTHS, cloth + 5),
    pattern,
  };
}
