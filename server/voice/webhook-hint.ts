import { createServer } from "node:http";

import { WebhookReceiver } from "livekit-server-sdk";

import { secret } from "./voice-connection.ts";

/** Listens on loopback for the voice server's signed notes. They come late, twice or not at all: a hint to look, never a fact. */
export interface WebhookHint {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  close(): Promise<void>;
}

const BODY_MAX = 64 * 1024;

export function openWebhookHint(onHint: (room: string) => void): Promise<WebhookHint> {
  const apiKey = `hearth${secret(6)}`;
  const apiSecret = secret(32);
  const receiver = new WebhookReceiver(apiKey, apiSecret);

  const server = createServer((req, res) => {
    const parts: Buffer[] = [];
    let size = 0;
    req.on("data", (part: Buffer) => {
      size += part.length;
      if (size > BODY_MAX) {
        req.destroy();
      } else {
        parts.push(part);
      }
    });
    req.on("end", () => {
      // Signed over the bytes as they came.
      receiver.receive(Buffer.concat(parts).toString("utf8"), req.headers.authorization).then(
        (event) => {
          res.writeHead(200).end();
          onHint(event.room?.name ?? "");
        },
        () => res.writeHead(401).end(),
      );
    });
  });

  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      resolve({
        url: `http://127.0.0.1:${String(port)}/`,
        apiKey,
        apiSecret,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}
