import { ClientState } from "@colyseus/core";

import { CLOSE, type DoorMessages } from "#protocol/messages.ts";
import type { SeatId } from "#rules/ids.ts";

import type { Change, Meeting } from "./meeting.ts";
import { type RoomTools, type SafeClient, SafeRoom, seatOf } from "./safe-room.ts";
import type { Tickets } from "./tickets.ts";

/** Somebody whose page is gone from the door for this long has left it. */
const DOOR_KEPT_MS = 30_000;
/** How often somebody on the way is looked for. */
const ARRIVING_MS = 50;

export interface DoorOptions {
  readonly meeting: Meeting;
  readonly tools: RoomTools;
}

/** Where people wait. It has no state and no list: whoever waits is told about themselves and nothing else. */
export class DoorRoom extends SafeRoom {
  static tickets: Tickets;
  protected override tools!: DoorOptions["tools"];
  #meeting!: Meeting;
  #stopListening: () => void = () => undefined;

  static override async onAuth(_token: string, options: { ticket?: unknown } | undefined) {
    return DoorRoom.tickets.redeem(options?.ticket) ?? false;
  }

  override onCreate({ meeting, tools, roomId }: DoorOptions & { roomId: string }): void {
    this.roomId = roomId;
    this.#meeting = meeting;
    this.tools = tools;
    this.onMessage("*", (client) => this.strike(client));
    this.#stopListening = meeting.onChange((change) => this.#tell(change));
  }

  override onDispose(): void {
    this.#stopListening();
  }

  protected override admits(seat: SeatId): boolean {
    return this.#meeting.circle.waiting.some(({ id }) => id === seat) || this.#isSeated(seat);
  }

  protected override came(client: SafeClient, seat: SeatId): void {
    if (this.#isSeated(seat)) {
      this.#letIn(client);
      return;
    }
    const { waiting, doorLocked } = this.#meeting.circle;
    const since = waiting.find(({ id }) => id === seat)?.since ?? 0;
    this.#send(client, "waiting", { since, doorLocked });
  }

  protected override lost(seat: SeatId): void {
    this.tools.clock.wakeAt(this.tools.clock.now() + DOOR_KEPT_MS, () => {
      if (this.clientOf(seat) === undefined) this.left(seat);
    });
  }

  protected override left(seat: SeatId): void {
    if (this.#isSeated(seat)) return;
    void this.#meeting.wish(seat, { type: "leave" });
  }

  #isSeated(seat: SeatId): boolean {
    return this.#meeting.circle.seats.some(
      ({ id, presence }) => id === seat && presence !== "left",
    );
  }

  #tell({ after, events }: Change): void {
    for (const [seat, client] of this.present) {
      if (this.#isSeated(seat)) this.#letIn(client);
      else if (events.some((event) => event.type === "turned-away" && event.seat === seat)) {
        this.#send(client, "not-now", {});
        this.showOut(client, CLOSE.notNow);
      } else if (after.phase === "ended") {
        this.#send(client, "ended", {});
        this.showOut(client, CLOSE.ended);
      }
    }
  }

  /** Whoever is still on the way to the door would take a closed one for a failure: they are let in once they stand there. */
  #letIn(client: SafeClient): void {
    if (this.clientOf(seatOf(client)) !== client) return;
    if (client.state !== ClientState.JOINED) {
      const { clock } = this.tools;
      clock.wakeAt(clock.now() + ARRIVING_MS, () => this.#letIn(client));
      return;
    }
    this.#send(client, "admitted", {});
    this.showOut(client, CLOSE.admitted);
  }

  #send<K extends keyof DoorMessages>(client: SafeClient, type: K, message: DoorMessages[K]): void {
    client.send(type, message);
  }
}
