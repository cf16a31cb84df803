import {
  DataTexture,
  Group,
  InstancedMesh,
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
import { Fetched, type Missing } from "./fetched.ts";
import { breathe, type Firelight } from "./firelight.ts";
import { flamesOf, makeFlames, type FlameMesh } from "./flames.ts";
import { halosOf, makeHalos } from "./halos.ts";
import { Hours } from "./hours.ts";
import { Mood, plainTone } from "./mood.ts";
import { makeNoise } from "./noise-texture.ts";
import { plainLight, type PlaceData } from "./place-data.ts";
import type { PlaceFiles } from "./place-files.ts";
import { makePlainGround } from "./plain-ground.ts";
import { dress } from "./scenery-model.ts";
import { makeSeats, plainSeat, seatPartsOf, type SeatsParts } from "./seats.ts";
import { makeSky } from "./sky.ts";
import { makeSmallThings, WICK_M } from "./small-things.ts";
import { moves, type Variant } from "./variant.ts";

/** The scenery comes out of the mist in this time. */
export const ARRIVE_S = 1.5;
/** The first frame with everything in it may take long: it is no reason to skip the fade. */
const LONGEST_STEP_S = 0.3;

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
    if (object instanceof InstancedMesh) object.dispose();
    for (const material of [object.material].flat() as Material[]) material.dispose();
  });
}

export interface SceneryParts {
  readonly data: PlaceData;
  readonly variant: Variant;
  readonly firelight: Firelight;
  readonly files: PlaceFiles;
  /** Gets things ready on the graphics card before they are shown, so that nobody's view stands still meanwhile. */
  readonly prepare?: (things: Group) => Promise<unknown>;
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
  readonly #fetched: Fetched;
  readonly #hours: Hours | null;
  readonly #flame: CandleFlame = { ...CANDLE_STILL };
  #loading: Promise<void> | null = null;
  #flames: FlameMesh | null = null;
  #seats: Group;
  #arrived = -1;
  #told = false;
  #gone = false;

  constructor(parts: SceneryParts) {
    this.#parts = parts;
    this.#scene = parts.data.scene;
    this.#fetched = new Fetched({
      files: parts.files,
      variant: parts.variant,
      white: this.#white,
      dark: this.#dark,
      onMissing: (part) => this.#tell(part),
    });
    this.mood = new Mood(parts.variant.calm);
    this.mood.rest(plainTone(plainLight));
    this.#plain = this.#makePlain();
    this.#seats = makeSeats(plainSeat(), this.#seatsParts());
    const sky = makeSky(this.mood, this.#noise, this.#wind, parts.variant.thrifty);
    this.group.add(this.#plain, sky, this.#seats);
    this.#hours = this.#scene && this.#makeHours(this.#scene);
  }

  /** Fetches everything, once. Never fails: what is missing is told, and the plain room stays for it. */
  load(): Promise<void> {
    this.#loading ??= this.#fetchAll();
    return this.#loading;
  }

  async #fetchAll(): Promise<void> {
    const scene = this.#scene;
    if (!scene || !this.#hours) {
      this.#tell("scenery");
      return;
    }
    const details = this.#fetched.details(scene);
    const [model] = await Promise.all([
      this.#fetched.model(scene),
      this.#hours.loadFirst(),
      details.then((known) => this.#ownSeats(scene, known)),
    ]);
    if (this.#gone || !model) return;
    const things = this.#furnish(scene, model, await details);
    await this.#parts.prepare?.(things).catch(() => undefined);
    if (this.#gone) disposeAll(things);
    else this.#arrive(things);
  }

  /** Another hour: a slow change, begun when its light has come. */
  want(light: LightName): void {
    this.#hours?.want(light);
  }

  /** How far the present change of the hour has got, 0 … 1, for what is lit elsewhere. */
  get hours(): Pick<Hours, "people" | "settled"> | null {
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
    this.#arrived = Math.min(1, this.#arrived + Math.min(delta, LONGEST_STEP_S) / ARRIVE_S);
    const left = 1 - this.#arrived;
    this.mood.numbers.mist.value = left * left * (3 - 2 * left);
    if (this.#arrived >= 1) this.#tellReady();
  }

  dispose(): void {
    this.#gone = true;
    disposeAll(this.group);
    this.#hours?.dispose();
    this.#fetched.dispose();
    for (const texture of [this.#noise, this.#white, this.#dark]) texture.dispose();
  }

  /** A floor, and something for the piece to lie on. */
  #makePlain(): Group {
    const plain = makePlainGround(this.mood);
    const { pieceStand } = this.#parts.data.place;
    const bare = { pieceStand, bell: null, candle: null };
    const stand = makeSmallThings(bare, ["stand"], this.mood, this.#parts.firelight, true);
    if (stand) plain.add(stand);
    return plain;
  }

  #seatsParts(tints: readonly string[] = ["#bb6f52", "#cfa65a", "#8fa687", "#7491a3"]): SeatsParts {
    const { data, firelight } = this.#parts;
    const { chairs } = data.place;
    const detailRepeat = data.scene?.detailRepeat ?? 1;
    return { chairs, tints, mood: this.mood, firelight, detailRepeat };
  }

  #makeHours(scene: PlaceScene): Hours {
    return new Hours({
      scene,
      mood: this.mood,
      none: this.#white,
      picture: (file) => this.#fetched.light(file),
      onMissing: () => this.#tell("light"),
    });
  }

  async #ownSeats(scene: PlaceScene, details: ReadonlyMap<string, Texture>): Promise<void> {
    const model = await this.#fetched.seat(scene);
    if (!model || this.#gone) return;
    const seat = seatPartsOf(model, details);
    this.#sitOn(makeSeats(seat, this.#seatsParts(scene.seatTints)));
  }

  #sitOn(seats: Group): void {
    this.group.remove(this.#seats);
    disposeAll(this.#seats);
    this.#seats = seats;
    this.group.add(seats);
  }

  #furnish(scene: PlaceScene, model: Group, details: ReadonlyMap<string, Texture>): Group {
    const { mood } = this;
    const { firelight, variant, data } = this.#parts;
    const light = this.#hours?.baked ?? {
      light: { value: this.#white },
      nextLight: { value: this.#white },
    };
    dress(model, {
      scene,
      baked: { ...light, fireMap: this.#fetched.fireMap(scene) },
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
    const moving = moves(variant);
    const flames = flamesOf(scene, wick, moving, lowestEyes(data.place));
    this.#flames = makeFlames(flames, firelight, mood);
    const halos = makeHalos(halosOf(scene, wick, variant.calm), firelight, mood);
    const things = new Group();
    things.add(model, this.#flames.mesh, halos);
    const small = makeSmallThings(data.place, scene.made, mood, firelight);
    if (small) things.add(small);
    if (scene.birds && moving && !variant.thrifty)
      things.add(makeBirds(scene.birds, mood, this.#wind));
    return things;
  }

  #arrive(things: Group): void {
    this.group.remove(this.#plain);
    disposeAll(this.#plain);
    this.group.add(things);
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
