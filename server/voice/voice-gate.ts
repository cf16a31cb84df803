import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

import { type RawData, type WebSocket, WebSocketServer } from "ws";

import type { Log } from "../ports/log.ts";
import { judgeFrame } from "./client-frames.ts";
import type { VoiceConnection } from "./voice-connection.ts";
import { openUpstream, type Upstream } from "./voice-upstream.ts";

/** Voice signalling on our own origin: /voice/rtc, /voice/rtc/v1 and …/validate. */
export interface VoiceDoor {
  /** Takes the socket over and answers true when the path is ours. */
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Answers the request and true when the path is ours. */
  handleRequest(req: IncomingMessage, res: ServerResponse): boolean;
}

/** What the gate asks the desk. */
export interface GateBook {
  isTicket(shown: string): boolean;
  /** The live connection this ticket belongs to; from now on the ticket is worth nothing to anybody else. */
  admit(shown: string, cookie: (identity: string) => string | undefined): VoiceConnection | null;
  freshToken(connection: VoiceConnection): Promise<string>;
  /** The voice server has answered: the connection stands. */
  joined(connection: VoiceConnection): void;
  signalUrl(): string;
}

const PATHS = new Set(["/voice/rtc", "/voice/rtc/v1"]);
/** Offers with a dozen tracks stay far below this. */
const FRAME_MAX = 256 * 1024;
/** A client that does not read is cut here. */
const BACKLOG_MAX = 1 << 20;
const COOKIE_S = 43_200;
/** So many requests that no client of ours makes end the connection. */
const STRANGE_MAX = 100;

/** What a client may say about itself; anything else (another name, metadata, a second identity) is dropped. */
const PASSED_ON = [
  "join_request",
  "reconnect",
  "reconnect_reason",
  "sid",
  "auto_subscribe",
  "adaptive_stream",
  "disable_ice_lite",
  "subscriber_allow_pause",
  "sdk",
  "version",
  "protocol",
  "client_protocol",
  "capabilities",
];

/**
 * The voice server hands out tokens of its own, good for ten minutes with the rights of the moment, whatever happens
 * to the floor. They stop here: a client only ever holds our ticket. On the wire they are field 16 of a SignalResponse.
 */
const carriesToken = (frame: Buffer): boolean => frame[0] === 0x82 && frame[1] === 0x01;

const bytesOf = (data: RawData): Uint8Array =>
  Array.isArray(data) ? Buffer.concat(data) : new Uint8Array(data);

const cookieName = (identity: string): string => `hearth-voice-${identity}`;

const readCookie =
  (req: IncomingMessage) =>
  (identity: string): string | undefined => {
    const start = `${cookieName(identity)}=`;
    return (req.headers.cookie ?? "")
      .split("; ")
      .find((pair) => pair.startsWith(start))
      ?.slice(start.length);
  };

const urlOf = (req: IncomingMessage): URL => new URL(req.url ?? "/", "http://gate");

const shownBy = (req: IncomingMessage): string =>
  urlOf(req).searchParams.get("access_token") ??
  (req.headers.authorization ?? "").replace(/^Bearer /, "");

const setCookie = (connection: VoiceConnection, secure: boolean): string =>
  [
    `Set-Cookie: ${cookieName(connection.identity)}=${connection.cookie}`,
    `Path=/voice; HttpOnly; SameSite=Strict; Max-Age=${String(COOKIE_S)}${secure ? "; Secure" : ""}`,
  ].join("; ");

function upstreamUrl(base: string, url: URL, token: string): string {
  const onward = new URL(base + url.pathname.slice("/voice".length));
  for (const name of PASSED_ON) {
    const value = url.searchParams.get(name);
    if (value !== null) {
      onward.searchParams.set(name, value);
    }
  }
  onward.searchParams.set("access_token", token);
  return onward.href;
}

