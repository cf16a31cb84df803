import { createServer, request, type Server } from "node:http";
import { connect } from "node:net";

import type { LiveKitServer } from "../../server/voice/livekit-api.ts";

/** Stands between desk and voice server, and loses the calls it is told to lose. */
export class FaultyWire {
  /** Calls whose name contains this are lost: the connection breaks, no answer comes. */
  lost = "";
  lostCalls = 0;
  readonly #server: Server;
  readonly #port: number;
  #target = "";

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.#port = port;
  }

  static open(): Promise<FaultyWire> {
    const server = createServer();
    return new Promise((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        const wire = new FaultyWire(server, typeof address === "object" ? (address?.port ?? 0) : 0);
        wire.#carry();
        resolve(wire);
      });
    });
  }

  /** The same server, reached over this wire. */
  to(server: LiveKitServer): LiveKitServer {
    this.#target = server.url;
    return { ...server, url: `ws://127.0.0.1:${String(this.#port)}` };
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #carry(): void {
    this.#server.on("request", (req, res) => {
      if (this.lost !== "" && req.url?.includes(this.lost) === true) {
        this.lostCalls += 1;
        req.destroy();
        return;
      }
      const { hostname, port } = new URL(this.#target);
      const onward = request(
        { hostname, port, path: req.url, method: req.method, headers: req.headers },
        (answer) => {
          res.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(res);
        },
      );
      onward.on("error", () => res.destroy());
      req.pipe(onward);
    });
    this.#server.on("upgrade", (req, socket, head) => {
      const { hostname, port } = new URL(this.#target);
      const onward = connect(Number(port), hostname, () => {
        const headers = req.rawHeaders.flatMap((name, index, all) =>
          index % 2 === 0 ? [`${name}: ${all[index + 1] ?? ""}`] : [],
        );
        onward.write(`GET ${req.url ?? "/"} HTTP/1.1\r\n${headers.join("\r\n")}\r\n\r\n`);
        onward.write(head);
        onward.pipe(socket).pipe(onward);
      });
      onward.on("error", () => socket.destroy());
      socket.on("error", () => onward.destroy());
    });
  }
}
