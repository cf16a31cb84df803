import { Client, type Room } from "@colyseus/sdk";

import type { CircleMirror } from "#protocol/circle-mirror.ts";
import type { HttpError, Ticket } from "#protocol/http-shapes.ts";
import type { DoorMessages } from "#protocol/messages.ts";
import type { Wish } from "#rules/circle/commands.ts";

import { emptyWorld, type Link, type WorldStore } from "../world/circle-store.ts";
import type { Report } from "../world/intents.ts";
import { openCircleLine } from "./circle-line.ts";
import { afterClose } from "./closing.ts";
import { Outbox } from "./outbox.ts";
import { GIVE_UP_MS, sleepUnlessAwoken, waitBefore, within } from "./retry.ts";

const TRY_MS = 6000;

/** Errors that pass by themselves. */
const PASSING: ReadonlySet<string> = new Set([
  "starting",
  "not-saved",
  "too-many-requests",
  "offline",
]);

type TicketAnswer = Ticket | { readonly error: HttpError | "offline" };

export interface SessionParts {
  readonly store: WorldStore;
  /** A one-time ticket for the door or the circle, whichever is mine now. */
  readonly ticket: () => Promise<TicketAnswer>;
  /** Where the rooms are: the page's own origin. */
  readonly endpoint: string;
}

type AnyRoom = Room<unknown, CircleMirror>;
interface Joined {
  readonly room: AnyRoom;
  readonly kind: "door" | "circle";
}

/** The connection to one meeting: comes in, stays in, finds its way back, until it is closed or over. */
export class Session {
  readonly #store: WorldStore;
  readonly #parts: SessionParts;
  readonly #client: Client;
  readonly #outbox: Outbox;
  #room: AnyRoom | null = null;
  #token: string | null = null;
  #ended = new AbortController();
  #running = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#store = parts.store;
    this.#client = new Client(parts.endpoint);
    this.#outbox = new Outbox(parts.store, (type, payload) => this.#room?.send(type, payload));
    this.#store.setState(emptyWorld, true);
  }

  /** Comes in; also after "opened elsewhere", "not now", or when it was given up. */
  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#ended = new AbortController();
    this.#tell({ kind: "joining" });
    void this.#live(this.#ended.signal).finally(() => {
      this.#running = false;
    });
  }

  wish(wish: Wish): void {
    const { type, ...payload } = wish;
    this.#room?.send(type, payload);
  }

  say(text: string): void {
    this.#outbox.say(text);
  }

  report(report: Report): void {
    this.#outbox.report(report);
  }

  helpNow(): void {
    this.#outbox.helpNow();
  }

  askVoiceTicket(): void {
    if (this.#store.getState().link.kind === "in") this.#room?.send("voice-ticket", {});
  }

  /** Gives the seat free. */
  leave(): void {
    this.#ended.abort();
    void this.#room?.leave(true);
    this.#room = null;
    this.#token = null;
    this.#tell({ kind: "left" });
  }

  /** Ends the connection without leaving the seat. */
  close(): void {
    this.#ended.abort();
    const room = this.#room;
    this.#room = null;
    this.#token = null;
    room?.connection.close();
  }

  #tell(link: Link): void {
    this.#store.setState({ link });
  }

  async #live(ended: AbortSignal): Promise<void> {
    for (;;) {
      const joined = await this.#comeIn(ended);
      if (joined === null || ended.aborted) return;
      const code = await this.#stay(joined);
      if (ended.aborted) return;
      const next = afterClose(code);
      if (typeof next !== "string") {
        this.#token = null;
        this.#tell(next);
        return;
      }
      if (next === "with-a-ticket") this.#token = null;
      else if (joined.kind === "circle") this.#tell({ kind: "lost", since: performance.now() });
    }
  }

  /** Tries until it is in; null when there is no sense in going on. */
  async #comeIn(ended: AbortSignal): Promise<Joined | null> {
    const giveUpAt = performance.now() + GIVE_UP_MS;
    for (let attempt = 0; !ended.aborted; attempt += 1) {
      const tried = await this.#try(ended);
      if (tried === null || "room" in tried) return tried;
      if (!PASSING.has(tried.error) || performance.now() > giveUpAt) {
        this.#tell(linkOf(tried.error));
        return null;
      }
      await sleepUnlessAwoken(waitBefore(attempt), ended);
    }
    return null;
  }

  async #try(ended: AbortSignal): Promise<Joined | { error: HttpError | "offline" } | null> {
    if (this.#token !== null) {
      // Ten milliseconds where the server still knows this connection; otherwise the ticket below.
      const room = await this.#enter(this.#client.reconnect<CircleMirror>(this.#token));
      if (room !== null) return ended.aborted ? leaveQuietly(room) : { room, kind: "circle" };
    }
    const ticket = await this.#parts.ticket();
    if ("error" in ticket) return ticket;
    if (ended.aborted) return null;
    const { roomId, room: kind } = ticket;
    const options = { ticket: ticket.ticket };
    const room = await this.#enter(this.#client.joinById<CircleMirror>(roomId, options));
    if (room === null) return { error: "offline" };
    return ended.aborted ? leaveQuietly(room) : { room, kind };
  }

  async #enter(joining: Promise<AnyRoom>): Promise<AnyRoom | null> {
    try {
      const room = await within(TRY_MS, joining, leaveQuietly);
      // Its own way back takes seconds over a half-open socket; ours does not.
      room.reconnection.enabled = false;
      return room;
    } catch {
      return null;
    }
  }

  /** Resolves with the close code when this connection ends. */
  #stay({ room, kind }: Joined): Promise<number> {
    this.#room = room;
    const stop = kind === "circle" ? this.#sitDown(room) : this.#wait(room);
    return new Promise((resolve) => {
      room.onLeave((code) => {
        stop();
        if (this.#room === room) this.#room = null;
        resolve(code);
      });
    });
  }

  #sitDown(room: AnyRoom): () => void {
    this.#token = room.reconnectionToken;
    const stop = openCircleLine(room, this.#store, this.#outbox);
    this.#tell({ kind: "in" });
    return stop;
  }

  #wait(room: AnyRoom): () => void {
    this.#token = null;
    const on = <K extends keyof DoorMessages>(type: K, take: (message: DoorMessages[K]) => void) =>
      room.onMessage<DoorMessages[K]>(type, take);
    on("waiting", ({ since }) => this.#tell({ kind: "at-the-door", since }));
    on("admitted", () => undefined);
    on("not-now", () => this.#tell({ kind: "not-now" }));
    on("ended", () => this.#tell({ kind: "ended" }));
    return () => undefined;
  }
}

function leaveQuietly(room: AnyRoom): null {
  room.connection.close();
  return null;
}

function linkOf(error: HttpError | "offline"): Link {
  if (error === "was-removed") return { kind: "removed" };
  if (error === "meeting-ended") return { kind: "ended" };
  return { kind: "failed", error };
}
