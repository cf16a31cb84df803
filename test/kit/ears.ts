import type { Page } from "playwright-core";

/** One reading at a listener: when (ms since the epoch), and how loud each tone was received, in dBFS. */
export interface Reading {
  readonly at: number;
  readonly dB: Readonly<Record<string, number>>;
}

/** Below this a tone is not there. */
export const SILENCE_DB = -60;
/** Above this somebody speaking is plainly heard. */
export const VOICE_DB = -45;

declare global {
  interface Window {
    hearthEars: { readings: Reading[]; packets: () => Promise<number> };
  }
}

/** Runs in the page before its own scripts: every received voice is measured, tone by tone, ten times a second. */
function listen(tones: readonly number[]): void {
  const connections: RTCPeerConnection[] = [];
  const analysers: {
    track: MediaStreamTrack;
    node: AnalyserNode;
    bins: Float32Array<ArrayBuffer>;
  }[] = [];
  const readings: Reading[] = [];
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
        const stream = new MediaStream([track]);
        const element = new Audio();
        element.muted = true;
        element.srcObject = stream;
        void element.play();
        const node = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
        context.createMediaStreamSource(stream).connect(node);
        analysers.push({ track, node, bins: new Float32Array(node.frequencyBinCount) });
      });
    }
  };
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
  setInterval(() => {
    const live = analysers.filter(({ track }) => track.readyState === "live");
    for (const { node, bins } of live) node.getFloatFrequencyData(bins);
    const dB: Record<string, number> = {};
    for (const hz of tones) {
      let top = -160;
      for (const { node, bins } of live) {
        const width = node.context.sampleRate / node.fftSize;
        const middle = Math.round(hz / width);
        for (let bin = middle - 2; bin <= middle + 2; bin += 1)
          top = Math.max(top, bins[bin] ?? -160);
      }
      dB[hz] = Math.round(top);
    }
    readings.push({ at: performance.timeOrigin + performance.now(), dB });
  }, 100);
}

/** Gives a page ears for these tones (Hz); before its first navigation. */
export async function giveEars(page: Page, tones: readonly number[]): Promise<void> {
  await page.addInitScript(listen, tones);
}

export const readingsOf = (page: Page): Promise<readonly Reading[]> =>
  page.evaluate(() => window.hearthEars.readings);

/** Waits until this tone is plainly heard here. */
export async function untilHeard(page: Page, hz: number, withinMs = 10_000): Promise<void> {
  await page.waitForFunction(
    ([tone, loud]) => (window.hearthEars.readings.at(-1)?.dB[tone] ?? -160) > loud,
    [hz, VOICE_DB] as const,
    { timeout: withinMs, polling: 50 },
  );
}

/** The loudest this tone was received here between two moments, dBFS. */
export async function loudestBetween(
  page: Page,
  hz: number,
  from: number,
  to: number,
): Promise<number> {
  const readings = await readingsOf(page);
  return Math.max(
    -160,
    ...readings.filter(({ at }) => at >= from && at <= to).map(({ dB }) => dB[hz] ?? -160),
  );
}

/** Milliseconds since the epoch, as the pages count them. */
export const now = (): number => performance.timeOrigin + performance.now();
