import type { IncomingMessage, Server, ServerResponse } from "node:http";

import { createServer } from "vite";

/** The client from its sources, with hot reload over the same port. */
export async function openDevPages(server: Server): Promise<{
  readonly answer: (req: IncomingMessage, res: ServerResponse) => void;
  readonly close: () => Promise<void>;
}> {
  const vite = await createServer({
    server: { middlewareMode: true, hmr: { server }, allowedHosts: true },
    appType: "spa",
    // Bundled first, the settings would be a new file at each start, and node --watch would start again for it.
    configLoader: "native",
    logLevel: "warn",
    clearScreen: false,
  });
  return {
    answer: (req, res) => vite.middlewares(req, res),
    close: () => vite.close(),
  };
}
