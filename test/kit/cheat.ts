import type { Page } from "playwright-core";

/** What a modified page of ours keeps for itself. */
interface Kept {
  /** Connections of the voice library, as the page made them. */
  readonly rooms: {
    readonly localParticipant: {
      hasPermissionsToPublish: () => boolean;
      unpublishTrack: () => Promise<void>;
      publishTrack: (track: MediaStreamTrack, options: object) => Promise<unknown>;
    };
  }[];
  /** Tickets of the voice gate, each as it was shown. */
  readonly tickets: string[];
  readonly sockets: WebSocket[];
  readonly connections: RTCPeerConnection[];
}

declare global {
  interface Window {
    kept: Kept;
  }
}

/** Runs in the page before its own scripts. */
function keep(): void {
  const sockets: WebSocket[] = [];
  const connections: RTCPeerConnection[] = [];
  window.kept = { rooms: [], tickets: [], sockets, connections };
  const Peer = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Peer {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      sockets.push(this);
    }
  };
}

const CONNECTS = /await (\w+)\.connect\((\w+),(\w+),\{maxRetries:0/;

/** Before the first navigation: a page like ours, but its voice library and its sockets are within its owner's reach. */
export async function modify(page: Page): Promise<void> {
  await page.addInitScript(keep);
  await page.route("**/assets/voice-line-*.js", async (route) => {
    const response = await route.fetch();
    const ours = await response.text();
    if (!CONNECTS.test(ours)) throw new Error("the voice library is not where it was");
    const theirs = ours.replace(
      CONNECTS,
      "window.kept.rooms.push($1),window.kept.tickets.push($3),await $1.connect($2,$3,{maxRetries:0",
    );
    await route.fulfill({ response, body: theirs });
  });
}

/** Publishes the microphone whatever the rights are; says what came of it. */
export const publishAnyway = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const me = window.kept.rooms.at(-1)?.localParticipant;
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const [track] = stream.getAudioTracks();
    if (!me || !track) return "nothing to cheat with";
    me.hasPermissionsToPublish = () => true;
    const published = me.publishTrack(track, { source: "microphone" }).then(
      () => "done",
      (error: unknown) => `refused: ${String(error)}`,
    );
    const late = new Promise<string>((resolve) => setTimeout(() => resolve("no answer"), 2000));
    return Promise.race([published, late]);
  });

/** From now on no track is taken away, muted or stopped, whatever the server or the page says. */
export const keepEverything = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const { localParticipant } of window.kept.rooms)
      localParticipant.unpublishTrack = () => Promise.resolve();
    RTCPeerConnection.prototype.removeTrack = () => undefined;
    RTCPeerConnection.prototype.close = () => undefined;
    RTCRtpSender.prototype.replaceTrack = () => Promise.resolve();
    MediaStreamTrack.prototype.stop = () => undefined;
    Object.defineProperty(MediaStreamTrack.prototype, "enabled", { set() {} });
  });

/** How many packets of sound this page has sent on the connections that stand. */
export const packetsSent = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const reports = await Promise.all(window.kept.connections.map((one) => one.getStats()));
    return reports
      .flatMap((report) => Array.from(report.values()) as { type: string; packetsSent?: number }[])
      .filter(({ type }) => type === "outbound-rtp")
      .reduce((sum, { packetsSent: sent }) => sum + (sent ?? 0), 0);
  });

/** A wish straight over the room's socket, past every button: as Colyseus frames it, with an empty payload. */
export const wishAnyway = (page: Page, wish: string): Promise<void> =>
  page.evaluate((type) => {
    const open = window.kept.sockets.filter(
      ({ url, readyState }) => readyState === WebSocket.OPEN && !url.includes("/voice"),
    );
    const name = new TextEncoder().encode(type);
    const [roomData, shortString, emptyMap] = [13, 0xa0, 0x80];
    open.at(-1)?.send(new Uint8Array([roomData, shortString + name.length, ...name, emptyMap]));
  }, wish);

/** The last ticket this page has shown at the voice gate. */
export const ticketOf = (page: Page): Promise<string> =>
  page.evaluate(() => window.kept.tickets.at(-1) ?? "");
