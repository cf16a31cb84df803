import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/** Somebody's line to the house, as a port of its own: it can be cut, or swallow everything, and be whole again. */
export class Link {
  readonly port: number;
  /** The house's own port. */
  to = 0;
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #state: "whole" | "cut" | "swallows" = "whole";

  private constructor(server: Server) {
    this.#server = server;
    const address = server.address();
    this.port = typeof address === "object" && address ? address.port : 0;
    server.on("connection", (socket) => this.#carry(socket));
  }

  static async open(): Promise<Link> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Link(server);
  }

  /** Origin of the pages that come this way: the house must know it as its PUBLIC_URL. */
  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** Every connection ends, both sides are told, and no new one comes about. */
  cut(): void {
    this.#state = "cut";
    this.#endAll();
  }

  /** Half-open: connections stay, new ones are taken, and not one byte gets through. Nobody is told. */
  swallow(): void {
    this.#state = "swallows";
    for (const pair of this.#pairs) for (const end of pair) end.pause();
  }

  restore(): void {
    this.#state = "whole";
    for (const pair of this.#pairs) for (const end of pair) end.resume();
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#endAll();
    await once(this.#server, "close");
  }

  #endAll(): void {
    for (const pair of this.#pairs) for (const end of pair) end.destroy();
  }

  #carry(near: Socket): void {
    if (this.#state === "cut") {
      near.destroy();
      return;
    }
    const far = connect(this.to, "127.0.0.1");
    const pair = [near, far] as const;
    this.#pairs.add(pair);
    this.#forward(near, far);
    this.#forward(far, near);
    if (this.#state === "swallows") for (const end of pair) end.pause();
  }

  /** By hand, not by pipe(): a pipe would resume what was paused. */
  #forward(from: Socket, to: Socket): void {
    from.setNoDelay(true);
    from.on("data", (bytes) => to.write(bytes));
    from.on("end", () => to.end());
    from.on("error", () => from.destroy());
    from.on("close", () => {
      to.destroy();
      for (const pair of this.#pairs) if (pair[0] === from) this.#pairs.delete(pair);
    });
  }
}
