import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";

import { getRequestListener } from "@hono/node-server";

import type { PlaceFile } from "#protocol/place-shape.ts";

import type { Settings } from "./config.ts";
import type { FirstMeeting } from "./first-group.ts";
import { httpApp } from "./http/app.ts";
import { openInvitation } from "./open-invitation.ts";
import type { Clock } from "./ports/clock.ts";
import type { Log } from "./ports/log.ts";
import type { Register } from "./ports/register.ts";
import type { VoiceDesk } from "./ports/voice-desk.ts";
import { isRoomSocket } from "./rooms/harden.ts";
import { openRooms, type Rooms } from "./rooms/open-rooms.ts";
import { localAddresses } from "./start/addresses.ts";
import { openDevPages } from "./start/dev-pages.ts";
import { jsonLog } from "./start/json-log.ts";
import { readPlaces } from "./start/places.ts";
import { type Summary, writeSummary } from "./start/summary.ts";
import { systemClock } from "./start/system-clock.ts";
import { openStorage, type Storage } from "./storage/open.ts";
import { openHouseVoice } from "./voice/open-voice.ts";
import type { VoiceGate } from "./voice/voice-gate.ts";
import { openWebServer, type WebServer } from "./web-server.ts";

export interface Hearth {
  /** The origin to tell people. */
  readonly url: string;
  readonly summary: () => Summary;
  readonly web: WebServer;
  readonly storage: Storage;
  /** As the rooms use it. */
  readonly register: Register;
  /** Ends everything, in order; what was acknowledged is written down. */
  close(): Promise<void>;
}

type Gate = Pick<VoiceGate, "handleRequest" | "handleUpgrade">;

/** What a test may bring instead of the real thing. */
export interface Overrides {
  readonly clock?: Clock;
  readonly log?: Log;
  readonly storage?: Storage;
  readonly voice?: VoiceDesk & Gate;
  /** Where the built client lies; null serves no pages. */
  readonly dist?: string | null;
  /** Plain words for what takes longer. */
  readonly onProgress?: (words: string) => void;
}

interface Parts {
  readonly clock: Clock;
  readonly log: Log;
  readonly dist: string | null;
  readonly onProgress: (words: string) => void;
}

const ROOT = new URL("../", import.meta.url);
const BUILT = new URL("node_modules/.cache/dist/", ROOT).pathname;

