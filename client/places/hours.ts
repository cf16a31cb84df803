import type { Texture } from "three";

import type { LightName, PlaceScene, TimeOfPlace } from "#protocol/place-scene-shape.ts";

import { HourFade } from "./hour-fade.ts";
import { peopleLightBetween, type Mood } from "./mood.ts";
import { hourOf } from "./place-data.ts";
import { toneOf, type Tone } from "./tone.ts";

interface HoursParts {
  readonly scene: PlaceScene;
  readonly mood: Mood;
  /** Stands for a light that is not there. */
  readonly none: Texture;
  readonly picture: (file: string) => Promise<Texture>;
  readonly onMissing: () => void;
}

/** The hours of a place: their baked light, one at a time, and two while one turns into the other. Never more. */
export class Hours {
  readonly baked: { readonly light: { value: Texture }; readonly nextLight: { value: Texture } };
  readonly #parts: HoursParts;
  readonly #tones = new Map<LightName, Tone>();
  #fade: HourFade<LightName> | null = null;
  #fetching: LightName | null = null;
  #wished: LightName = "dusk";
  #gone = false;

  constructor(parts: HoursParts) {
    this.#parts = parts;
    this.baked = { light: { value: parts.none }, nextLight: { value: parts.none } };
  }

  /** The hour of the arrival: its tone at once, for the seats and people who are there already; its baked light as it comes. */
  async loadFirst(): Promise<void> {
    const hour = hourOf(this.#parts.scene, this.#wished);
    if (!hour) return;
    const [name, time] = hour;
    const tone = this.#toneOf(name, time);
    this.#parts.mood.rest(tone);
    this.#fade = new HourFade(name);
    this.#fetching = name;
    try {
      this.#hold(this.baked.light, await this.#parts.picture(time.light));
    } catch {
      this.#parts.onMissing();
      // Without its baked light a room is lit evenly, and dimly.
      this.#tones.set(name, { ...tone, lightScale: 0.5 });
      this.#parts.mood.rest(this.#toneOf(name, time));
    }
    this.#fetching = null;
    this.want(this.#wished);
  }

  want(light: LightName): void {
    this.#wished = light;
    const hour = hourOf(this.#parts.scene, light);
    if (!this.#fade || !hour) return;
    this.#fade.want(hour[0]);
    this.#fetchNext();
  }

  /** The hour whose light is there entirely; null while it comes or changes. */
  get settled(): LightName | null {
    return this.#fade && this.#fetching === null && this.#fade.next === null
      ? this.#fade.now
      : null;
  }

  /** 0 … 1 while one hour turns into the next. */
  get part(): number {
    return this.#fade?.part ?? 0;
  }

  /** The light on people now. Allocates: asked for in steps, while the hour changes. */
  get people(): TimeOfPlace["people"] | null {
    const fade = this.#fade;
    const now = fade && this.#parts.scene.times[fade.now];
    if (!fade || !now) return null;
    const next = fade.next ? this.#parts.scene.times[fade.next] : undefined;
    return next ? peopleLightBetween(now.people, next.people, fade.part) : now.people;
  }

  update(delta: number): void {
    const fade = this.#fade;
    if (!fade?.next) return;
    if (fade.advance(delta)) {
      this.#settle(fade.now);
      return;
    }
    const from = this.#tones.get(fade.now);
    const to = this.#tones.get(fade.next);
    if (from && to) this.#parts.mood.blend(from, to, fade.part);
  }

  dispose(): void {
    this.#gone = true;
    this.#release(this.baked.light);
    this.#release(this.baked.nextLight);
  }

  #toneOf(name: LightName, time: TimeOfPlace): Tone {
    const tone = this.#tones.get(name) ?? toneOf(time);
    this.#tones.set(name, tone);
    return tone;
  }

  #fetchNext(): void {
    const name = this.#fade?.missing;
    const time = name && this.#parts.scene.times[name];
    if (!name || !time || this.#fetching !== null) return;
    this.#fetching = name;
    this.#toneOf(name, time);
    this.#parts
      .picture(time.light)
      .then(
        (texture) => this.#begin(name, texture),
        () => {
          this.#parts.onMissing();
          this.#fade?.giveUp(name);
        },
      )
      .finally(() => {
        this.#fetching = null;
        this.#fetchNext();
      });
  }

  #begin(name: LightName, texture: Texture): void {
    if (this.#gone || this.#fade?.missing !== name) {
      texture.dispose();
      return;
    }
    this.#hold(this.baked.nextLight, texture);
    this.#fade.begin(name);
  }

  /** The next hour has become the present one; the old light is let go. */
  #settle(now: LightName): void {
    const { light, nextLight } = this.baked;
    this.#release(light);
    light.value = nextLight.value;
    nextLight.value = this.#parts.none;
    const tone = this.#tones.get(now);
    if (tone) this.#parts.mood.rest(tone);
    this.#fetchNext();
  }

  #hold(where: { value: Texture }, texture: Texture): void {
    if (this.#gone) texture.dispose();
    else where.value = texture;
  }

  #release(where: { value: Texture }): void {
    if (where.value !== this.#parts.none) where.value.dispose();
    where.value = this.#parts.none;
  }
}
