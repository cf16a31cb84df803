import type { IncomingMessage, RequestListener, Server } from "node:http";

import {
  createNodeMatchmakingMiddleware,
  LocalDriver,
  LocalPresence,
  matchMaker,
} from "@colyseus/core";
import { type Logger, setLogger } from "@colyseus/core/Logger";
import { setTransport } from "@colyseus/core/Transport";
import { WebSocketClient, WebSocketTransport } from "@colyseus/ws-transport";

import type { Log } from "../ports/log.ts";

/** Whoever lets this much pile up unread is cut; Colyseus itself knows no limit. */
const BACKLOG_MOST = 1 << 20;
/** The longest frame a client may send. */
const FRAME_BYTES = 4096;
/** A dead link is found within three of these. */
const PING_MS = 800;

/** Paths of the room socket: /PROCESS/ROOM. Everything else that wants an upgrade is somebody else's. */
const ROOM_SOCKET = /^\/[\w-]+\/[\w-]+(\?|$)/;
const VOICE = /^\/voice(\/|\?|$)/;

/** Is this upgrade for a room? Whoever shares the server leaves it to us. */
export const isRoomSocket = (req: IncomingMessage): boolean =>
  ROOM_SOCKET.test(req.url ?? "") && !VOICE.test(req.url ?? "");

/** Frames are copied before sending: the encoder's buffer is overwritten while a slow client's copy still waits. */
function copyFrames(): void {
  WebSocketClient.prototype.raw = function raw(data, _options, done) {
    if (this.ref.bufferedAmount > BACKLOG_MOST) {
      this.ref.terminate();
      return;
    }
    this.ref.send(Buffer.from(data), { binary: true }, done);
  };
}

/** What Colyseus prints may quote a message; our log gets the fact alone. */
function hushLog(log: Log): void {
  const silent = (): void => undefined;
  const hushed: Logger = {
    debug: silent,
    info: silent,
    trace: silent,
    warn: () => log.info("transport-warning"),
    error: () => log.info("transport-error"),
  };
  setLogger(hushed);
}

/** Clients may only take a seat they have a ticket for, or come back to one; and only from our own pages. */
function closeDoors(isOurOrigin: (origin: string) => boolean, home: () => string): void {
  const { controller } = matchMaker;
  controller.exposedMethods = ["joinById", "reconnect"];
  controller.DEFAULT_CORS_HEADERS["Access-Control-Allow-Credentials"] = "false";
  controller.getCorsHeaders = (headers) => {
    const origin = headers?.get("origin") ?? "";
    return { "Access-Control-Allow-Origin": isOurOrigin(origin) ? origin : home(), Vary: "Origin" };
  };
}

let started: Promise<void> | null = null;

/** Colyseus keeps one register of rooms a process, whatever opens there. No Redis: one process is the whole house. */
function startMatchMaker(): Promise<void> {
  started ??= (async () => {
    await matchMaker.setup(new LocalPresence(), new LocalDriver());
    await matchMaker.accept();
  })();
  return started;
}

export interface Transport {
  /** Answers /matchmake/… ; false for every other path. */
  readonly handleRequest: (...args: Parameters<RequestListener>) => boolean;
  close(): Promise<void>;
}

/** Colyseus on a server that is not its own, with every known fault handled (reliability of each is tested). */
export async function openTransport(
  server: Server,
  isOurOrigin: (origin: string) => boolean,
  home: () => string,
  log: Log,
): Promise<Transport> {
  hushLog(log);
  copyFrames();
  closeDoors(isOurOrigin, home);
  const transport = new WebSocketTransport({
    noServer: true,
    maxPayload: FRAME_BYTES,
    pingInterval: PING_MS,
    pingMaxRetries: 2,
    beforeUpgrade: ({ headers }) =>
      isOurOrigin(headers.get("origin") ?? "") ? undefined : new Response(null, { status: 403 }),
  });
  setTransport(transport);
  await startMatchMaker();
  transport.attachToServer(server, { filter: isRoomSocket });
  const matchmake = createNodeMatchmakingMiddleware();
  return {
    handleRequest(req, res) {
      if (!req.url?.startsWith("/matchmake/")) return false;
      const origin = req.headers.origin;
      if (origin !== undefined && !isOurOrigin(origin)) {
        res.writeHead(403).end();
        return true;
      }
      void matchmake(req, res, () => {
        res.writeHead(404).end();
      });
      return true;
    },
    async close() {
      transport.shutdown();
    },
  };
}
