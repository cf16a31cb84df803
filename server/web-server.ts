import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";

import type { Settings } from "./config.ts";
import { localAddresses, localName } from "./start/addresses.ts";
import { type Certificate, ownCertificate } from "./start/certificate.ts";

export interface WebServer {
  readonly server: Server;
  /** The origin to tell people first. */
  readonly home: string;
  /** Every origin pages of ours are served under. */
  readonly origins: ReadonlySet<string>;
  readonly certificate: Certificate | null;
  /** Stops listening and cuts whoever is still there. */
  close(): Promise<void>;
}

/** Listens at once, so that a taken port is known before anything else is started. */
export async function openWebServer(
  settings: Settings,
  answer: RequestListener,
): Promise<WebServer> {
  const addresses = settings.lan ? localAddresses() : [];
  const names = settings.lan ? [localName(), "localhost"] : ["localhost"];
  const certificate = settings.lan
    ? await ownCertificate(settings.dataDir, names, [...addresses, "127.0.0.1", "::1"])
    : null;
  const server =
    certificate === null ? createServer(answer) : createSecureServer(certificate, answer);
  // A client that opens a connection and says nothing is not waited for.
  server.headersTimeout = 10_000;
  server.requestTimeout = 20_000;
  const port = await listen(server, settings);
  const scheme = certificate === null ? "http" : "https";
  const local = [...addresses, ...names, "127.0.0.1", "[::1]"].map(
    (host) => new URL(`${scheme}://${host}:${port}`).origin,
  );
  return {
    server,
    home: settings.publicUrl ?? local[0] ?? "",
    origins: new Set(settings.publicUrl === null ? local : [settings.publicUrl, ...local]),
    certificate,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

async function listen(server: Server, { port, lan }: Settings): Promise<number> {
  await new Promise<void>((done, fail) => {
    server.once("error", (error: NodeJS.ErrnoException) => fail(inPlainWords(error, port)));
    server.listen(port, lan ? "0.0.0.0" : "127.0.0.1", () => done());
  });
  const address: AddressInfo | string | null = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}

function inPlainWords(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === "EADDRINUSE") {
    return new Error(
      `Port ${port} is taken by another program. Stop it, or choose another: PORT=${port + 1} npm start`,
    );
  }
  if (error.code === "EACCES") {
    return new Error(
      `Port ${port} is reserved for the system's administrator. Choose one above 1023: PORT=2567 npm start`,
    );
  }
  return error;
}
