import { type RawData, WebSocket } from "ws";

/** The voice server's side of one signalling connection. */
export interface Upstream {
  /** What is sent now arrives, unless the voice server ends. */
  readonly open: boolean;
  /** False when the voice server has stopped reading and the rest must go. */
  send(data: RawData, backlogMax: number): boolean;
  /** Delivers what has come so far, then everything that comes. */
  pipe(to: { message(data: Buffer): void; closed(): void }): void;
  close(): void;
}

const CONNECT_MS = 5000;
const CLOSE_MS = 1000;

/** Connects to the voice server; answers the HTTP status when it says no. */
export function openUpstream(url: string, frameMax: number): Promise<Upstream | number> {
  const socket = new WebSocket(url, {
    maxPayload: frameMax,
    perMessageDeflate: false,
    handshakeTimeout: CONNECT_MS,
  });
  // The first answer may come before the client's upgrade is through: nothing may be lost until then.
  const early: Buffer[] = [];
  let receiver: Parameters<Upstream["pipe"]>[0] | null = null;
  let over = false;
  socket.on("message", (data, binary) => {
    if (binary && Buffer.isBuffer(data)) {
      if (receiver === null) {
        early.push(data);
      } else {
        receiver.message(data);
      }
    }
  });
  socket.on("close", () => {
    over = true;
    receiver?.closed();
  });

  const upstream: Upstream = {
    get open() {
      return socket.readyState === WebSocket.OPEN;
    },
    send(data, backlogMax) {
      if (socket.bufferedAmount > backlogMax) {
        socket.terminate();
        return false;
      }
      if (socket.readyState === WebSocket.OPEN) {
        socket.send(data, { binary: true });
      }
      return true;
    },
    pipe(to) {
      receiver = to;
      early.splice(0).forEach((data) => to.message(data));
      if (over) {
        to.closed();
      }
    },
    close() {
      // What the client said last (that it leaves) is still delivered; a server that does not answer is not waited for.
      socket.close();
      setTimeout(() => socket.terminate(), CLOSE_MS).unref();
    },
  };

  return new Promise((resolve) => {
    socket.once("open", () => resolve(upstream));
    socket.once("unexpected-response", (_request, response) => {
      socket.terminate();
      resolve(response.statusCode ?? 502);
    });
    socket.on("error", () => resolve(502));
  });
}
