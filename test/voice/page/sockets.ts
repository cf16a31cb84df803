const sockets: WebSocket[] = [];
let tokens = 0;

/** Remembers every socket, and searches what comes over it for anything that looks like a signed token. */
export function watchSockets(): void {
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      sockets.push(this);
      this.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
        const text =
          data instanceof ArrayBuffer ? new TextDecoder("latin1").decode(data) : String(data);
        tokens += text.includes("eyJ") ? 1 : 0;
      });
    }
  };
}

export const tokensSeen = (): number => tokens;

/** Closes voice signalling under the client's feet. */
export function cutSignal(): number {
  const open = sockets.filter(
    (one) => one.readyState === WebSocket.OPEN && one.url.includes("/voice"),
  );
  open.forEach((one) => one.close());
  return open.length;
}

/** The tickets this page has shown at the gate. */
export const ticketsShown = (): string[] => [
  ...new Set(
    sockets.flatMap((one) => {
      const ticket = new URL(one.url).searchParams.get("access_token");
      return ticket === null ? [] : [ticket];
    }),
  ),
];
