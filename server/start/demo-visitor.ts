import { Client, type Room } from "@colyseus/sdk";

import type { CircleMirror } from "#protocol/circle-mirror.ts";
import { enteredShape, invitationShape, ticketShape, type Ticket } from "#protocol/http-shapes.ts";
import { PROTOCOL_VERSION } from "#protocol/version.ts";

/** A browser as far as HTTP goes: keeps its cookie. */
export class DemoVisitor {
  readonly #origin: string;
  cookie: string;

  constructor(origin: string, cookie: string) {
    this.#origin = origin;
    this.cookie = cookie;
  }

  /** Through the invitation, as this name; answers the meeting. */
  async enter(
    code: string,
    facilitatorKey: string | null,
  ): Promise<{ name: string; meeting: string }> {
    const invitation = invitationShape.parse(await this.#ask(`/api/invitations/${code}`));
    const { name, look } = invitation.known ?? invitation.suggestion;
    const body = {
      name,
      look,
      microphone: true,
      ...(facilitatorKey === null ? {} : { facilitatorKey }),
    };
    const entered = enteredShape.parse(await this.#ask(`/api/invitations/${code}/enter`, body));
    return { name, meeting: entered.meetingId };
  }

  async ticket(meeting: string): Promise<Ticket> {
    return ticketShape.parse(
      await this.#ask(`/api/meetings/${meeting}/ticket`, { version: PROTOCOL_VERSION }),
    );
  }

  /** Waits at the door until somebody opens it, then comes in. */
  async comeIn(
    meeting: string,
    ended: AbortSignal,
  ): Promise<{ room: Room<unknown, CircleMirror>; seat: string }> {
    const client = new Client(this.#origin, { headers: { origin: this.#origin } });
    for (;;) {
      const ticket = await this.ticket(meeting);
      const room = await client.joinById<CircleMirror>(ticket.roomId, {
        ticket: ticket.ticket,
      });
      room.reconnection.enabled = false;
      if (ticket.room === "circle") return { room, seat: ticket.seat };
      const left = new Promise<void>((done) => room.onLeave(() => done()));
      for (const type of ["waiting", "admitted", "not-now", "ended"])
        room.onMessage(type, () => undefined);
      const stop = (): void => void room.leave();
      ended.addEventListener("abort", stop);
      await left;
      ended.removeEventListener("abort", stop);
      if (ended.aborted) throw new Error("the demo has ended");
    }
  }

  async #ask(path: string, body?: object): Promise<unknown> {
    const response = await fetch(this.#origin + path, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        origin: this.#origin,
        "sec-fetch-site": "same-origin",
        "content-type": "application/json",
        ...(this.cookie === "" ? {} : { cookie: this.cookie }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    this.cookie = response.headers.get("set-cookie")?.split(";")[0] ?? this.cookie;
    const answer: unknown = await response.json();
    if (response.ok) return answer;
    const { error = String(response.status) } = answer as { error?: string };
    throw new Error(error);
  }
}
