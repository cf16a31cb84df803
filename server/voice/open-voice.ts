import { join } from "node:path";

import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import { buildVoiceServer, findVoiceServer } from "./build-voice-server.ts";
import type { LiveKitServer } from "./livekit-api.ts";
import { LiveKitVoiceDesk } from "./livekit-voice-desk.ts";
import { startVoiceServer, type VoiceServer } from "./start-voice-server.ts";
import { openWebhookHint } from "./webhook-hint.ts";

export interface VoiceSettings {
  /** A LiveKit server somebody else runs (LIVEKIT_URL …); null to find, build and run our own. */
  readonly livekit: LiveKitServer | null;
  readonly dataDir: string;
  /** 127.0.0.1, or the address in the local network for --lan. */
  readonly nodeIp: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Plain words for the terminal, for what takes longer. */
  readonly onProgress: (words: string) => void;
  readonly isOurOrigin?: ((origin: string) => boolean) | undefined;
}

/** LiveKit's customary media ports, kept where free so that a firewall rule can name them. */
const UDP_PORT = 7882;
const TCP_PORT = 7881;

/** Voice as main.ts composes it. */
export interface HouseVoice {
  /** For rooms (VoiceDesk) and for the HTTP server (VoiceGate). */
  readonly desk: LiveKitVoiceDesk;
  /** Settles when voice is on, or when it is known that it will stay off. Nothing has to wait for it. */
  readonly settled: Promise<void>;
  close(): Promise<void>;
}

/** Everything voice, usable at once: the voice server is found, built and started behind it. */
export function openHouseVoice(settings: VoiceSettings): HouseVoice {
  const { clock, log, isOurOrigin } = settings;
  const desk = new LiveKitVoiceDesk(
    { state: "building", why: "Starting the voice server." },
    { clock, log, isOurOrigin },
  );
  const giveUp = new AbortController();
  const closers: (() => Promise<void>)[] = [];

  const tell = (words: string): void => {
    desk.explain({ state: "building", why: words });
    settings.onProgress(words);
  };

  const startOwn = async (): Promise<VoiceServer> => {
    const binary = (await findVoiceServer()) ?? (await buildVoiceServer(tell, giveUp.signal));
    const webhook = await openWebhookHint((room) => desk.hint(room));
    closers.push(() => webhook.close());
    const lan = settings.nodeIp !== "127.0.0.1";
    return startVoiceServer({
      binary,
      dataDir: join(settings.dataDir, "voice"),
      nodeIp: settings.nodeIp,
      ...(lan ? { udpPort: UDP_PORT, tcpPort: TCP_PORT } : {}),
      webhook,
      log,
    });
  };

  const start = async (): Promise<void> => {
    if (settings.livekit !== null) {
      desk.attach(settings.livekit);
      return;
    }
    const server = await startOwn();
    closers.push(() => server.close());
    if (giveUp.signal.aborted) {
      await server.close();
    } else {
      desk.attach(server);
    }
  };

  const settled = start().catch((error: unknown) => {
    if (!giveUp.signal.aborted) {
      desk.explain({
        state: "off",
        why: error instanceof Error ? error.message : "Voice could not be started.",
      });
    }
  });

  return {
    desk,
    settled,
    async close() {
      giveUp.abort();
      await settled;
      await desk.closeAll();
      await Promise.all(closers.map((end) => end()));
    },
  };
}
