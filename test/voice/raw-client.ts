import { WebSocket } from "ws";

/** A program without a page: speaks to the gate, or to the voice server's own port, with whatever it shows. */
export interface RawAnswer {
  /** The HTTP status; 101 when it was let in. */
  readonly status: number;
  readonly cookie: string;
  readonly socket: WebSocket;
  /** Every frame that has come, as text. */
  readonly frames: string[];
  readonly closed: Promise<void>;
}

export interface RawWish {
  readonly token: string;
  readonly origin?: string;
  readonly cookie?: string;
  readonly path?: string;
  /** More of the address: reconnect=1 and the like. */
  readonly more?: Readonly<Record<string, string>>;
}

/** Asks to be let in, and says what came of it. */
export function knock(base: string, wish: RawWish): Promise<RawAnswer> {
  const url = new URL(base + (wish.path ?? "/rtc"));
  const params = {
    protocol: "16",
    sdk: "js",
    version: "2.23.0",
    auto_subscribe: "1",
    ...wish.more,
  };
  Object.entries(params).forEach(([name, value]) => url.searchParams.set(name, value));
  url.searchParams.set("access_token", wish.token);
  const socket = new WebSocket(url, {
    ...(wish.origin === undefined ? {} : { origin: wish.origin }),
    headers: wish.cookie === undefined ? {} : { cookie: wish.cookie },
  });
  const frames: string[] = [];
  socket.on("message", (data: Buffer) => frames.push(data.toString("latin1")));
  socket.on("error", () => undefined);
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  let cookie = "";
  socket.once("upgrade", ({ headers }) => {
    cookie = headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
  });
  return new Promise((resolve) => {
    const answer = (status: number): void => resolve({ status, cookie, socket, frames, closed });
    socket.once("open", () => answer(101));
    socket.once("unexpected-response", (_request, response) => {
      answer(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.once("close", () => answer(0));
  });
}
