import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";

import type { CircleView, OwnView, SeatView } from "#rules/circle/view.ts";
import { asMeetingId, asSeatId, type MeetingId, type SeatId } from "#rules/ids.ts";
import { lookFromSeed } from "#rules/people/look.ts";

import type { World } from "../../client/world/circle-store.ts";
import type { Log } from "../../server/ports/log.ts";
import { findVoiceServer } from "../../server/voice/build-voice-server.ts";
import type { LiveKitServer } from "../../server/voice/livekit-api.ts";
import { LiveKitVoiceDesk } from "../../server/voice/livekit-voice-desk.ts";
import { startVoiceServer, type VoiceServer } from "../../server/voice/start-voice-server.ts";
import { openWebhookHint, type WebhookHint } from "../../server/voice/webhook-hint.ts";

const KINDS: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript" };

export interface HouseWish {
  /** The built test page; none for tests without a browser. */
  readonly pages?: string;
  /** Which webhooks get through; all of them unless told otherwise. */
  readonly webhook?: () => boolean;
  /** The address media is reached at; loopback unless told otherwise. */
  readonly nodeIp?: string;
  /** Put between desk and voice server. */
  readonly through?: (server: LiveKitServer) => LiveKitServer;
}

export interface Happened {
  readonly at: number;
  readonly what: "live" | "identity" | "stranger" | "lost" | "returned";
  readonly seat?: string;
  readonly identity?: string;
}

/** Real voice: livekit-server, desk and gate. The test says who may speak, as the law would. */
export class VoiceHouse {
  readonly meeting: MeetingId = asMeetingId("meeting");
  readonly happened: Happened[] = [];
  readonly warnings: string[] = [];
  readonly seats = new Map<string, (world: Partial<World>) => unknown>();
  readonly voiceSeats: Record<string, string> = {};
  speakers: ReadonlySet<string> = new Set();
  desk!: LiveKitVoiceDesk;
  server!: VoiceServer;
  readonly #out = new Set<string>();
  #groups: ReadonlyMap<string, number> = new Map();
  #http!: Server;
  #hint!: WebhookHint;
  #folder = "";

  static async open(wish: HouseWish = {}): Promise<VoiceHouse> {
    const house = new VoiceHouse();
    await house.#start(wish);
    return house;
  }

  get origin(): string {
    const address = this.#http.address();
    return `http://127.0.0.1:${String(typeof address === "object" ? address?.port : 0)}`;
  }

  get gate(): string {
    return `${this.origin.replace("http", "ws")}/voice`;
  }

  /** The random name of the meeting's voice room: known to the server alone. */
  get room(): Promise<string> {
    return listRooms(this.server).then((rooms) => rooms[0] ?? "");
  }

  /** Seats somebody; what they see of the world goes to `see`. */
  seat(id: string, see: (world: Partial<World>) => unknown = () => undefined): SeatId {
    this.seats.set(id, see);
    this.apply();
    return asSeatId(id);
  }

  unseat(id: string): void {
    this.seats.delete(id);
    this.desk.expel(this.meeting, asSeatId(id));
    this.apply();
  }

  /** Into the safe place: neither hears nor is heard. */
  stepOut(id: string): void {
    this.#out.add(id);
    this.apply();
  }

  stepIn(id: string): void {
    this.#out.delete(id);
    this.apply();
  }

  ticket(id: string): string {
    return this.desk.ticket(this.meeting, asSeatId(id));
  }

  /** Exactly these may speak from now on. */
  speak(...ids: string[]): void {
    this.speakers = new Set(ids);
    this.apply();
  }

  /** Who sits in which small group from now on; nobody in any without a word. */
  group(groups: Readonly<Record<string, number>> = {}): void {
    this.#groups = new Map(Object.entries(groups));
    this.apply();
  }

