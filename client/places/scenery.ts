import {
  DataTexture,
  Group,
  Mesh,
  SRGBColorSpace,
  Vector3,
  type Material,
  type Texture,
} from "three";

import type { LightName, PlaceScene } from "#protocol/place-scene-shape.ts";

import { seaSeconds } from "../sound/surf.ts";
import { makeBirds } from "./birds.ts";
import { CANDLE_STILL, candleAt, type CandleFlame } from "./candle-in-step.ts";
import { breathe, type Firelight } from "./firelight.ts";
import { flamesOf, makeFlames, type FlameMesh } from "./flames.ts";
import { halosOf, makeHalos } from "./halos.ts";
import { Hours } from "./hours.ts";
import { Mood, plainTone } from "./mood.ts";
import { makeNoise } from "./noise-texture.ts";
import { plainLight, type PlaceData } from "./place-data.ts";
import type { PictureUse, PlaceFiles } from "./place-files.ts";
import { makePlainGround } from "./plain-ground.ts";
import { dress } from "./scenery-model.ts";
import { makeSeats, plainSeat, seatPartsOf, type SeatsParts } from "./seats.ts";
import { makeSky } from "./sky.ts";
import { makeSmallThings, WICK_M } from "./small-things.ts";
import { moves, type Variant } from "./variant.ts";

/** What could not be had, by what it is for. */
export type Missing = "scenery" | "light" | "seats" | "surfaces";

/** The scenery comes out of the mist in this time. */
export const ARRIVE_S = 1.5;

const LIGHT_PIXELS = 2048;
const THRIFTY = { light: 768, detail: 256 };

const grey = (value: number): DataTexture => {
  const texture = new DataTexture(new Uint8Array([value, value, value, 255]), 1, 1);
  texture.colorSpace = SRGBColorSpace;
  texture.needsUpdate = true;
  return texture;
};

/** Eye height of whoever sits lowest, metres. */
const lowestEyes = ({ chairs, eyeAboveSeatM }: PlaceData["place"]): number =>
  Math.min(...chairs.map(({ at }) => at[1])) + eyeAboveSeatM;

function disposeAll(group: Group): void {
  group.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    object.geometry.dispose();
    for (const material of [object.material].flat() as Material[]) material.dispose();
  });
}

export interface SceneryParts {
  readonly data: PlaceData;
  readonly variant: Variant;
  readonly firelight: Firelight;
  readonly files: PlaceFiles;
  /** Told when something could not be had, and when the scenery stands there. */
  readonly onState: (state: "loading" | "ready" | "missing", missing: ReadonlySet<Missing>) => void;
}

/**
 * A place as it is drawn: first seats in a plain room, then the scenery out of a mist, then whatever hour is wished for.
 * It knows no React; `update` runs once a frame and allocates nothing.
 */
export class Scenery {
  readonly group = new Group();
  readonly mood: Mood;
  readonly #parts: SceneryParts;
  readonly #scene: PlaceScene | null;
  readonly #noise = makeNoise();
  readonly #white = grey(255);
  readonly #dark = grey(0);
  readonly #wind = { value: 3.2 };
  readonly #sea = { value: 3.2 };
  readonly #plain: Group;
  readonly #missing = new Set<Missing>();
  readonly #textures = new Set<Texture>();
  readonly #hours: Hours | null;
  readonly #flame: CandleFlame = { ...CANDLE_STILL };
  #flames: FlameMesh | null = null;
  #seats: Group;
  #arrived = -1;
  #told = false;
  #gone = false;

