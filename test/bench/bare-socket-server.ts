/** The floor: handshake, masked frames of 28 bytes in, one shared frame out each 50 ms. Environment: PORT. */
import { createHash } from "node:crypto";
import { createServer, type Socket } from "node:net";

const POSE = 28;
const RECORD = POSE + 1;
const MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

interface Client {
  readonly socket: Socket;
  readonly record: Buffer;
  fresh: boolean;
}

const clients = new Set<Client>();
let people = 0;

function answer(client: Client, hello: string): void {
  const key = /sec-websocket-key: (\S+)/i.exec(hello)?.[1] ?? "";
  const accept = createHash("sha1")
    .update(key + MAGIC)
    .digest("base64");
  client.socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  client.record[0] = people++;
  clients.add(client);
  client.socket.write(Buffer.from([0x82, 1, client.record[0] ?? 0]));
}

/** Whole frames from `bytes`; answers what is left of the last. */
function read(client: Client, bytes: Buffer): Buffer {
  let at = 0;
  while (bytes.length - at >= 6) {
    const length = bytes.readUInt8(at + 1) & 127;
    if (bytes.length - at < 6 + length) break;
    if (length === POSE) {
      for (let i = 0; i < POSE; i++)
        client.record[1 + i] = (bytes[at + 6 + i] ?? 0) ^ (bytes[at + 2 + (i & 3)] ?? 0);
      client.fresh = true;
    }
    at += 6 + length;
  }
  return bytes.subarray(at);
}

createServer({ noDelay: true }, (socket) => {
  const client: Client = { socket, record: Buffer.alloc(RECORD), fresh: false };
  let rest: Buffer = Buffer.alloc(0);
  let open = false;
  socket.on("error", () => socket.destroy());
  socket.on("close", () => clients.delete(client));
  socket.on("data", (chunk: Buffer) => {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    if (!open) {
      const end = rest.indexOf("\r\n\r\n");
      if (end < 0) return;
      open = true;
      answer(client, rest.toString("latin1", 0, end));
      rest = rest.subarray(end + 4);
    }
    rest = read(client, rest);
  });
}).listen(Number(process.env["PORT"]), "127.0.0.1");

setInterval(() => {
  const fresh = [...clients].filter((client) => client.fresh);
  if (fresh.length === 0) return;
  const length = fresh.length * RECORD;
  const head = length < 126 ? 2 : 4;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = 0x82;
  frame[1] = length < 126 ? length : 126;
  if (head === 4) frame.writeUInt16BE(length, 2);
  for (const [index, client] of fresh.entries()) {
    client.record.copy(frame, head + index * RECORD);
    client.fresh = false;
  }
  for (const { socket } of clients) socket.write(frame);
}, 50);