function refuse(socket: Duplex, status: number): void {
  socket.end(
    `HTTP/1.1 ${String(status)} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}

/** Lets live seats through to the voice server, with a fresh token in place of whatever they show. */
export class VoiceGate implements VoiceDoor {
  readonly #book: GateBook;
  readonly #log: Log;
  readonly #isOurOrigin: ((origin: string) => boolean) | undefined;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: FRAME_MAX,
    perMessageDeflate: false,
  });
  readonly #entering = new WeakMap<IncomingMessage, VoiceConnection>();

  constructor(book: GateBook, log: Log, isOurOrigin?: (origin: string) => boolean) {
    this.#book = book;
    this.#log = log;
    this.#isOurOrigin = isOurOrigin;
    this.#sockets.on("headers", (headers, req) => {
      const connection = this.#entering.get(req);
      if (connection !== undefined) {
        headers.push(setCookie(connection, "encrypted" in req.socket));
      }
    });
  }

  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    if (!PATHS.has(urlOf(req).pathname)) {
      return false;
    }
    socket.on("error", () => socket.destroy());
    this.#passThrough(req, socket, head).catch(() => {
      this.#log.warn("voice-gate-failed");
      refuse(socket, 503);
    });
    return true;
  }

  handleRequest(req: IncomingMessage, res: ServerResponse): boolean {
    const path = urlOf(req).pathname;
    if (!PATHS.has(path.replace(/\/validate$/, ""))) {
      return false;
    }
    // livekit-client asks here why a socket failed. A ticket is not used up by asking.
    const known =
      path.endsWith("/validate") && this.#fromOurPage(req) && this.#book.isTicket(shownBy(req));
    res.writeHead(known ? 200 : 403, { "content-type": "text/plain", "cache-control": "no-store" });
    res.end(known ? "success" : "not let in");
    return true;
  }

  /** Browsers always say where a page came from; other programs have no page, and need a ticket like everybody. */
  #fromOurPage(req: IncomingMessage): boolean {
    const origin = req.headers.origin;
    if (origin === undefined) {
      return true;
    }
    return this.#isOurOrigin === undefined
      ? URL.canParse(origin) && new URL(origin).host === req.headers.host
      : this.#isOurOrigin(origin);
  }

  async #passThrough(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const connection = this.#fromOurPage(req)
      ? this.#book.admit(shownBy(req), readCookie(req))
      : null;
    if (connection === null) {
      refuse(socket, 403);
      return;
    }
    const token = await this.#book.freshToken(connection);
    const url = upstreamUrl(this.#book.signalUrl(), urlOf(req), token);
    const upstream = await openUpstream(url, FRAME_MAX * 4);
    if (typeof upstream === "number") {
      refuse(socket, upstream);
    } else if (connection.retired || socket.destroyed) {
      upstream.close();
      refuse(socket, 403);
    } else {
      this.#entering.set(req, connection);
      this.#sockets.handleUpgrade(req, socket, head, (client) =>
        this.#join(client, upstream, connection),
      );
    }
  }

  #join(client: WebSocket, upstream: Upstream, connection: VoiceConnection): void {
    const hangUp = (): void => {
      client.terminate();
      upstream.close();
    };
    client.on("message", (data, binary) => {
      // Text would make the voice server answer in text, past the look-out for tokens below.
      const judged = binary ? judgeFrame(bytesOf(data)) : "unreadable";
      const goesOn =
        judged === "passes"
          ? upstream.send(data, BACKLOG_MAX)
          : judged === "dropped" || this.#countStrange(connection, judged);
      if (!goesOn) {
        client.terminate();
      }
    });
    const say = (frame: Uint8Array): boolean =>
      client.readyState === client.OPEN &&
      upstream.open &&
      upstream.send(Buffer.from(frame), BACKLOG_MAX);
    client.on("close", () => {
      if (connection.say === say) {
        connection.say = null;
      }
      upstream.close();
    });
    client.on("error", hangUp);
    connection.hangUp?.();
    connection.hangUp = hangUp;
    connection.say = say;
    upstream.pipe({
      message(data) {
        if (client.bufferedAmount > BACKLOG_MAX) {
          hangUp();
        } else if (!carriesToken(data)) {
          client.send(data, { binary: true });
        }
      },
      closed: () => client.close(),
    });
    if (connection.retired) {
      hangUp();
    } else {
      this.#book.joined(connection);
    }
  }

  /** Answers whether the connection may go on. */
  #countStrange(connection: VoiceConnection, judged: "strange" | "unreadable"): boolean {
    connection.strange += 1;
    if (connection.strange === 1 || judged === "unreadable") {
      this.#log.warn("voice-strange-request", { judged });
    }
    return judged === "strange" && connection.strange < STRANGE_MAX;
  }
}
