/** What this page receives over WebRTC, in numbers. */
interface Meter {
  readonly track: MediaStreamTrack;
  readonly analyser: AnalyserNode;
}

const connections: RTCPeerConnection[] = [];
/** Running from the start: one that starts with the first voice would be counted as that voice's delay. */
const context = new AudioContext();
const meters: Meter[] = [];
let lastPacketAt = 0;
let dataHeard = 0;
let packetsSeen = 0;
let negotiationFaults = 0;

/** Milliseconds since the epoch, on the clock that the test reads as well. */
export const epoch = (): number => performance.timeOrigin + performance.now();
export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

export function rmsOf(analyser: AnalyserNode): number {
  const samples = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(samples);
  return Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length);
}

function peakOf(analyser: AnalyserNode): number {
  const bins = new Float32Array(analyser.frequencyBinCount);
  analyser.getFloatFrequencyData(bins);
  const best = bins.reduce(
    (top, value, index) => (value > (bins[top] ?? -Infinity) ? index : top),
    0,
  );
  return (best * analyser.context.sampleRate) / analyser.fftSize;
}

function listenTo(track: MediaStreamTrack): void {
  const stream = new MediaStream([track]);
  // Without an element on it, Chromium lets a remote track stand still.
  const element = document.createElement("audio");
  element.muted = true;
  element.srcObject = stream;
  void element.play();
  const analyser = new AnalyserNode(context, { fftSize: 2048 });
  context.createMediaStreamSource(stream).connect(analyser);
  meters.push({ track, analyser });
}

/** Wraps the browser's own class; runs before any library is loaded. */
export function watchConnections(): void {
  const Plain = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Plain {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
      this.addEventListener("connectionstatechange", () => {
        negotiationFaults += this.connectionState === "failed" ? 1 : 0;
      });
      this.addEventListener("datachannel", ({ channel }) =>
        channel.addEventListener("message", () => (dataHeard += 1)),
      );
      this.addEventListener("track", ({ track }) => track.kind === "audio" && listenTo(track));
    }
  };
  for (const step of ["setRemoteDescription", "setLocalDescription"] as const) {
    const plain = Reflect.get(Plain.prototype, step) as (...parts: unknown[]) => Promise<void>;
    Reflect.set(Plain.prototype, step, function agreed(this: unknown, ...parts: unknown[]) {
      const done = plain.apply(this, parts);
      done.catch(() => (negotiationFaults += 1));
      return done;
    });
  }
  void watchPackets();
}

async function watchPackets(): Promise<void> {
  for (;;) {
    const now = await packets();
    if (now > packetsSeen) {
      lastPacketAt = epoch();
    }
    packetsSeen = now;
    await pause(10);
  }
}

/** RTP packets received so far, over all connections that are open. */
export async function packets(): Promise<number> {
  const open = connections.filter((one) => one.connectionState !== "closed");
  const reports = await Promise.all(open.map((one) => one.getStats()));
  const counts = reports.flatMap((report) =>
    [...report.values()].map((entry: { type: string; packetsReceived?: number }) =>
      entry.type === "inbound-rtp" ? (entry.packetsReceived ?? 0) : 0,
    ),
  );
  return counts.reduce((sum, one) => sum + one, 0);
}

/** How many peer connections were ever made, and how often agreeing on one failed. */
export const negotiated = (): { made: number; faults: number } => ({
  made: connections.length,
  faults: negotiationFaults,
});

/** Messages that came over data channels: nobody may send any. */
export const heardData = (): number => dataHeard;

/** When the newest packet was noticed. */
export const newestPacketAt = (): number => lastPacketAt;

/** The loudest received track now: its level, and the frequency of its peak. */
export function loudest(): { rms: number; hz: number } {
  return meters
    .filter(({ track }) => track.readyState === "live")
    .map(({ analyser }) => ({ rms: rmsOf(analyser), hz: peakOf(analyser) }))
    .reduce((best, one) => (one.rms > best.rms ? one : best), { rms: 0, hz: 0 });
}

/** When something louder than `rms` was first received after this call; null when nothing came. */
export async function untilLoud(rms: number, withinMs: number): Promise<number | null> {
  const end = performance.now() + withinMs;
  while (performance.now() < end) {
    if (loudest().rms > rms) {
      return epoch();
    }
    await pause(4);
  }
  return null;
}

/** The loudest moment in a stretch of time. */
export async function loudestIn(ms: number): Promise<number> {
  const end = performance.now() + ms;
  let top = 0;
  while (performance.now() < end) {
    top = Math.max(top, loudest().rms);
    await pause(10);
  }
  return top;
}

/** The longest time without a new packet in a stretch of time, ms. */
export async function longestGapIn(ms: number): Promise<number> {
  const start = epoch();
  let gap = 0;
  while (epoch() < start + ms) {
    gap = Math.max(gap, epoch() - Math.max(lastPacketAt, start));
    await pause(10);
  }
  return gap;
}
