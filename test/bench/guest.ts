import type { Room } from "@colyseus/sdk";

import { type CircleMirror, readMirror } from "#protocol/circle-mirror.ts";
import type { VoicePass } from "#protocol/messages.ts";
import { POSE_HZ, POSE_UP } from "#protocol/pose-codec.ts";
import { PoseSampler } from "#protocol/pose-sampler.ts";
import type { OwnView } from "#rules/circle/view.ts";
import type { Cell } from "#rules/presence/cell.ts";

import { demoPose } from "../../server/start/demo-motion.ts";
import { DemoVisitor } from "../../server/start/demo-visitor.ts";
import { DemoVoice } from "../../server/start/demo-voice.ts";
import { newPose } from "../kit/motion.ts";

export interface GuestWish {
  readonly origin: string;
  readonly code: string;
  readonly index: number;
  readonly cells: readonly Cell[];
  /** Makes this guest the facilitator, who lets everybody in at once. */
  readonly facilitatorKey?: string;
  /** Talks all the time, in a tone of this height. */
  readonly hz?: number;
}

/** Somebody for the browser to sit with: moves, and talks or lets people in. */
export class Guest {
  readonly meeting: string;
  readonly #room: Room<unknown, CircleMirror>;
  readonly #mover: NodeJS.Timeout;
  readonly #voice: DemoVoice | null;

  static async come(wish: GuestWish): Promise<Guest> {
    const visitor = new DemoVisitor(wish.origin, "");
    const { meeting } = await visitor.enter(wish.code, wish.facilitatorKey ?? null);
    const { room, seat } = await visitor.comeIn(meeting, new AbortController().signal);
    return new Guest(wish, meeting, room, seat);
  }

  private constructor(
    wish: GuestWish,
    meeting: string,
    room: Room<unknown, CircleMirror>,
    seat: string,
  ) {
    this.meeting = meeting;
    this.#room = room;
    this.#voice = wish.hz === undefined ? null : new DemoVoice(wish.hz);
    room.onMessage("*", () => undefined);
    room.onMessage("own", (own: OwnView) => {
      if (own.may.includes("open-door")) room.send("open-door", {});
      for (const { id } of own.console?.waiting ?? []) room.send("admit", { target: id });
    });
    room.onMessage("voice", (pass: VoicePass) => void this.#talk(wish.origin, pass));
    const sampler = new PoseSampler();
    const pose = newPose();
    this.#mover = setInterval(() => {
      const now = performance.now();
      const chair = readMirror(room.state).view.seats.find(({ id }) => id === seat)?.chair ?? -1;
      const cell = wish.cells[chair];
      if (cell === undefined) return;
      const bytes = sampler.take(demoPose(pose, cell, wish.index, now / 1000, true), 3, now);
      if (bytes !== null) room.sendBytes(POSE_UP, bytes);
    }, 1000 / POSE_HZ);
  }

  async #talk(origin: string, pass: VoicePass): Promise<void> {
    if (pass.state !== "on" || this.#voice === null) return;
    await this.#voice.open(`${origin.replace(/^http/, "ws")}/voice`, pass.ticket);
    this.#room.send("open-microphone", {});
    await this.#voice.speak();
  }

  async leave(): Promise<void> {
    clearInterval(this.#mover);
    await this.#voice?.close();
    await this.#room.leave(true);
  }
}
