import type { LightName, PlaceSound } from "#protocol/place-scene-shape.ts";

import type { WorldStore } from "../world/circle-store.ts";
import { levels } from "../world/levels.ts";
import { listener } from "../world/listener.ts";
import { bellStroke, rings } from "./bell.ts";
import { placeEars } from "./place-ears.ts";
import { openSource, type Source } from "./sources.ts";
import { seaSeconds } from "./surf.ts";
import { DOWN_S, type SoundWish, UP_S, wantedLevel } from "./wanted-level.ts";

const TICK_MS = 100;
/** Fully silent places cost nothing: the graph is put to sleep after this. */
const SLEEP_S = 8;
/** Brings a place to about 30 dB below full at its loudest: a voice is ten decibels and more above it. */
const LOUDEST = 2.5;

const BELL_RATE = 24_000;
const BELL_LOUD = 0.7;

type Point = readonly [number, number, number];

function toBuffer(context: AudioContext, samples: Float32Array<ArrayBuffer>): AudioBuffer {
  const buffer = context.createBuffer(1, samples.length, BELL_RATE);
  buffer.copyToChannel(samples, 0);
  return buffer;
}

export interface AmbienceParts {
  readonly store: WorldStore;
  readonly wish: () => SoundWish;
  readonly speaker: () => string;
}

interface SinkContext extends AudioContext {
  setSinkId?: (id: string) => Promise<void>;
}

function loudest(): number {
  let most = 0;
  for (const level of levels.values()) most = Math.max(most, level);
  return most;
}

/** The sounds of the place. Nothing is made, opened or played before the person has touched the page and wants it. */
export class Ambience {
  readonly #parts: AmbienceParts;
  readonly #timer: ReturnType<typeof setInterval>;
  #sounds: readonly PlaceSound[] = [];
  #light: LightName = "dusk";
  #context: SinkContext | null = null;
  #master: GainNode | null = null;
  #sources: Source[] = [];
  readonly #unwatch: () => void;
  #bellAt: Point | null = null;
  #bell: AudioBuffer | null = null;
  #touched = navigator.userActivation?.hasBeenActive ?? false;
  #level = 0;
  #silentS = 0;

  constructor(parts: AmbienceParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, this.#touch);
    this.#unwatch = parts.store.subscribe((now, before) => {
      if (rings(before.circle, now.circle)) this.#ring();
    });
  }

  /** Another place, and where its bell stands. */
  sounds(sounds: readonly PlaceSound[], bellAt: Point | null): void {
    this.#bellAt = bellAt;
    if (sounds === this.#sounds) return;
    this.#sounds = sounds;
    this.#stopAll();
  }

  /** Another hour: other sounds come and go slowly. */
  light(light: LightName): void {
    this.#light = light;
    for (const source of this.#sources) source.hour(light);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#unwatch();
    for (const name of ["pointerdown", "keydown"]) document.removeEventListener(name, this.#touch);
    this.#stopAll();
    void this.#context?.close();
    this.#context = null;
  }

  readonly #touch = (): void => {
    this.#touched = true;
  };

  #stopAll(): void {
    for (const source of this.#sources) source.stop();
    this.#sources = [];
  }

  #tick(): void {
    const wanted = this.#touched && !document.hidden ? this.#wanted() : 0;
    if (wanted > 0 && this.#sounds.length > 0) this.#wake();
    const context = this.#context;
    if (!context || !this.#master || context.state !== "running") return;
    if (wanted !== this.#level) {
      const seconds = wanted < this.#level ? DOWN_S : UP_S;
      this.#master.gain.setTargetAtTime(wanted * LOUDEST, context.currentTime, seconds);
      this.#level = wanted;
    }
    this.#silentS = wanted > 0 ? 0 : this.#silentS + TICK_MS / 1000;
    if (this.#silentS > SLEEP_S) void context.suspend();
    else this.#breathe(context);
  }

  /** One stroke, for those who want to hear the place at all. Nobody speaks when it rings. */
  #ring(): void {
    const { sounds, soundVolume } = this.#parts.wish();
    if (!this.#touched || sounds === "off") return;
    const context = (this.#context ??= this.#open());
    void context.resume().catch(() => undefined);
    this.#silentS = 0;
    this.#bell ??= toBuffer(context, bellStroke(BELL_RATE));
    const gain = new GainNode(context, { gain: soundVolume * BELL_LOUD });
    const stroke = new AudioBufferSourceNode(context, { buffer: this.#bell });
    const panner = new PannerNode(context, { refDistance: 2.5, rolloffFactor: 0.4 });
    this.#put(panner, this.#bellAt);
    stroke.connect(gain).connect(panner).connect(context.destination);
    stroke.start();
  }

  /** Without headphones, or without a place of its own: from where the ears are, which is from everywhere. */
  #put(panner: PannerNode, at: Point | null): void {
    const spatial = listener.present && listener.headphones;
    const from = spatial && at ? at : listener.position;
    panner.positionX.value = from[0] ?? 0;
    panner.positionY.value = from[1] ?? 0;
    panner.positionZ.value = from[2] ?? 0;
  }

  #wanted(): number {
    return wantedLevel(this.#parts.store.getState(), this.#parts.wish(), loudest());
  }

  #wake(): void {
    this.#context ??= this.#open();
    // One a tick: each takes some milliseconds to make, and nobody's view shall stand still for it.
    const spec = this.#sounds[this.#sources.length];
    if (spec && this.#master)
      this.#sources.push(openSource(this.#context, spec, this.#light, this.#master));
    if (this.#context.state === "suspended") void this.#context.resume().catch(() => undefined);
    this.#silentS = 0;
  }

  #open(): SinkContext {
    const context: SinkContext = new AudioContext({ latencyHint: "playback" });
    this.#master = new GainNode(context, { gain: 0 });
    this.#master.connect(context.destination);
    const speaker = this.#parts.speaker();
    if (speaker) void context.setSinkId?.(speaker).catch(() => undefined);
    return context;
  }

  #breathe(context: AudioContext): void {
    if (listener.present) placeEars(context.listener);
    const sea = seaSeconds(performance.now() + this.#parts.store.getState().clockOffsetMs);
    for (const { spec, panner, breathe } of this.#sources) {
      breathe(sea);
      this.#put(panner, spec.at);
    }
  }
}
