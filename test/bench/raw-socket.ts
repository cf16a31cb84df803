import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

/** What went through one connection: payload bytes of data frames, and frames. */
export interface Counters {
  payloadRx: number;
  framesRx: number;
  payloadTx: number;
  framesTx: number;
  readonly tcpRx: number;
  readonly tcpTx: number;
}

interface Options {
  readonly port: number;
  readonly path: string;
  /** One data frame; the bytes are a view, good during the call only. */
  readonly onFrame: (payload: Buffer) => void;
}

const PING = 9;
const PONG = 10;
const CLOSE = 8;

/** A lean WebSocket client: counts every byte, hands out what is not longer than `deliverMax`, so that one process holds a room of bots. */
export class RawSocket {
  deliverMax = Number.POSITIVE_INFINITY;
  closed = false;
  readonly ready: Promise<void>;
  readonly #socket: Socket;
  readonly #onFrame: (payload: Buffer) => void;
  #rest: Buffer | null = null;
  #open = false;
  #skip = 0;
  #rx = { payload: 0, frames: 0 };
  #tx = { payload: 0, frames: 0 };
  #settle: { readonly open: () => void; readonly fail: (error: Error) => void };

  constructor({ port, path, onFrame }: Options) {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.ready = promise;
    this.#settle = { open: resolve, fail: reject };
    this.#onFrame = onFrame;
    this.#socket = connect({ port, host: "127.0.0.1" });
    this.#socket.setNoDelay(true);
    this.#socket.on("connect", () => this.#socket.write(hello(port, path)));
    this.#socket.on("data", (chunk: Buffer) => this.#data(chunk));
    this.#socket.on("error", (error) => this.#settle.fail(error));
    this.#socket.on("close", () => {
      this.closed = true;
      this.#settle.fail(new Error("closed"));
    });
  }

  counters(): Counters {
    return {
      payloadRx: this.#rx.payload,
      framesRx: this.#rx.frames,
      payloadTx: this.#tx.payload,
      framesTx: this.#tx.frames,
      tcpRx: this.#socket.bytesRead,
      tcpTx: this.#socket.bytesWritten,
    };
  }

  send(payload: Uint8Array, text = false): void {
    this.#tx.payload += payload.length;
    this.#tx.frames++;
    this.#frame(text ? 1 : 2, payload);
  }

  close(): void {
    this.#socket.destroy();
  }

  #data(chunk: Buffer): void {
    let bytes = chunk;
    if (this.#skip > 0) {
      const skipped = Math.min(this.#skip, bytes.length);
      this.#skip -= skipped;
      bytes = bytes.subarray(skipped);
    } else if (this.#rest !== null) bytes = Buffer.concat([this.#rest, bytes]);
    this.#rest = null;
    if (!this.#open) bytes = this.#answered(bytes);
    let at = 0;
    for (let next = this.#take(bytes, at); next > at; next = this.#take(bytes, at)) at = next;
    if (at < bytes.length) this.#rest = bytes.subarray(at);
  }

  #answered(bytes: Buffer): Buffer {
    const end = bytes.indexOf("\r\n\r\n");
    if (end < 0) {
      this.#rest = bytes;
      return Buffer.alloc(0);
    }
    const first = bytes.toString("latin1", 0, bytes.indexOf("\r\n"));
    if (!first.startsWith("HTTP/1.1 101")) {
      this.#settle.fail(new Error(`upgrade refused: ${first}`));
      this.#socket.destroy();
      return Buffer.alloc(0);
    }
    this.#open = true;
    this.#settle.open();
    return bytes.subarray(end + 4);
  }

  /** One frame from `at`; answers where the next begins, or `at` where it is not all here yet. */
  #take(bytes: Buffer, at: number): number {
    if (bytes.length - at < 4) return this.#takeShort(bytes, at);
    let length = bytes.readUInt8(at + 1) & 127;
    let from = at + 2;
    if (length === 126) {
      length = bytes.readUInt16BE(at + 2);
      from = at + 4;
    } else if (length === 127) {
      if (bytes.length - at < 10) return at;
      length = bytes.readUInt32BE(at + 6);
      from = at + 10;
    }
    return this.#payload(bytes, at, from, length);
  }

  #takeShort(bytes: Buffer, at: number): number {
    const length = bytes.length - at < 2 ? 127 : bytes.readUInt8(at + 1) & 127;
    return length <= 2 ? this.#payload(bytes, at, at + 2, length) : at;
  }

  #payload(bytes: Buffer, at: number, from: number, length: number): number {
    const kind = bytes.readUInt8(at) & 15;
    const end = from + length;
    const counted = kind < CLOSE;
    const wanted = !counted || length <= this.deliverMax;
    if (end > bytes.length && wanted) return at;
    if (counted) {
      this.#rx.payload += length;
      this.#rx.frames++;
    }
    if (end > bytes.length) {
      this.#skip = end - bytes.length;
      return bytes.length;
    }
    if (kind === PING) this.#frame(PONG, bytes.subarray(from, end));
    else if (kind === CLOSE) this.#socket.end();
    else if (wanted && counted) this.#onFrame(bytes.subarray(from, end));
    return end;
  }

  /** Masked with zeros: legal, and the server does the same work. */
  #frame(kind: number, payload: Uint8Array): void {
    if (this.closed) return;
    const { length } = payload;
    const head = length < 126 ? 6 : 8;
    const frame = Buffer.alloc(head + length);
    frame[0] = 128 | kind;
    frame[1] = 128 | (length < 126 ? length : 126);
    if (length >= 126) frame.writeUInt16BE(length, 2);
    frame.set(payload, head);
    this.#socket.write(frame);
  }
}

const hello = (port: number, path: string): string =>
  [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Origin: http://127.0.0.1:${port}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
    "Sec-WebSocket-Version: 13",
    "\r\n",
  ].join("\r\n");
