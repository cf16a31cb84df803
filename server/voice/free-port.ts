import { createSocket } from "node:dgram";
import { createServer } from "node:net";

/** The wanted TCP port where it is free, else any other. */
export async function freeTcpPort(wanted: number, host: string): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.once("error", () => resolve(0));
    server.listen(wanted, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  server.close();
  return port === 0 && wanted !== 0 ? freeTcpPort(0, host) : port;
}

/** The wanted UDP port where it is free, else any other. */
export async function freeUdpPort(wanted: number): Promise<number> {
  const socket = createSocket("udp4");
  const port = await new Promise<number>((resolve) => {
    socket.once("error", () => resolve(0));
    socket.bind(wanted, () => resolve(socket.address().port));
  });
  socket.close();
  return port === 0 && wanted !== 0 ? freeUdpPort(0) : port;
}
