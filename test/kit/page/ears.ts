import type { Reading } from "../ears.ts";

const EVERY_MS = 100;
/** A tone stands out by so much from what lies beside it: a crackle on a busy machine is sound, but nobody's voice. */
const STANDS_OUT_DB = 10;
const BESIDE_HZ = 70;
const NOTHING_DB = -160;

const tones: readonly number[] = (window as { hearthTones?: number[] }).hearthTones ?? [];
const connections: RTCPeerConnection[] = [];
const readings: Reading[] = [];

/** One received voice, whether or not the page plays it. */
class Ear {
  readonly track: MediaStreamTrack;
  readonly #node: AnalyserNode;
  readonly #bins: Float32Array<ArrayBuffer>;

  constructor(track: MediaStreamTrack, context: AudioContext) {
    this.track = track;
    const stream = new MediaStream([track]);
    // Chromium lets a remote track stand still while no element has it.
    const element = new Audio();
    element.muted = true;
    element.srcObject = stream;
    void element.play();
    this.#node = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
    context.createMediaStreamSource(stream).connect(this.#node);
    this.#bins = new Float32Array(this.#node.frequencyBinCount);
  }

  listen(): void {
    this.#node.getFloatFrequencyData(this.#bins);
  }

  level(hz: number): number {
    const tone = this.#around(hz);
    const beside = Math.max(this.#around(hz - BESIDE_HZ), this.#around(hz + BESIDE_HZ));
    return tone > beside + STANDS_OUT_DB ? tone : NOTHING_DB;
  }

  #around(hz: number): number {
    const middle = Math.round((hz * this.#node.fftSize) / this.#node.context.sampleRate);
    return Math.max(NOTHING_DB, ...this.#bins.subarray(middle - 2, middle + 3));
  }
}

const ears: Ear[] = [];
let context: AudioContext | undefined;
const Plain = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Plain {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
    this.addEventListener("track", ({ track }) => {
      if (track.kind !== "audio") return;
      context ??= new AudioContext();
      void context.resume();
      ears.push(new Ear(track, context));
    });
  }
};

setInterval(() => {
  const live = ears.filter(({ track }) => track.readyState === "live");
  for (const ear of live) ear.listen();
  const dB: Record<string, number> = {};
  for (const hz of tones)
    dB[hz] = Math.round(Math.max(NOTHING_DB, ...live.map((ear) => ear.level(hz))));
  readings.push({ at: performance.timeOrigin + performance.now(), dB });
}, EVERY_MS);

window.hearthEars = {
  readings,
  async packets() {
    const open = connections.filter(({ connectionState }) => connectionState !== "closed");
    const reports = await Promise.all(open.map((one) => one.getStats()));
    return reports
      .flatMap(
        (report) => Array.from(report.values()) as { type: string; packetsReceived?: number }[],
      )
      .filter(({ type }) => type === "inbound-rtp")
      .reduce((sum, { packetsReceived }) => sum + (packetsReceived ?? 0), 0);
  },
};
