import { Client, type Room } from "@colyseus/sdk";

import { type CircleMirror, readMirror } from "#protocol/circle-mirror.ts";
import { enteredShape, type Ticket, ticketShape } from "#protocol/http-shapes.ts";
import type { ServerMessages } from "#protocol/messages.ts";
import { PROTOCOL_VERSION } from "#protocol/version.ts";
import type { Wish } from "#rules/circle/commands.ts";
import type { CircleView, OwnView } from "#rules/circle/view.ts";
import { lookFromSeed } from "#rules/people/look.ts";

import { Visitor } from "./running-hearth.ts";

/** A house to come to: in this process or in one of its own. */
export interface House {
  readonly url: string;
  readonly code: string;
  readonly facilitatorKey: string;
}

type Heard = { [K in keyof ServerMessages]: ServerMessages[K][] };

/** A scripted member over real HTTP and a real room socket; voice is not its business. */
export class Sitter {
  readonly visitor: Visitor;
  readonly name: string;
  readonly hearth: House;
  readonly heard: Partial<Heard> = {};
  own: OwnView | null = null;
  view: CircleView | null = null;
  closedWith: number | null = null;
  meetingId = "";
  seat = "";
  #room: Room | null = null;
  readonly #wakers = new Set<() => void>();

  constructor(hearth: House, name: string) {
    this.hearth = hearth;
    this.name = name;
    this.visitor = new Visitor(hearth);
  }

  get room(): Room {
    if (!this.#room) throw new Error(`${this.name} has not come in`);
    return this.#room;
  }

  /** Through the invitation, up to the door. */
  async enter(facilitatorKey?: string): Promise<this> {
    const answer = await this.visitor.post(`/api/invitations/${this.hearth.code}/enter`, {
      name: this.name,
      look: lookFromSeed(
        Array.from(this.name).reduce((sum, sign) => sum * 31 + sign.charCodeAt(0), 7),
      ),
      microphone: true,
      ...(facilitatorKey === undefined ? {} : { facilitatorKey }),
    });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    this.meetingId = enteredShape.parse(answer.body).meetingId;
    return this;
  }

  async ticket(): Promise<Ticket> {
    const answer = await this.visitor.post(`/api/meetings/${this.meetingId}/ticket`, {
      version: PROTOCOL_VERSION,
    });
    return ticketShape.parse(answer.body);
  }

  /** Takes the seat (or the place at the door) that is this member's now. */
  async sit(): Promise<Ticket["room"]> {
    const { room, roomId, ticket, seat } = await this.ticket();
    this.seat = seat;
    this.listenTo(await this.client().joinById(roomId, { ticket }));
    return room;
  }

  client(): Client {
    return new Client(this.hearth.url, { headers: { origin: this.hearth.url } });
  }

  listenTo(room: Room): void {
    this.#room = room;
    this.closedWith = null;
    room.reconnection.enabled = false;
    room.onStateChange((state: CircleMirror) => {
      this.view = readMirror(state).view;
      this.#wake();
    });
    room.onMessage("*", (type: string | number, message: unknown) => {
      if (typeof type !== "string") return;
      const list = ((this.heard as Record<string, unknown[]>)[type] ??= []);
      list.push(message);
      if (type === "own") this.own = message as OwnView;
      this.#wake();
    });
    const closed = (code: number): void => {
      this.closedWith = code;
      this.#wake();
    };
    room.onLeave(closed);
    room.onDrop(closed);
  }

  wish(wish: Wish): void {
    const { type, ...payload } = wish;
    this.room.send(type, payload);
  }

  /** Waits until it is so: no clock, only news. Vitest's own limit ends what never comes. */
  async until<T>(what: (me: this) => T | false | null | undefined): Promise<T> {
    for (;;) {
      const found = what(this);
      if (found !== false && found !== null && found !== undefined) return found;
      await new Promise<void>((wake) => this.#wakers.add(wake));
    }
  }

  async leave(): Promise<void> {
    await this.#room?.leave();
  }

  #wake(): void {
    const wakers = [...this.#wakers];
    this.#wakers.clear();
    for (const wake of wakers) wake();
  }
}

/** A facilitator and members, all admitted and seated. */
export async function seatedCircle(
  hearth: House,
  names: readonly string[],
): Promise<{ readonly host: Sitter; readonly members: readonly Sitter[] }> {
  const host = await new Sitter(hearth, "Warm Hazel").enter(hearth.facilitatorKey);
  await host.sit();
  host.wish({ type: "open-door" });
  const members: Sitter[] = [];
  for (const name of names) {
    const member = await new Sitter(hearth, name).enter();
    if ((await member.sit()) === "door") {
      const waiting = await host.until(({ own }) =>
        own?.console?.waiting.find(({ id }) => id === member.seat),
      );
      host.wish({ type: "admit", target: waiting.id });
      await member.until(({ closedWith }) => closedWith !== null);
      await member.sit();
    }
    await member.until(({ own, view }) => own !== null && view !== null);
    members.push(member);
  }
  return { host, members };
}
