import type { MeetingId, Ms, SeatId } from "#rules/ids.ts";

import type { Clock } from "../ports/clock.ts";
import type { MeetingVoice } from "./meeting-voice.ts";
import { sameSecret, secret, type VoiceConnection } from "./voice-connection.ts";

const TICKET_MS: Ms = 30_000;

interface Promised {
  readonly meeting: MeetingVoice;
  readonly seat: SeatId;
  readonly until: Ms;
}

/** The meetings that have voice, and the tickets that are out. */
export class VoiceBook {
  readonly meetings = new Map<MeetingId, MeetingVoice>();
  readonly #tickets = new Map<string, Promised>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A one-time ticket; the seat's earlier unused one is worth nothing from now on. */
  promise(meeting: MeetingId, seat: SeatId): string {
    const ticket = secret(24);
    const voice = this.meetings.get(meeting);
    if (voice !== undefined) {
      this.forget(voice, seat);
      this.#tickets.set(ticket, { meeting: voice, seat, until: this.#clock.now() + TICKET_MS });
    }
    return ticket;
  }

  isTicket(shown: string): boolean {
    return this.#tickets.has(shown);
  }

  /** Tickets of this seat, or of everybody in the meeting, open nothing any more. */
  forget(meeting: MeetingVoice, seat: SeatId | null): void {
    for (const [ticket, promised] of this.#tickets) {
      if (promised.meeting === meeting && (seat === null || promised.seat === seat)) {
        this.#tickets.delete(ticket);
      }
    }
  }

  /** The connection behind what somebody shows at the gate; null for everybody else. */
  admit(shown: string, cookie: (identity: string) => string | undefined): VoiceConnection | null {
    return this.isTicket(shown) ? this.#byTicket(shown) : this.#byPass(shown, cookie);
  }

  meetingOf(connection: VoiceConnection): MeetingVoice | undefined {
    return [...this.meetings.values()].find((meeting) => meeting.owns(connection));
  }

  byRoom(room: string): MeetingVoice | undefined {
    return [...this.meetings.values()].find((meeting) => meeting.room === room);
  }

  #byTicket(ticket: string): VoiceConnection | null {
    const promised = this.#tickets.get(ticket);
    this.#tickets.delete(ticket);
    return promised !== undefined &&
      this.#clock.now() <= promised.until &&
      promised.meeting.mayConnect(promised.seat)
      ? promised.meeting.begin(promised.seat, ticket)
      : null;
  }

  /** A used ticket opens the gate again for its own connection, as long as that is the seat's present one. */
  #byPass(shown: string, cookie: (identity: string) => string | undefined): VoiceConnection | null {
    for (const meeting of this.meetings.values()) {
      const connection = meeting.byPass(shown);
      if (connection !== null) {
        return sameSecret(cookie(connection.identity), connection.cookie) ? connection : null;
      }
    }
    return null;
  }
}
