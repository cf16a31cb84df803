import "./no-eval.ts";
import { z } from "zod";

const number = z.number();
const part = number.min(0).max(1);
const point = z.tuple([number, number, number]);
/** Linear light, 0 … any. */
const rgb = z.tuple([number, number, number]);
const hex = z.string().regex(/^#[0-9a-f]{6}$/i);
/** A file of the place's own folder. */
const file = z.string().regex(/^(?!.*\.\.)[\w-][\w./-]*$/);

export const LIGHTS = ["day", "dusk", "night"] as const;
/** The hour a place shows: the facilitator's choice. */
export type LightName = (typeof LIGHTS)[number];

/** The light as people's and chairs' surfaces see it. The first key flickers with the fire. */
const peopleLight = z.strictObject({
  ambientTop: rgb,
  ambientBottom: rgb,
  rim: rgb,
  keys: z.array(z.strictObject({ at: point, color: rgb, falloff: number })).max(3),
});

const skyShape = z.strictObject({
  /** Horizon to zenith. */
  stops: z.array(hex).min(2).max(5),
  /** Sun or moon: where it stands, what it adds to the sky around it. */
  sun: z.strictObject({ at: point, color: rgb, size: part.default(0.3) }).nullable(),
  stars: part,
  clouds: part,
  /** Clouds in shadow and in light. */
  cloudColors: z.tuple([hex, hex]).default(["#b197b4", "#f3cdb6"]),
});

/** One hour of a place: its baked light, its sky, and how bright everything is that was not baked. */
const timeShape = z.strictObject({
  light: file,
  lightScale: number,
  exposure: number,
  fireColor: rgb,
  sky: skyShape,
  fog: z.strictObject({ color: hex, fromM: number, toM: number, most: part }).nullable(),
  /** Multiplies what lies outside: hills, trees, islands. */
  land: rgb.default([1, 1, 1]),
  /** Moving leaves, in the sun and in the shade. */
  leaves: z.strictObject({ lit: rgb, shade: rgb }).optional(),
  water: z.strictObject({ shallow: hex, mid: hex, deep: hex, foam: hex }).optional(),
  people: peopleLight,
  /** How strong the glow around lamps and candles is. */
  lamps: part,
});
export type TimeOfPlace = z.infer<typeof timeShape>;

const soundShape = z.strictObject({
  kind: z.enum(["fire", "surf", "wind", "night", "birds"]),
  /** null is everywhere. */
  at: point.nullable(),
  gain: part,
  times: z.array(z.enum(LIGHTS)),
});
export type PlaceSound = z.infer<typeof soundShape>;

/** What is drawn, lit and heard in a place: files beside place.json, and numbers. */
export const placeSceneShape = z.strictObject({
  model: file,
  /** The same place with less in it, for weak devices and for calm. */
  low: z.strictObject({ model: file }).optional(),
  /** One seat, drawn at every chair. Its origin is the middle of the cushion's top; it looks to −z. */
  seat: file.optional(),
  seatTints: z.array(hex).default(["#ffffff"]),
  toneMapping: z.enum(["agx", "neutral"]).default("agx"),
  times: z
    .partialRecord(z.enum(LIGHTS), timeShape)
    .refine((times) => Object.keys(times).length > 0, "at least one hour"),
  /** Light of the fire alone, one channel. */
  fireMap: file.nullable(),
  /** Tiling pictures by the name of the material that wears them. */
  details: z.record(z.string(), file),
  /** Detail coordinates are stored divided by this, so that they fit 16 bits. */
  detailRepeat: number.default(16),
  /** Small things that are made by code, because the model does not have them. */
  made: z.array(z.enum(["bell", "candle", "stand"])).default(["bell", "candle"]),
  fire: point,
  /** Tongues of the fire: a hearth's in a row, a camp fire's in a ring. */
  fireKind: z.enum(["hearth", "ring"]).default("hearth"),
  /** Flames must not hide the face of whoever sits across: smaller where the fire stands higher. */
  fireSize: number.min(0.2).max(1.5).default(1),
  lamps: z.array(point),
  candles: z.array(point),
  fairy: z.array(point),
  sound: z.array(soundShape).default([]),
  /** A material that mirrors the fire, like polished boards. */
  polish: z
    .strictObject({ material: z.string(), at: point, halfSizeM: z.tuple([number, number]) })
    .nullable()
    .default(null),
  water: z.strictObject({ levelM: number, wetMaterial: z.string() }).nullable().default(null),
  birds: z
    .strictObject({ count: number.int().min(1).max(40), at: point, radiusM: number })
    .nullable()
    .default(null),
});
export type PlaceScene = z.infer<typeof placeSceneShape>;
