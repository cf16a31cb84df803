import { Color, Vector3, Vector4, type IUniform } from "three";

import type { TimeOfPlace } from "#protocol/place-scene-shape.ts";

import { TONE_COLOURS, toneOf, type Tone, type ToneColour } from "./tone.ts";

type Uniforms<Name extends string, T> = Readonly<Record<Name, IUniform<T>>>;

const QUIET = new Color("#3a3648");

const mix = (a: number, b: number, part: number): number => a + (b - a) * part;

const byName = <T>(make: () => T): Uniforms<ToneColour, T> =>
  Object.fromEntries(TONE_COLOURS.map((name) => [name, { value: make() }])) as Uniforms<
    ToneColour,
    T
  >;

/** The light of the moment as uniforms that every material of the place shares: set here, once a frame, and nowhere else. */
export class Mood {
  readonly colours = byName(() => new Color());
  readonly numbers = {
    stars: { value: 0 },
    clouds: { value: 0 },
    sunSize: { value: 0 },
    lamps: { value: 1 },
    /** Of the baked light that is shown, and of the one that comes next. */
    lightScale: { value: 1 },
    nextScale: { value: 1 },
    lightPart: { value: 0 },
    /** 1: the scenery cannot be told from the plain room. */
    mist: { value: 1 },
  };
  readonly sunAt: IUniform<Vector3> = { value: new Vector3(0, 0.2, -1) };
  readonly fogReach: IUniform<Vector3> = { value: new Vector3(1e4, 2e4, 0) };
  readonly keyAt: IUniform<readonly Vector4[]> = {
    value: [new Vector4(), new Vector4(), new Vector4()],
  };
  /** What a plain room is made of in this light; the scenery comes out of it. */
  readonly plain = {
    plainSky: { value: new Color("#2b2a3a") },
    plainGround: { value: new Color("#4d3a2c") },
  };
  exposure = 1;
  #soft = 1;

  /** Calm rooms have softer light. */
  constructor(calm = false) {
    this.#soft = calm ? 0.88 : 1;
  }

  rest(tone: Tone): void {
    this.blend(tone, tone, 0);
  }

  /** Between two hours. Nothing is allocated: this runs in every frame of a fade. */
  blend(from: Tone, to: Tone, part: number): void {
    for (const name of TONE_COLOURS)
      this.colours[name].value.lerpColors(from.colours[name], to.colours[name], part);
    const { stars, clouds, sunSize, lamps, lightScale, nextScale, lightPart } = this.numbers;
    stars.value = mix(from.stars, to.stars, part);
    clouds.value = mix(from.clouds, to.clouds, part);
    sunSize.value = mix(from.sunSize, to.sunSize, part);
    lamps.value = mix(from.lamps, to.lamps, part);
    lightScale.value = from.lightScale;
    nextScale.value = to.lightScale;
    lightPart.value = part;
    this.exposure = mix(from.exposure, to.exposure, part) * this.#soft;
    this.#sun(from, to, part);
    this.fogReach.value.lerpVectors(from.fogReach, to.fogReach, part);
    for (let i = 0; i < this.keyAt.value.length; i++) {
      const a = from.keyAt[i];
      const b = to.keyAt[i];
      if (a && b) this.keyAt.value[i]?.lerpVectors(a, b, part);
    }
    this.#plain();
  }

  /** No sun races over the sky: the one goes down in brightness where it stands, the other comes up where it will be. */
  #sun(from: Tone, to: Tone, part: number): void {
    this.sunAt.value.copy(part < 0.5 ? from.sunAt : to.sunAt);
    if (part === 0 || from.sunAt.equals(to.sunAt)) return;
    const sun = part < 0.5 ? from.colours.sun : to.colours.sun;
    this.colours.sun.value.copy(sun).multiplyScalar(Math.abs(1 - 2 * part));
  }

  #plain(): void {
    const { plainSky, plainGround } = this.plain;
    const { sky1, ambientTop } = this.colours;
    // Quiet at every hour: words stand before it.
    plainSky.value.copy(QUIET).lerp(sky1.value, 0.24);
    plainGround.value.copy(ambientTop.value);
    plainGround.value.r *= 0.17;
    plainGround.value.g *= 0.135;
    plainGround.value.b *= 0.115;
  }
}

/** The people's light as the avatars take it, in steps fine enough not to be seen. */
export function peopleLightBetween(
  from: TimeOfPlace["people"],
  to: TimeOfPlace["people"],
  part: number,
): TimeOfPlace["people"] {
  const rgb = (
    a: readonly [number, number, number],
    b: readonly [number, number, number],
  ): [number, number, number] => [
    mix(a[0], b[0], part),
    mix(a[1], b[1], part),
    mix(a[2], b[2], part),
  ];
  const dark = { at: [0, 3, 0] as [number, number, number], color: [0, 0, 0] as const, falloff: 1 };
  return {
    ambientTop: rgb(from.ambientTop, to.ambientTop),
    ambientBottom: rgb(from.ambientBottom, to.ambientBottom),
    rim: rgb(from.rim, to.rim),
    keys: [0, 1, 2].map((i) => {
      const [a, b] = [from.keys[i], to.keys[i]];
      const first = a ?? { ...(b ?? dark), color: dark.color };
      const second = b ?? { ...first, color: dark.color };
      return {
        at: rgb(first.at, second.at),
        color: rgb([...first.color], [...second.color]),
        falloff: mix(first.falloff, second.falloff, part),
      };
    }),
  };
}

/** Where no place says otherwise: dusk, plainly. */
export const plainTone = (people: TimeOfPlace["people"]): Tone =>
  toneOf({
    light: "none",
    lightScale: 1,
    exposure: 1,
    fireColor: [0, 0, 0],
    sky: {
      stops: ["#565474", "#3f3e58", "#2b2a3a"],
      sun: null,
      stars: 0,
      clouds: 0,
      cloudColors: ["#565474", "#565474"],
    },
    fog: null,
    land: [1, 1, 1],
    people,
    lamps: 0,
  });
