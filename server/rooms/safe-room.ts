import { randomBytes } from "node:crypto";

import { type Client, CloseCode, Room } from "@colyseus/core";

import { CLOSE } from "#protocol/messages.ts";
import { asSeatId, type SeatId } from "#rules/ids.ts";

import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import { Budget, type Kind } from "./budget.ts";
import type { TicketHolder } from "./tickets.ts";

/** What a client may get wrong before it is shown out: a broken page does it once or twice, an attacker all the time. */
const STRIKES_MOST = 3;
/** A seat is kept for this long after the link is lost. */
const KEPT_S = 900;
const TOKEN_BYTES = 24;

interface Standing {
  readonly budget: Budget;
  strikes: number;
  /** Shown out, or replaced: nothing this connection ever held works again. */
  noReturn: boolean;
}

export type SafeClient = Client<{ auth: TicketHolder; userData: Standing }>;

/** Whose connection this is: decided by the ticket, never by what the client says. */
export const seatOf = (client: SafeClient): SeatId => client.auth?.seat ?? asSeatId("");

/** Bytes handed to this connection's socket that have not left yet. */
export const backlogOf = (client: SafeClient): number =>
  (client.ref as unknown as { readonly bufferedAmount?: number }).bufferedAmount ?? 0;

export interface RoomTools {
  readonly log: Log;
  readonly clock: Clock;
}

/**
 * The base of every room. Handles what Colyseus leaves open: an exception ends one message and not the process, a member
 * has one connection, tokens are long and change, nobody shown out comes back.
 */
export abstract class SafeRoom extends Room<{ client: SafeClient }> {
  override maxMessagesPerSecond = 80;
  override autoDispose = false;
  protected abstract readonly tools: RoomTools;
  readonly #clients = new Map<SeatId, SafeClient>();

  /** May this seat be here (still)? Asked when it comes and whenever it comes back. */
  protected abstract admits(seat: SeatId): boolean;
  protected abstract came(client: SafeClient, seat: SeatId, again: boolean): void;
  protected abstract lost(seat: SeatId): void;
  protected abstract left(seat: SeatId): void;

  protected clientOf(seat: SeatId): SafeClient | undefined {
    return this.#clients.get(seat);
  }

  protected get present(): Iterable<readonly [SeatId, SafeClient]> {
    return this.#clients;
  }

  override onUncaughtException(_error: Error, methodName: string): void {
    this.tools.log.warn("room-exception", { method: methodName });
  }

  override onJoin(client: SafeClient): void {
    const { seat, roomId } = client.auth ?? { seat: "", roomId: "" };
    if (roomId !== this.roomId || !this.admits(seat as SeatId)) throw new Error("not admitted");
    client.userData = { budget: new Budget(), strikes: 0, noReturn: false };
    this.#takeOver(client, seat as SeatId);
    this.came(client, seat as SeatId, false);
  }

  override onReconnect(client: SafeClient): void {
    const { seat } = client.auth ?? { seat: "" as SeatId };
    if (client.userData?.noReturn !== false || !this.admits(seat)) throw new Error("not admitted");
    this.#takeOver(client, seat);
    this.came(client, seat, true);
  }

  /** Not awaited on purpose: an awaited hold keeps a flooder's socket open for its whole length. */
  override onDrop(client: SafeClient, code?: number): void {
    const seat = client.auth?.seat;
    if (seat === undefined || this.#clients.get(seat) !== client) return;
    this.#clients.delete(seat);
    if (code === CloseCode.WITH_ERROR && client.userData) client.userData.noReturn = true;
    if (!client.userData?.noReturn) this.allowReconnection(client, KEPT_S).catch(() => {});
    this.lost(seat);
  }

  override onLeave(client: SafeClient, code?: number): void {
    const seat = client.auth?.seat;
    if (seat === undefined || this.#clients.get(seat) !== client) return;
    this.#clients.delete(seat);
    if (code === CloseCode.CONSENTED) this.left(seat);
    else this.lost(seat);
  }

  /** Closes this connection for good. */
  protected showOut(client: SafeClient, code: number): void {
    if (client.userData) client.userData.noReturn = true;
    client.leave(code);
  }

  /** False: too fast or too often wrong; the message is not to be looked at. */
  protected affords(client: SafeClient, kind: Kind): boolean {
    if (client.userData?.noReturn !== false) return false;
    return client.userData.budget.spend(kind, this.tools.clock.now());
  }

  /** A message no page of ours would send. */
  protected strike(client: SafeClient): void {
    if (!client.userData) return;
    client.userData.strikes += 1;
    if (client.userData.strikes >= STRIKES_MOST) this.showOut(client, CLOSE.tooFast);
  }

  #takeOver(client: SafeClient, seat: SeatId): void {
    const older = this.#clients.get(seat);
    this.#clients.set(seat, client);
    if (older !== undefined && older !== client) this.showOut(older, CLOSE.moved);
    client.reconnectionToken = randomBytes(TOKEN_BYTES).toString("base64url");
  }
}
