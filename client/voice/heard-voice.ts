import { type Loudness, openLoudness } from "./loudness.ts";

/** One other person's voice as it is played here. */
export interface HeardVoice {
  readonly identity: string;
  readonly loudness: Loudness;
  /** "" while nobody knows whose it is, or while the floor does not let them be heard. */
  seat: string;
  readonly spatial: boolean;
  /** How loud (0 for not at all), and whether it comes from a place. */
  sound(volume: number, spatial: boolean): void;
  place(head: Float32Array): void;
  play(): void;
  useSpeaker(id: string): Promise<void>;
  close(): void;
}

/** Far voices in a circle are 4 m away and must still be understood: they only grow a little softer. */
const NEAR_M = 1.2;
const SOFTER = 0.5;
/** Long enough not to click, short enough to be gone at once. */
const FADE_S = 0.015;

interface SinkElement extends HTMLAudioElement {
  setSinkId(id: string): Promise<void>;
}

const canChooseSpeaker = (element: HTMLAudioElement): element is SinkElement =>
  "setSinkId" in element;

interface Source {
  readonly identity: string;
  readonly track: MediaStreamTrack;
  readonly lowPower: boolean;
  /** The browser will not play without a click. */
  readonly refused: () => void;
}

function openElement(stream: MediaStream): HTMLAudioElement {
  const element = new Audio();
  element.autoplay = true;
  element.muted = true;
  element.srcObject = stream;
  return element;
}

/**
 * With headphones the voice comes from where the head is drawn, through Web Audio. On loudspeakers it plays from a
 * plain element, because only then does the browser's echo cancellation know of it. The element is there either way:
 * a remote track that feeds Web Audio alone stays silent in Chromium.
 */
class Heard implements HeardVoice {
  readonly identity: string;
  readonly loudness: Loudness;
  seat = "";
  spatial = false;
  readonly #context: AudioContext;
  readonly #element: HTMLAudioElement;
  readonly #gain: GainNode;
  readonly #panner: PannerNode;
  readonly #refused: () => void;

  constructor(context: AudioContext, out: AudioNode, source: Source) {
    const stream = new MediaStream([source.track]);
    this.identity = source.identity;
    this.#context = context;
    this.#refused = source.refused;
    this.#element = openElement(stream);
    this.loudness = openLoudness(context, stream);
    this.#gain = new GainNode(context, { gain: 0 });
    this.#panner = new PannerNode(context, {
      panningModel: source.lowPower ? "equalpower" : "HRTF",
      distanceModel: "inverse",
      refDistance: NEAR_M,
      rolloffFactor: SOFTER,
    });
    this.loudness.input.connect(this.#gain).connect(this.#panner).connect(out);
    this.play();
  }

  sound(volume: number, spatial: boolean): void {
    this.spatial = spatial;
    this.#gain.gain.setTargetAtTime(spatial ? volume : 0, this.#context.currentTime, FADE_S);
    this.#element.volume = Math.min(1, volume);
    const muted = spatial || volume === 0;
    if (this.#element.muted !== muted) {
      this.#element.muted = muted;
      this.play();
    }
  }

  place(head: Float32Array): void {
    this.#panner.positionX.value = head[0] ?? 0;
    this.#panner.positionY.value = head[1] ?? 0;
    this.#panner.positionZ.value = head[2] ?? 0;
  }

  play(): void {
    this.#element.play().catch((error: unknown) => {
      const blocked = error instanceof DOMException && error.name === "NotAllowedError";
      if (blocked && !this.#element.muted) {
        this.#refused();
      }
    });
  }

  async useSpeaker(id: string): Promise<void> {
    if (canChooseSpeaker(this.#element)) {
      await this.#element.setSinkId(id).catch(() => undefined);
    }
  }

  close(): void {
    this.#element.pause();
    this.#element.srcObject = null;
    this.loudness.close();
    this.#gain.disconnect();
    this.#panner.disconnect();
  }
}

export const openHeardVoice = (context: AudioContext, out: AudioNode, source: Source): HeardVoice =>
  new Heard(context, out, source);
