import { networkInterfaces } from "node:os";

export interface VoiceServerPlace {
  /** The address members reach media at: 127.0.0.1, or this machine's in the local network. */
  readonly nodeIp: string;
  readonly httpPort: number;
  readonly udpPort: number;
  /** ICE over TCP, for networks without UDP; 0 for none. */
  readonly tcpPort: number;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Where changes are told, on loopback; "" for nowhere. */
  readonly webhook: string;
}

const STUN_PORT = 3478;

const interfaceOf = (address: string): string[] =>
  Object.entries(networkInterfaces())
    .filter(([, addresses]) => addresses?.some((one) => one.address === address))
    .map(([name]) => name);

/** The voice server's settings, as text it reads (JSON is YAML). An unknown field would stop it. */
export function voiceServerConfig(place: VoiceServerPlace): string {
  const loopback = place.nodeIp === "127.0.0.1";
  return JSON.stringify({
    port: place.httpPort,
    // Signalling and calls: only our own gate and desk get there.
    bind_addresses: ["127.0.0.1"],
    keys: { [place.apiKey]: place.apiSecret },
    rtc: {
      udp_port: place.udpPort,
      // Left out, it would listen on 7881 on every interface.
      tcp_port: place.tcpPort,
      use_external_ip: false,
      node_ip: place.nodeIp,
      // bind_addresses does not bind media: without this, UDP listens on every interface there is.
      interfaces: { includes: interfaceOf(place.nodeIp) },
      enable_loopback_candidate: loopback,
      // Left empty, every member would be sent to somebody else's STUN server, their address with them. Ours need not
      // answer: members know the way. It must not be the media port, or browsers take its answers for STUN's.
      stun_servers: [`${place.nodeIp}:${String(STUN_PORT)}`],
    },
    room: {
      auto_create: false,
      empty_timeout: 60,
      departure_timeout: 60,
      enabled_codecs: [{ mime: "audio/opus" }, { mime: "audio/red" }],
      enable_remote_unmute: false,
    },
    limit: { max_metadata_size: 1, max_attributes_size: 256 },
    ...(place.webhook === "" ? {} : { webhook: { api_key: place.apiKey, urls: [place.webhook] } }),
    // At "info" it writes members' network addresses down.
    logging: { level: "warn", pion_level: "error" },
  });
}
