import type { Page } from "playwright-core";

/** What only the page itself can tell: what was asked of the browser, drawn, refused and connected to. */
export interface PageFacts {
  /** How often the microphone was asked for. */
  readonly microphoneAsked: number;
  readonly webglCanvases: number;
  /** Of the content security policy. */
  readonly violations: readonly string[];
  readonly iceServers: readonly string[];
  /** Addresses at the other end of voice connections. */
  readonly voiceAddresses: readonly string[];
}

declare global {
  interface Window {
    hearthFacts: () => Promise<PageFacts>;
  }
}

/** Runs in the page before its own scripts. */
function watch(): void {
  const seen = { microphoneAsked: 0, webglCanvases: 0 };
  const violations: string[] = [];
  const connections: RTCPeerConnection[] = [];
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
  if (mediaDevices) {
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = (wish) => {
      seen.microphoneAsked += 1;
      return ask(wish);
    };
  }
  for (const canvas of [HTMLCanvasElement.prototype, OffscreenCanvas.prototype]) {
    const plain = Reflect.get(canvas, "getContext") as (...parts: unknown[]) => unknown;
    Reflect.set(canvas, "getContext", function get(this: object, ...parts: unknown[]) {
      if (String(parts[0]).includes("webgl")) seen.webglCanvases += 1;
      return plain.apply(this, parts);
    });
  }
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    violations.push(`${violatedDirective} ${blockedURI}`),
  );
  const Plain = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Plain {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
  window.hearthFacts = async () => {
    const open = connections.filter(({ connectionState }) => connectionState !== "closed");
    const reports = await Promise.all(open.map((one) => one.getStats()));
    const entries = reports.flatMap(
      (report) => Array.from(report.values()) as { type: string; address?: string }[],
    );
    return {
      ...seen,
      violations,
      iceServers: connections.flatMap((one) =>
        (one.getConfiguration().iceServers ?? []).flatMap(({ urls }) => urls),
      ),
      voiceAddresses: entries
        .filter(({ type }) => type === "remote-candidate")
        .map(({ address = "" }) => address),
    };
  };
}

/** Before the page's first navigation. */
export async function watchFacts(page: Page): Promise<void> {
  await page.addInitScript(watch);
}

export const factsOf = (page: Page): Promise<PageFacts> =>
  page.evaluate(() => window.hearthFacts());