/** Wires the whole house: storage, first meeting, voice, rooms, pages, summary. */
export async function openHearth(settings: Settings, overrides: Overrides = {}): Promise<Hearth> {
  const parts: Parts = {
    clock: overrides.clock ?? systemClock(),
    log: overrides.log ?? jsonLog("warn"),
    dist: overrides.dist === undefined ? builtClient(settings.dev) : overrides.dist,
    onProgress: overrides.onProgress ?? (() => {}),
  };
  const closers: (() => unknown)[] = [];
  try {
    return await open(settings, overrides, parts, closers);
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

async function open(
  settings: Settings,
  overrides: Overrides,
  parts: Parts,
  closers: (() => unknown)[],
): Promise<Hearth> {
  const { clock, log } = parts;
  const storage = overrides.storage ?? (await openStorage({ ...settings, log }));
  closers.unshift(() => storage.close());
  const invitation = await openInvitation(storage, settings.dataDir, clock);

  const doors: Doors = { gate: null, rooms: null, pages: null, sources: null };
  const web = await openWebServer(settings, answerWith(doors));
  closers.unshift(() => web.close());
  const isOurOrigin = (origin: string) => web.origins.has(origin);
  const voice = overrides.voice ?? openVoice(settings, parts, isOurOrigin, closers);
  doors.gate = voice;
  web.server.on("upgrade", (req, socket, head) => {
    const taken = voice.handleUpgrade(req, socket, head) || isRoomSocket(req) || settings.dev;
    if (!taken) socket.destroy();
  });

  const places = readPlaces(new URL("assets/places/", ROOT));
  const { register } = invitation;
  const shared = { register, voice, places, clock, log, isOurOrigin };
  const rooms = await openRooms({
    ...storage,
    ...shared,
    server: web.server,
    home: () => web.home,
  });
  closers.unshift(() => rooms.close());
  doors.rooms = rooms;
  doors.pages = openPages({ settings, parts, storage, web, rooms, voice, places, register });
  if (settings.dev) doors.sources = await openSources(web, closers);

  const summary = (ready = true): Summary => ({
    ready,
    ...links(web, invitation.now()),
    voice: voice.state(),
  });
  const tell = (ready = true) => writeSummary(settings.dataDir, summary(ready));
  await invitation.whenRenewed(async (card) => {
    await rooms.open(card);
    tell();
    parts.onProgress(`The meeting has ended. The next one: ${summary().invitation}`);
  });
  tell();
  closers.unshift(
    voice.onStateChange((state) => {
      tell();
      if (state.state === "on") parts.onProgress("Voice is on.");
      if (state.state === "off") parts.onProgress(`Voice is off. ${state.why}`);
    }),
  );
  closers.unshift(() => tell(false));
  return { url: web.home, summary, web, storage, register, close: () => closeAll(closers) };
}

function openPages(house: {
  readonly settings: Settings;
  readonly parts: Parts;
  readonly storage: Storage;
  readonly web: WebServer;
  readonly rooms: Rooms;
  readonly voice: VoiceDesk;
  readonly places: ReadonlyMap<string, PlaceFile>;
  readonly register: Register;
}): Doors["pages"] {
  const { settings, parts, storage, web, rooms, voice, places, register } = house;
  const app = httpApp({
    register,
    journal: storage.journal,
    house: rooms,
    voice: () => voice.state(),
    database: () => storage.answers(),
    places,
    clock: parts.clock,
    log: parts.log,
    origins: () => web.origins,
    secure: web.home.startsWith("https:"),
    behindProxy: settings.publicUrl?.startsWith("https:") ?? false,
    dist: parts.dist,
  });
  return getRequestListener(app.fetch);
}

async function openSources(
  web: WebServer,
  closers: (() => unknown)[],
): Promise<NonNullable<Doors["sources"]>> {
  const dev = await openDevPages(web.server);
  closers.unshift(() => dev.close());
  return dev.answer;
}

interface Doors {
  gate: Gate | null;
  rooms: Pick<Rooms, "handleRequest"> | null;
  pages: ((req: IncomingMessage, res: ServerResponse) => Promise<unknown>) | null;
  /** In development: the client from its sources. */
  sources: ((req: IncomingMessage, res: ServerResponse) => void) | null;
}

/** What is not a page. */
const OURS = /^\/(api\/|healthz|readyz|metrics)/;
/** The client's sources have folders of the same names as our doors (api, voice): a file of code is one of those. */
const SOURCE = /^[^?]+\.(tsx?|css)(\?|$)/;

/** Voice signalling, then the rooms' own paths, then the pages. Before they stand, a kind "starting". */
function answerWith(doors: Doors): (req: IncomingMessage, res: ServerResponse) => void {
  return (req, res) => {
    const url = req.url ?? "";
    if (doors.sources !== null && SOURCE.test(url)) {
      doors.sources(req, res);
      return;
    }
    if (doors.rooms?.handleRequest(req, res) || doors.gate?.handleRequest(req, res)) return;
    if (doors.sources !== null && !OURS.test(url)) {
      doors.sources(req, res);
      return;
    }
    if (doors.pages !== null) {
      void doors.pages(req, res);
      return;
    }
    res.writeHead(503, { "Content-Type": "application/json", "Retry-After": "2" });
    res.end('{"error":"starting"}');
  };
}

function openVoice(
  settings: Settings,
  { clock, log, onProgress }: Parts,
  isOurOrigin: (origin: string) => boolean,
  closers: (() => unknown)[],
): VoiceDesk & Gate {
  const voice = openHouseVoice({
    livekit: settings.voiceServer,
    dataDir: settings.dataDir,
    nodeIp: (settings.lan || settings.publicUrl ? localAddresses()[0] : undefined) ?? "127.0.0.1",
    clock,
    log,
    onProgress,
    isOurOrigin,
  });
  closers.unshift(() => voice.close());
  return voice.desk;
}

function links(web: WebServer, { card, facilitatorKey }: FirstMeeting) {
  const invitation = `${web.home}/j/${card.code}`;
  return {
    home: `${web.home}/`,
    invitation,
    // In the fragment: it is never sent along, and no server or proxy writes it down.
    facilitator: facilitatorKey === null ? null : `${invitation}#facilitator=${facilitatorKey}`,
  };
}

function builtClient(dev: boolean): string | null {
  return !dev && existsSync(join(BUILT, "index.html")) ? BUILT : null;
}

/** In order, each in spite of the others: one that fails must not keep the database running. */
async function closeAll(closers: (() => unknown)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closers.splice(0)) {
    try {
      await close();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, "not everything ended well");
}