  /** Says to desk and pages what holds, as rooms do after every event. */
  apply(): void {
    this.desk.setRights(this.meeting, {
      speakers: new Set([...this.speakers].map(asSeatId)),
      listeners: new Set([...this.seats.keys()].filter((id) => !this.#out.has(id)).map(asSeatId)),
      groups: new Map([...this.#groups].map(([id, number]) => [asSeatId(id), number])),
    });
    this.seats.forEach((see, id) => see(this.world(id)));
  }

  world(id: string): Partial<World> {
    return {
      link: { kind: "in" },
      circle: {
        seats: [...this.seats.keys()].map((one) => this.#view(one)),
      } as unknown as CircleView,
      own: { seat: id, micOpen: this.speakers.has(id), steppedOut: this.#out.has(id) } as OwnView,
      voiceSeats: { ...this.voiceSeats },
    };
  }

  /** Resolves when something of this kind has happened (again, if it did before `since`). */
  async until(what: Happened["what"], withinMs: number, since = 0): Promise<Happened> {
    return until(
      () => this.happened.find((one) => one.what === what && one.at >= since) ?? null,
      withinMs,
      `"${what}" did not happen`,
    );
  }

  async close(): Promise<void> {
    await this.desk.closeAll();
    await this.server.close();
    await this.#hint.close();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
    await rm(this.#folder, { recursive: true, force: true });
  }

  #view(id: string): SeatView {
    return {
      id: asSeatId(id),
      name: id,
      role: "member",
      chair: 0,
      look: lookFromSeed(1),
      presence: "here",
      mode: "speak",
      micOpen: this.speakers.has(id),
      live: this.speakers.has(id),
      handRaised: false,
      inMiddle: false,
      group: 0,
      crew: [],
    };
  }

  #note(what: Happened["what"], more: { seat?: string; identity?: string } = {}): void {
    this.happened.push({ at: performance.timeOrigin + performance.now(), what, ...more });
  }

  async #start(wish: HouseWish): Promise<void> {
    const binary = await findVoiceServer();
    if (binary === null) {
      throw new Error("No voice server was found: the voice tests cannot run.");
    }
    const log: Log = { info: () => undefined, warn: (event) => this.warnings.push(event) };
    this.#folder = await mkdtemp(join(tmpdir(), "hearth-voice-"));
    this.#hint = await openWebhookHint(
      (room) => (wish.webhook?.() ?? true) && this.desk.hint(room),
    );
    this.server = await startVoiceServer({
      binary,
      dataDir: this.#folder,
      nodeIp: wish.nodeIp ?? "127.0.0.1",
      ...(wish.nodeIp === undefined ? {} : { udpPort: 7882, tcpPort: 7881 }),
      webhook: this.#hint,
      log,
    });
    const clock = { now: () => Date.now(), wakeAt: () => () => undefined };
    this.desk = new LiveKitVoiceDesk({ state: "building", why: "" }, { clock, log });
    const on = new Promise<void>((resolve) => {
      this.desk.onStateChange(({ state }) => state === "on" && resolve());
    });
    this.desk.attach(wish.through?.(this.server) ?? this.server);
    await on;
    this.desk.open(this.meeting, {
      microphoneLive: (seat) => this.#note("live", { seat }),
      identityChanged: (seat, identity) => this.#identityChanged(seat, identity),
      strangerRemoved: () => this.#note("stranger"),
      voiceLost: () => this.#note("lost"),
      voiceReturned: () => this.#note("returned"),
    });
    this.#http = createServer((req, res) => void this.#answer(req, res, wish.pages ?? ""));
    this.#http.on(
      "upgrade",
      (req, socket, head) => this.desk.handleUpgrade(req, socket, head) || socket.destroy(),
    );
    await new Promise<void>((resolve) => this.#http.listen(0, "127.0.0.1", resolve));
  }

  #identityChanged(seat: string, identity: string): void {
    this.#note("identity", { seat, identity });
    for (const [known, whose] of Object.entries(this.voiceSeats)) {
      if (whose === seat) {
        delete this.voiceSeats[known];
      }
    }
    if (identity !== "") {
      this.voiceSeats[identity] = seat;
    }
    this.seats.forEach((see, id) => see(this.world(id)));
  }

  async #answer(req: IncomingMessage, res: ServerResponse, pages: string): Promise<void> {
    if (this.desk.handleRequest(req, res)) {
      return;
    }
    const { pathname } = new URL(req.url ?? "/", "http://here");
    const file = pathname === "/" ? "/index.html" : pathname;
    const body = pages === "" ? null : await readFile(join(pages, file)).catch(() => null);
    res.writeHead(body === null ? 404 : 200, {
      "content-type": KINDS[extname(file)] ?? "text/plain",
    });
    res.end(body ?? "");
  }
}

/** Waits for a condition, looking often; says what was missing when it never comes. */
export async function until<T>(
  look: () => T | null | Promise<T | null>,
  withinMs: number,
  otherwise: string,
): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== null) {
      return found;
    }
    if (performance.now() > end) {
      throw new Error(`${otherwise} within ${String(withinMs)} ms`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function listRooms(server: LiveKitServer): Promise<string[]> {
  const { RoomServiceClient } = await import("livekit-server-sdk");
  const rooms = new RoomServiceClient(
    server.url.replace("ws", "http"),
    server.apiKey,
    server.apiSecret,
  );
  return (await rooms.listRooms()).map((one) => one.name);
}