  constructor(parts: SceneryParts) {
    this.#parts = parts;
    this.#scene = parts.data.scene;
    this.mood = new Mood(parts.variant.calm);
    this.mood.rest(plainTone(plainLight));
    this.#plain = makePlainGround(this.mood);
    this.#seats = makeSeats(plainSeat(), this.#seatsParts());
    const sky = makeSky(this.mood, this.#noise, this.#wind, parts.variant.thrifty);
    this.group.add(this.#plain, sky, this.#seats);
    this.#hours = this.#scene && this.#makeHours(this.#scene);
  }

  /** Fetches everything. Never fails: what is missing is told, and the plain room stays for it. */
  async load(): Promise<void> {
    const scene = this.#scene;
    if (!scene || !this.#hours) {
      this.#tell("scenery");
      return;
    }
    const details = await this.#details(scene);
    const [model] = await Promise.all([
      this.#model(scene),
      this.#hours.loadFirst(),
      this.#ownSeats(scene, details),
    ]);
    if (this.#gone || !model) return;
    this.#arrive(scene, model, details);
  }

  /** Another hour: a slow change, begun when its light has come. */
  want(light: LightName): void {
    this.#hours?.want(light);
  }

  /** How far the present change of the hour has got, 0 … 1, for what is lit elsewhere. */
  get hours(): Pick<Hours, "people" | "part"> | null {
    return this.#hours;
  }

  update(seconds: number, serverMs: number, delta: number): void {
    const { firelight, variant } = this.#parts;
    breathe(firelight, seconds);
    if (moves(variant)) {
      this.#wind.value = seconds;
      this.#sea.value = seaSeconds(serverMs);
      this.#flames?.burn(candleAt(serverMs, this.#flame));
    }
    this.#hours?.update(delta);
    if (this.#arrived < 0 || this.#arrived >= 1) return;
    this.#arrived = Math.min(1, this.#arrived + delta / ARRIVE_S);
    const left = 1 - this.#arrived;
    this.mood.numbers.mist.value = left * left * (3 - 2 * left);
    if (this.#arrived >= 1) this.#tellReady();
  }

  dispose(): void {
    this.#gone = true;
    disposeAll(this.group);
    this.#hours?.dispose();
    for (const texture of [this.#noise, this.#white, this.#dark, ...this.#textures])
      texture.dispose();
  }

  #seatsParts(tints: readonly string[] = ["#bb6f52", "#cfa65a", "#8fa687", "#7491a3"]): SeatsParts {
    const { data, firelight } = this.#parts;
    const { chairs } = data.place;
    const detailRepeat = data.scene?.detailRepeat ?? 1;
    return { chairs, tints, mood: this.mood, firelight, detailRepeat };
  }

  #use(pixels: number, repeats: boolean, anisotropy: number): PictureUse {
    return {
      repeats,
      mostPixels: pixels,
      anisotropy: this.#parts.variant.thrifty ? 1 : anisotropy,
    };
  }

  #makeHours(scene: PlaceScene): Hours {
    const { files, variant } = this.#parts;
    const pixels = variant.thrifty ? THRIFTY.light : LIGHT_PIXELS;
    return new Hours({
      scene,
      mood: this.mood,
      none: this.#white,
      picture: (file) => files.picture(file, this.#use(pixels, false, 2)),
      onMissing: () => this.#tell("light"),
    });
  }

  /** One picture; where it cannot be had, a plain one. */
  async #picture(file: string, use: PictureUse, role: Missing, plain: Texture): Promise<Texture> {
    try {
      const texture = await this.#parts.files.picture(file, use);
      if (this.#gone) texture.dispose();
      else this.#textures.add(texture);
      return texture;
    } catch {
      this.#tell(role);
      return plain;
    }
  }

  async #details(scene: PlaceScene): Promise<ReadonlyMap<string, Texture>> {
    const pixels = this.#parts.variant.thrifty ? THRIFTY.detail : LIGHT_PIXELS;
    const pairs = Object.entries(scene.details).map(async ([name, file]) => {
      const use = this.#use(pixels, true, 4);
      return [name, await this.#picture(file, use, "surfaces", this.#white)] as const;
    });
    return new Map(await Promise.all(pairs));
  }

  async #model(scene: PlaceScene): Promise<Group | null> {
    const { variant, files } = this.#parts;
    const low = variant.calm || variant.thrifty ? scene.low?.model : undefined;
    try {
      return await files.model(low ?? scene.model);
    } catch {
      this.#tell("scenery");
      return null;
    }
  }

  async #ownSeats(scene: PlaceScene, details: ReadonlyMap<string, Texture>): Promise<void> {
    if (!scene.seat) return;
    try {
      const seat = seatPartsOf(await this.#parts.files.model(scene.seat), details);
      if (!this.#gone) this.#sitOn(makeSeats(seat, this.#seatsParts(scene.seatTints)));
    } catch {
      this.#tell("seats");
    }
  }

  #sitOn(seats: Group): void {
    this.group.remove(this.#seats);
    disposeAll(this.#seats);
    this.#seats = seats;
    this.group.add(seats);
  }

  #arrive(scene: PlaceScene, model: Group, details: ReadonlyMap<string, Texture>): void {
    const { mood } = this;
    const { firelight, variant, data } = this.#parts;
    const hours = this.#hours;
    if (!hours) return;
    const baked = { ...hours.baked, fireMap: { value: this.#dark as Texture } };
    if (scene.fireMap) {
      const use = this.#use(variant.thrifty ? THRIFTY.light : LIGHT_PIXELS, false, 1);
      void this.#picture(scene.fireMap, use, "light", this.#dark).then((texture) => {
        baked.fireMap.value = texture;
      });
    }
    dress(model, {
      scene,
      baked,
      mood,
      firelight,
      variant,
      details,
      noise: this.#noise,
      plainDetail: this.#white,
      sea: this.#sea,
      wind: this.#wind,
      fireAt: { value: new Vector3(...scene.fire) },
    });
    const { candle } = data.place;
    const wick = candle && ([candle[0], candle[1] + WICK_M, candle[2]] as const);
    this.#flames = makeFlames(
      flamesOf(scene, wick, moves(variant), lowestEyes(data.place)),
      firelight,
      mood,
    );
    const halos = makeHalos(halosOf(scene, wick, variant.calm), firelight, mood);
    this.group.remove(this.#plain);
    disposeAll(this.#plain);
    this.group.add(model, this.#flames.mesh, halos);
    const things = makeSmallThings(data.place, scene.made, mood, firelight);
    if (things) this.group.add(things);
    if (scene.birds && moves(variant) && !variant.thrifty)
      this.group.add(makeBirds(scene.birds, mood, this.#wind));
    this.#arrived = 0;
  }

  #tell(missing: Missing): void {
    if (this.#gone) return;
    this.#missing.add(missing);
    const otherwise = this.#told ? "ready" : "loading";
    this.#parts.onState(this.#missing.has("scenery") ? "missing" : otherwise, this.#missing);
  }

  #tellReady(): void {
    this.#told = true;
    this.#parts.onState("ready", this.#missing);
  }
}
