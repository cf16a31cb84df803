import { randomBytes } from "node:crypto";

import type { Ms, SeatId } from "#rules/ids.ts";

import type { Clock } from "../ports/clock.ts";

const LIFE_MS: Ms = 30_000;
const TICKET_BYTES = 24;

export interface TicketHolder {
  readonly roomId: string;
  readonly seat: SeatId;
}

/** Tickets to rooms: 192 bits, one use, 30 s, one a seat: a newer one makes the older worthless. */
export class Tickets {
  readonly #live = new Map<string, TicketHolder & { readonly until: Ms }>();
  readonly #newest = new Map<SeatId, string>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issue(holder: TicketHolder): string {
    this.#forgetOld();
    this.#live.delete(this.#newest.get(holder.seat) ?? "");
    const ticket = randomBytes(TICKET_BYTES).toString("base64url");
    this.#live.set(ticket, { ...holder, until: this.#clock.now() + LIFE_MS });
    this.#newest.set(holder.seat, ticket);
    return ticket;
  }

  redeem(ticket: unknown): TicketHolder | null {
    if (typeof ticket !== "string") return null;
    const holder = this.#live.get(ticket);
    this.#live.delete(ticket);
    return holder !== undefined && holder.until > this.#clock.now()
      ? { roomId: holder.roomId, seat: holder.seat }
      : null;
  }

  #forgetOld(): void {
    const now = this.#clock.now();
    for (const [ticket, { until, seat }] of this.#live) {
      if (until > now) continue;
      this.#live.delete(ticket);
      if (this.#newest.get(seat) === ticket) this.#newest.delete(seat);
    }
  }
}
