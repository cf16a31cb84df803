import { hostname, networkInterfaces } from "node:os";

/** IPv4 addresses of this machine in its local networks, the likeliest first. */
export function localAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((one) => one.family === "IPv4" && !one.internal && !one.address.startsWith("169.254."))
    .map((one) => one.address)
    .toSorted((a, b) => Number(isHome(b)) - Number(isHome(a)));
}

/** The name this machine answers to by multicast DNS. */
export function localName(): string {
  return `${hostname().split(".")[0]?.toLowerCase() ?? "hearth"}.local`;
}

/** Home and office routers hand these out; bridges of containers mostly live elsewhere. */
const isHome = (address: string): boolean => /^(192\.168\.|10\.)/.test(address);
