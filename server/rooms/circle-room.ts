import type { z } from "zod";

import { CircleMirror, writeMirror } from "#protocol/circle-mirror.ts";
import { CLOSE, otherShapes, type ServerMessages, wishShapes } from "#protocol/messages.ts";
import { POSE_UP, POSES_DOWN } from "#protocol/pose-codec.ts";
import type { Wish } from "#rules/circle/commands.ts";
import type { Notice } from "#rules/circle/view.ts";
import { circleView, ownView } from "#rules/circle/views.ts";
import type { SeatId } from "#rules/ids.ts";

import type { CircleDesk } from "./circle-desk.ts";
import type { Change, Meeting } from "./meeting.ts";
import type { PoseRelay } from "./pose-relay.ts";
import { backlogOf, type RoomTools, type SafeClient, SafeRoom, seatOf } from "./safe-room.ts";
import type { Tickets } from "./tickets.ts";

export interface CircleOptions {
  readonly meeting: Meeting;
  readonly desk: CircleDesk;
  readonly relay: PoseRelay;
  readonly tools: RoomTools;
}

/** Detection of a dead link takes up to 2.4 s; with this, everybody knows within 5. */
export const BLINK_MS = 2200;
/** From being let in to the first word of the own socket. */
const COMING_MS = 20_000;

type Others = { [K in keyof typeof otherShapes]: z.infer<(typeof otherShapes)[K]> };

/** The circle's room: passes messages to the law and its answers back. It decides nothing. */
export class CircleRoom extends SafeRoom {
  static tickets: Tickets;
  override state = new CircleMirror();
  /** Changes are sent as they happen; this only sweeps up. */
  override patchRate = 100;
  protected override tools!: RoomTools;
  #meeting!: Meeting;
  #desk!: CircleDesk;
  #relay!: PoseRelay;
  /** What each person was last told about themselves. */
  readonly #told = new Map<SeatId, string>();
  /** Links that may be back in a moment. */
  readonly #awaited = new Map<SeatId, () => void>();
  #stopListening: (() => void)[] = [];

  static override async onAuth(_token: string, options: { ticket?: unknown } | undefined) {
    return CircleRoom.tickets.redeem(options?.ticket) ?? false;
  }

  override onCreate({
    meeting,
    desk,
    relay,
    tools,
    roomId,
  }: CircleOptions & { roomId: string }): void {
    this.roomId = roomId;
    this.#meeting = meeting;
    this.#desk = desk;
    this.#relay = relay;
    this.tools = tools;
    this.#listenToWishes();
    this.#listenToOthers();
    this.#stopListening = [
      meeting.onChange((change) => this.#tell(change)),
      desk.onVoiceChange(() => this.#refresh()),
      desk.onPass((seat, pass) => this.#send(seat, "voice", pass)),
      desk.onNotice((notice) => this.#notify(notice)),
      desk.onLine((line, readers) => {
        if (readers === null) this.#everybody("line", line);
        else for (const seat of readers) this.#send(seat, "line", line);
      }),
    ];
    this.#refresh();
  }

  override onDispose(): void {
    for (const stop of this.#stopListening) stop();
  }

  protected override admits(seat: SeatId): boolean {
    return this.#meeting.circle.seats.some(
      ({ id, presence }) => id === seat && presence !== "left",
    );
  }

  protected override came(client: SafeClient, seat: SeatId): void {
    this.#awaited.get(seat)?.();
    this.#awaited.delete(seat);
    const chair = this.#meeting.circle.seats.find(({ id }) => id === seat)?.chair ?? 0;
    this.#relay.joined(
      seat,
      chair,
      (bytes) => client.sendBytes(POSES_DOWN, bytes),
      () => backlogOf(client),
    );
    this.#told.delete(seat);
    this.#tellOwn(seat);
    void this.#desk.past().then((lines) => {
      this.#send(seat, "past", { lines, notices: this.#meeting.notices });
    });
    this.#desk.passFor(seat);
    void this.#meeting.report({ type: "link-returned", seat });
  }

  /** A link that is back within a moment was never away: nobody is told, no turn stops. */
  protected override lost(seat: SeatId): void {
    this.#awaited.get(seat)?.();
    const { clock } = this.tools;
    this.#awaited.set(
      seat,
      clock.wakeAt(clock.now() + BLINK_MS, () => this.#missed(seat)),
    );
  }

