import type { LightName, PlaceSound } from "#protocol/place-scene-shape.ts";

import { birds, crackle, crickets, rushing } from "./noises.ts";
import { FRONTS, washOf } from "./surf.ts";

/** One sound of a place, running. */
export interface Source {
  readonly spec: PlaceSound;
  /** Ten times a second: how loud it is of itself now. */
  readonly breathe: (seaSeconds: number) => void;
  readonly panner: PannerNode;
  readonly hour: (light: LightName) => void;
  readonly stop: () => void;
}

/** Softly, so that no change is ever a click. */
const SMOOTH_S = 0.22;
const HOUR_S = 3;

interface Voice {
  readonly output: AudioNode;
  readonly started: readonly AudioScheduledSourceNode[];
  readonly breathe: (seaSeconds: number) => void;
}

/** Half of what devices play: enough for wind and crickets, and made in half the time. */
const RATE = 24_000;

const nothing = (): void => undefined;

function loopOf(context: AudioContext, samples: Float32Array<ArrayBuffer>): AudioBufferSourceNode {
  const buffer = context.createBuffer(1, samples.length, RATE);
  buffer.copyToChannel(samples, 0);
  const loop = new AudioBufferSourceNode(context, { buffer, loop: true });
  loop.start();
  return loop;
}

const filtered = (
  context: AudioContext,
  from: AudioNode,
  type: BiquadFilterType,
  frequency: number,
  gain: number,
  Q = 0.7,
): { readonly filter: BiquadFilterNode; readonly gain: GainNode } => {
  const filter = new BiquadFilterNode(context, { type, frequency, Q });
  const level = new GainNode(context, { gain });
  from.connect(filter).connect(level);
  return { filter, gain: level };
};

/** A low roar and the snapping of wood. */
function fire(context: AudioContext): Voice {
  const output = new GainNode(context);
  const roar = loopOf(context, rushing(5, RATE, 11));
  const snaps = loopOf(context, crackle(11, RATE, 5));
  filtered(context, roar, "lowpass", 320, 0.5).gain.connect(output);
  filtered(context, snaps, "highpass", 500, 0.42).gain.connect(output);
  return { output, started: [roar, snaps], breathe: nothing };
}

/** A slow breath in the pines, or over the dunes. */
function wind(context: AudioContext): Voice {
  const rush = loopOf(context, rushing(7, RATE, 29));
  const { filter, gain } = filtered(context, rush, "bandpass", 420, 0.5, 0.5);
  const gust = new OscillatorNode(context, { frequency: 0.071 });
  const sway = new OscillatorNode(context, { frequency: 0.113 });
  gust.connect(new GainNode(context, { gain: 0.22 })).connect(gain.gain);
  sway.connect(new GainNode(context, { gain: 140 })).connect(filter.frequency);
  gust.start();
  sway.start();
  return { output: gain, started: [rush, gust, sway], breathe: nothing };
}

/** Each foam front that can be seen is heard as it runs up: near ones hiss, far ones rumble. */
function surf(context: AudioContext, x: number): Voice {
  const output = new GainNode(context);
  const rush = loopOf(context, rushing(6, RATE, 3));
  const fronts = FRONTS.map((front, i) => {
    const { filter, gain } = filtered(context, rush, "lowpass", 500, 0);
    return {
      front,
      filter,
      gain,
      most: [0.75, 0.5, 0.45][i] ?? 0,
      bright: [2400, 900, 380][i] ?? 0,
    };
  });
  for (const { gain } of fronts) gain.connect(output);
  const swell = filtered(context, rush, "lowpass", 160, 0.35);
  swell.gain.connect(output);
  return {
    output,
    started: [rush],
    breathe(seaSeconds) {
      for (const { front, filter, gain, most, bright } of fronts) {
        const wash = washOf(front, seaSeconds, x);
        gain.gain.setTargetAtTime(most * wash, context.currentTime, SMOOTH_S);
        filter.frequency.setTargetAtTime(260 + bright * wash, context.currentTime, SMOOTH_S);
      }
    },
  };
}

function sung(context: AudioContext, samples: Float32Array<ArrayBuffer>, gain: number): Voice {
  const song = loopOf(context, samples);
  const level = new GainNode(context, { gain });
  song.connect(level);
  return { output: level, started: [song], breathe: nothing };
}

function voiceOf(context: AudioContext, { kind, at }: PlaceSound): Voice {
  switch (kind) {
    case "fire":
      return fire(context);
    case "wind":
      return wind(context);
    case "surf":
      return surf(context, at?.[0] ?? 0);
    case "night":
      return sung(context, crickets(13, RATE, 17), 0.16);
    case "birds":
      return sung(context, birds(23, RATE, 8), 0.2);
  }
}

/** Starts one sound of a place, silent at hours that are not its own. */
export function openSource(
  context: AudioContext,
  spec: PlaceSound,
  light: LightName,
  into: AudioNode,
): Source {
  const voice = voiceOf(context, spec);
  const of = (hour: LightName): number => (spec.times.includes(hour) ? spec.gain : 0);
  const own = new GainNode(context, { gain: of(light) });
  const panner = new PannerNode(context, {
    panningModel: "equalpower",
    distanceModel: "inverse",
    refDistance: 2.5,
    rolloffFactor: 0.6,
  });
  voice.output.connect(own).connect(panner).connect(into);
  return {
    spec,
    panner,
    breathe: voice.breathe,
    hour: (next) => void own.gain.setTargetAtTime(of(next), context.currentTime, HOUR_S),
    stop() {
      for (const node of voice.started) node.stop();
      panner.disconnect();
    },
  };
}
