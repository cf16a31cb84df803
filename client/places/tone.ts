import { Color, Vector3, Vector4 } from "three";

import type { TimeOfPlace } from "#protocol/place-scene-shape.ts";

const SKY_STOPS = 5;
const KEYS = 3;

/** One hour as numbers that can be mixed with another's. */
export interface Tone {
  readonly exposure: number;
  readonly lightScale: number;
  readonly lamps: number;
  readonly stars: number;
  readonly clouds: number;
  readonly sunSize: number;
  /** From, to (metres), most. */
  readonly fogReach: Vector3;
  readonly sunAt: Vector3;
  readonly keyAt: readonly Vector4[];
  readonly colours: Readonly<Record<ToneColour, Color>>;
}

export const TONE_COLOURS = [
  "sky0",
  "sky1",
  "sky2",
  "sky3",
  "sky4",
  "sun",
  "cloudShade",
  "cloudLit",
  "fog",
  "fire",
  "land",
  "leafLit",
  "leafShade",
  "shallow",
  "mid",
  "deep",
  "foam",
  "ambientTop",
  "ambientBottom",
  "rim",
  "key0",
  "key1",
  "key2",
] as const;
export type ToneColour = (typeof TONE_COLOURS)[number];

const linear = (rgb: readonly [number, number, number]): Color => new Color().setRGB(...rgb);

/** As many stops as the shader has, from however many the place names. */
function skyColours({ stops, sun, cloudColors: [shade, lit] }: TimeOfPlace["sky"]) {
  const given = stops.map((stop) => new Color(stop));
  const at = (i: number): Color => {
    const place = (i / (SKY_STOPS - 1)) * (given.length - 1);
    const low = given[Math.floor(place)] ?? new Color();
    return low.clone().lerp(given[Math.ceil(place)] ?? low, place % 1);
  };
  return {
    sky0: at(0),
    sky1: at(1),
    sky2: at(2),
    sky3: at(3),
    sky4: at(4),
    sun: linear(sun?.color ?? [0, 0, 0]),
    cloudShade: new Color(shade),
    cloudLit: new Color(lit),
  };
}

type People = TimeOfPlace["people"];

function peopleColours({ ambientTop, ambientBottom, rim, keys }: People) {
  const key = (i: number): Color => linear(keys[i]?.color ?? [0, 0, 0]);
  return {
    ambientTop: linear(ambientTop),
    ambientBottom: linear(ambientBottom),
    rim: linear(rim),
    key0: key(0),
    key1: key(1),
    key2: key(2),
  };
}

const keysAt = ({ keys }: People): readonly Vector4[] =>
  Array.from({ length: KEYS }, (_, i) => {
    const key = keys[i];
    return key ? new Vector4(...key.at, key.falloff) : new Vector4(0, 3, 0, 1);
  });

const WATER = { shallow: "#8fc0b0", mid: "#3f8c96", deep: "#2c5f7e", foam: "#fadbc2" };
const NO_FOG = { color: "#000000", fromM: 1e4, toM: 2e4, most: 0 };

function outdoorColours({ water = WATER, leaves, people }: TimeOfPlace) {
  const sunny = leaves?.lit ?? people.keys[1]?.color ?? people.ambientTop;
  return {
    leafLit: linear(sunny),
    leafShade: linear(leaves?.shade ?? people.ambientTop),
    shallow: new Color(water.shallow),
    mid: new Color(water.mid),
    deep: new Color(water.deep),
    foam: new Color(water.foam),
  };
}

export function toneOf(time: TimeOfPlace): Tone {
  const { sky, people } = time;
  const fog = time.fog ?? NO_FOG;
  return {
    exposure: time.exposure,
    lightScale: time.lightScale,
    lamps: time.lamps,
    stars: sky.stars,
    clouds: sky.clouds,
    sunSize: sky.sun?.size ?? 0,
    fogReach: new Vector3(fog.fromM, fog.toM, fog.most),
    sunAt: new Vector3(...(sky.sun?.at ?? [0, 0.2, -1])).normalize(),
    keyAt: keysAt(people),
    colours: {
      ...skyColours(sky),
      ...outdoorColours(time),
      ...peopleColours(people),
      fog: new Color(fog.color),
      fire: linear(time.fireColor).multiplyScalar(time.lightScale),
      land: linear(time.land),
    },
  };
}