  #missed(seat: SeatId): void {
    if (this.clientOf(seat) !== undefined) return;
    this.#relay.left(seat);
    void this.#meeting.report({ type: "link-lost", seat });
  }

  protected override left(seat: SeatId): void {
    this.#relay.left(seat);
    void this.#meeting.wish(seat, { type: "leave" });
  }

  #listenToWishes(): void {
    for (const type of Object.keys(wishShapes) as Wish["type"][]) {
      this.onMessage(type, (client: SafeClient, payload: unknown) => {
        const shape = wishShapes[type].safeParse(payload ?? {});
        if (!shape.success) this.#misunderstood(client, type);
        else if (!this.affords(client, "wish")) this.#refuse(client, type, "too-fast");
        else this.#wish(client, { type, ...shape.data } as Wish);
      });
    }
  }

  #listenToOthers(): void {
    this.#on("clock", "clock", (client, { sent }) =>
      this.#send(seatOf(client), "clock", { sent, now: this.tools.clock.now() }),
    );
    this.#on("line", "line", (client, line) =>
      this.#answer(client, "line", this.#desk.line(seatOf(client), line)),
    );
    this.#on("report", "wish", (client, report) => {
      void this.#desk.report(seatOf(client), report).then((saved) => {
        if (saved) this.#send(seatOf(client), "done", { what: "report" });
        else this.#refuse(client, "report", "not-saved");
      });
    });
    // Asking for help is never limited away: repeats are one call.
    this.onMessage("help-now", (client: SafeClient) => {
      void this.#desk.helpNow(seatOf(client)).then((saved) => {
        if (saved) this.#send(seatOf(client), "done", { what: "help-now" });
        else this.#refuse(client, "help-now", "not-saved");
      });
    });
    this.#on("voice-ticket", "wish", (client) => this.#desk.passFor(seatOf(client)));
    this.onMessageBytes(POSE_UP, (client: SafeClient, bytes: Uint8Array) => {
      if (!this.affords(client, "pose")) return;
      if (!this.#relay.receive(seatOf(client), bytes)) this.strike(client);
    });
    this.onMessage("*", (client) => this.strike(client));
  }

  #on<K extends keyof Others>(
    type: K,
    kind: "clock" | "line" | "wish",
    act: (client: SafeClient, message: Others[K]) => void,
  ): void {
    this.onMessage(type, (client: SafeClient, payload: unknown) => {
      const shape = otherShapes[type].safeParse(payload ?? {});
      if (!shape.success) this.#misunderstood(client, type);
      else if (!this.affords(client, kind)) this.#refuse(client, type, "too-fast");
      else act(client, shape.data as Others[K]);
    });
  }

  #wish(client: SafeClient, wish: Wish): void {
    this.#answer(client, wish.type, this.#meeting.wish(seatOf(client), wish));
  }

  #answer(
    client: SafeClient,
    wish: string,
    answer: Promise<ServerMessages["refused"]["refusal"] | null>,
  ): void {
    void answer.then((refusal) => {
      if (refusal !== null) this.#refuse(client, wish, refusal);
    });
  }

  #misunderstood(client: SafeClient, wish: string): void {
    this.#refuse(client, wish, "not-understood");
    this.strike(client);
  }

  #refuse(client: SafeClient, wish: string, refusal: ServerMessages["refused"]["refusal"]): void {
    this.#send(seatOf(client), "refused", { wish, refusal });
  }

  #tell({ before, after, events, notices }: Change): void {
    this.#refresh();
    for (const notice of notices) this.#notify(notice);
    for (const { id, chair } of after.seats) {
      const was = before.seats.find((seat) => seat.id === id);
      if (was !== undefined && was.chair !== chair) this.#relay.moved(id, chair);
    }
    for (const [seat, client] of this.present) {
      if (after.removed.includes(seat)) this.showOut(client, CLOSE.removed);
      else if (after.phase === "ended") this.showOut(client, CLOSE.ended);
      else if (!this.admits(seat)) this.showOut(client, CLOSE.left);
      else this.#tellOwn(seat);
    }
    for (const event of events) if (event.type === "sat-down") this.#expect(event.seat);
    if (events.length > 0) this.broadcastPatch();
  }

  /** Whoever was let in comes with a socket of their own soon, or is not here. */
  #expect(seat: SeatId): void {
    const { clock } = this.tools;
    clock.wakeAt(clock.now() + COMING_MS, () => this.#missed(seat));
  }

  #refresh(): void {
    writeMirror(circleView(this.#meeting.circle), this.#desk.voiceIds, this.state);
  }

  #tellOwn(seat: SeatId): void {
    const own = ownView(this.#meeting.circle, seat);
    const text = JSON.stringify(own);
    if (this.#told.get(seat) === text) return;
    this.#told.set(seat, text);
    this.#send(seat, "own", own);
  }

  #notify(notice: Notice): void {
    for (const [seat] of this.present) {
      const me = this.#meeting.circle.seats.find(({ id }) => id === seat);
      const meant =
        notice.to === "all" ||
        notice.to === seat ||
        (notice.to === "facilitators" && me !== undefined && me.role !== "member");
      if (meant) this.#send(seat, "notice", notice);
    }
  }

  #everybody<K extends keyof ServerMessages>(type: K, message: ServerMessages[K]): void {
    for (const [seat] of this.present) this.#send(seat, type, message);
  }

  #send<K extends keyof ServerMessages>(seat: SeatId, type: K, message: ServerMessages[K]): void {
    this.clientOf(seat)?.send(type, message);
  }
}
