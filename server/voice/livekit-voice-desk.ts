import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

import type { MeetingId, SeatId } from "#rules/ids.ts";

import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { VoiceDesk, VoiceListener, VoiceRights, VoiceState } from "../ports/voice-desk.ts";
import { type LiveKitApi, type LiveKitServer, openLiveKitApi } from "./livekit-api.ts";
import { MeetingVoice } from "./meeting-voice.ts";
import { VoiceBook } from "./voice-book.ts";
import type { VoiceConnection } from "./voice-connection.ts";
import { type VoiceDoor, VoiceGate } from "./voice-gate.ts";
import { VoiceHealth } from "./voice-health.ts";

const RECONCILE_EVERY_MS = 2000;
/** How often the list is asked while a fresh grant waits for its microphone. */
const LISTEN_EVERY_MS = 150;

/** A voice server that has just started may take longer for its first room than a call may last. */
const OPEN_TRIES = 4;

async function repeat(step: () => Promise<void> | undefined, tries: number): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (tries <= 1) {
      throw error;
    }
    await repeat(step, tries - 1);
  }
}

export interface DeskParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Is this page one of ours? Without it, an origin must name the host it speaks to. */
  readonly isOurOrigin?: ((origin: string) => boolean) | undefined;
}

/** Keeps permissions on LiveKit as the law has them, and lets nobody in but through its own gate. */
export class LiveKitVoiceDesk implements VoiceDesk, VoiceDoor {
  readonly #log: Log;
  readonly #book: VoiceBook;
  readonly #health: VoiceHealth;
  readonly #gate: VoiceGate;
  readonly #timers: readonly NodeJS.Timeout[];
  #api: LiveKitApi | null = null;
  #signalUrl = "";
  #wasOn = false;

  /** The voice server may still have to be found or built: `first` says so until `attach`. */
  constructor(first: VoiceState, { clock, log, isOurOrigin }: DeskParts) {
    this.#log = log;
    this.#book = new VoiceBook(clock);
    this.#health = new VoiceHealth(first, () => this.#api);
    this.#health.watch((state, before) => this.#tellMeetings(state, before));
    this.#gate = new VoiceGate(
      {
        isTicket: (shown) => this.#book.isTicket(shown),
        admit: (shown, cookie) => this.#book.admit(shown, cookie),
        freshToken: (connection) => this.#freshToken(connection),
        joined: (connection) => this.#book.meetingOf(connection)?.joined(connection),
        signalUrl: () => this.#signalUrl,
      },
      log,
      isOurOrigin,
    );
    this.#timers = [
      setInterval(() => this.#reconcile(() => true), RECONCILE_EVERY_MS),
      setInterval(
        () => this.#reconcile((meeting) => meeting.waitingForMicrophone),
        LISTEN_EVERY_MS,
      ),
    ];
  }

  /** The voice server is there now: use it. */
  attach(server: LiveKitServer): void {
    this.#api = openLiveKitApi(server);
    this.#signalUrl = server.url.replace(/^http/, "ws").replace(/\/$/, "");
    void this.#health.check();
  }

  /** Why there is none yet. */
  explain(state: VoiceState): void {
    if (this.#api === null) {
      this.#health.become(state);
    }
  }

  /** A webhook said that something changed in this room; the list is the truth. */
  hint(room: string): void {
    void this.#book.byRoom(room)?.reconcile();
  }

  state(): VoiceState {
    return this.#health.state;
  }

  onStateChange(call: (state: VoiceState) => void): () => void {
    return this.#health.watch(call);
  }

  open(meeting: MeetingId, listener: VoiceListener): void {
    if (!this.#book.meetings.has(meeting)) {
      this.#book.meetings.set(meeting, new MeetingVoice(() => this.#api, listener, this.#log));
    }
  }

  setRights(meeting: MeetingId, rights: VoiceRights): void {
    this.#book.meetings.get(meeting)?.setRights(rights);
  }

  /** Who would hear this seat this moment, as the voice server was told. */
  hearersOf(meeting: MeetingId, seat: SeatId): readonly SeatId[] {
    return this.#book.meetings.get(meeting)?.hearersOf(seat) ?? [];
  }

  ticket(meeting: MeetingId, seat: SeatId): string {
    // Whoever gets one comes at once: the room is made while they are on their way.
    const room = this.#book.meetings.get(meeting)?.room;
    if (room !== undefined) {
      void this.#api?.openRoom(room).catch(() => undefined);
    }
    return this.#book.promise(meeting, seat);
  }

  expel(meeting: MeetingId, seat: SeatId): void {
    const voice = this.#book.meetings.get(meeting);
    if (voice !== undefined) {
      this.#book.forget(voice, seat);
      voice.expel(seat);
    }
  }

  async close(meeting: MeetingId): Promise<void> {
    const voice = this.#book.meetings.get(meeting);
    this.#book.meetings.delete(meeting);
    if (voice !== undefined) {
      this.#book.forget(voice, null);
      await voice.close();
    }
  }

  /** Ends every meeting's voice and all timers. */
  async closeAll(): Promise<void> {
    this.#timers.forEach((timer) => clearInterval(timer));
    this.#health.close();
    await Promise.all([...this.#book.meetings.keys()].map((meeting) => this.close(meeting)));
  }

  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    return this.#gate.handleUpgrade(req, socket, head);
  }

  handleRequest(req: IncomingMessage, res: ServerResponse): boolean {
    return this.#gate.handleRequest(req, res);
  }

  async #freshToken(connection: VoiceConnection): Promise<string> {
    const meeting = this.#book.meetingOf(connection);
    if (this.#api === null || meeting === undefined) {
      throw new Error("voice is not there");
    }
    // Rooms do not make themselves, and an empty one ends after a minute.
    await repeat(() => this.#api?.openRoom(meeting.room), OPEN_TRIES);
    return this.#api.token(
      meeting.room,
      connection.identity,
      meeting.maySubscribe(connection.seat),
    );
  }

  #reconcile(which: (meeting: MeetingVoice) => boolean): void {
    if (this.#health.state.state === "on") {
      this.#book.meetings.forEach((meeting) => void (which(meeting) && meeting.reconcile()));
    }
  }

  #tellMeetings(state: VoiceState, before: VoiceState): void {
    if (before.state === "on" && state.state !== "on") {
      this.#log.warn("voice-lost");
      this.#book.meetings.forEach((meeting) => meeting.listener.voiceLost());
    }
    if (state.state === "on" && before.state !== "on") {
      if (this.#wasOn) {
        this.#log.info("voice-returned");
        this.#book.meetings.forEach((meeting) => meeting.listener.voiceReturned());
      }
      this.#wasOn = true;
      this.#reconcile(() => true);
    }
  }
}
