import type { Room } from "@colyseus/sdk";

import { type CircleMirror, readMirror } from "#protocol/circle-mirror.ts";
import type { VoicePass } from "#protocol/messages.ts";
import { POSE_HZ, POSE_UP, POSES_DOWN } from "#protocol/pose-codec.ts";
import { PoseSampler } from "#protocol/pose-sampler.ts";
import type { Wish } from "#rules/circle/commands.ts";
import type { CircleView, OwnView } from "#rules/circle/view.ts";
import type { Cell } from "#rules/presence/cell.ts";

import { demoPose } from "./demo-motion.ts";
import type { DemoVoice } from "./demo-voice.ts";

const BOTH_HANDS = 3;
/** How long they think before they take the piece, and how long they hold it. */
const THINK_MS = 1500;
const TURN_MS = 7000;
/** One turn in so many is passed on at once. */
const PASS_ONE_IN = 6;

const LINES = [
  "Thank you for that.",
  "I know this feeling well.",
  "It helps to hear that others go through it too.",
  "Taking a breath with you all.",
  "That stays with me.",
] as const;

/** The steps of a friendly scale, so that voices can be told apart by ear. */
export const toneOf = (index: number): number =>
  Math.round(220 * 2 ** (((index * 5) % 12) / 12 + Math.floor(index / 12)));

/** Somebody in the circle who moves, speaks in a tone, takes turns, and leads where the facilitator's seat is theirs. */
export class DemoMember {
  readonly name: string;
  readonly #room: Room<unknown, CircleMirror>;
  readonly #seat: string;
  readonly #index: number;
  readonly #cells: readonly Cell[];
  readonly #url: string;
  readonly #onTurn: (words: string) => void;
  readonly #sampler = new PoseSampler();
  readonly #pose = new Float32Array(21);
  readonly #timers = new Set<NodeJS.Timeout>();
  #voice: DemoVoice | null = null;
  #view: CircleView | null = null;
  #own: OwnView | null = null;
  /** What was answered already: a state comes more than once. */
  #answered = "";
  #asked = "";
  #closed = false;

  constructor(parts: {
    readonly name: string;
    readonly room: Room<unknown, CircleMirror>;
    readonly seat: string;
    readonly index: number;
    readonly cells: readonly Cell[];
    readonly voiceUrl: string;
    readonly onTurn: (words: string) => void;
  }) {
    this.name = parts.name;
    this.#room = parts.room;
    this.#seat = parts.seat;
    this.#index = parts.index;
    this.#cells = parts.cells;
    this.#url = parts.voiceUrl;
    this.#onTurn = parts.onTurn;
    this.#listen();
  }

  get speaking(): boolean {
    return this.#view?.seats.find(({ id }) => id === this.#seat)?.live ?? false;
  }

  async leave(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#voice?.close();
    await this.#room.leave(true).catch(() => undefined);
  }

  #listen(): void {
    this.#room.onStateChange((mirror) => {
      this.#view = readMirror(mirror).view;
      this.#act();
    });
    this.#room.onMessage("own", (own: OwnView) => {
      this.#own = own;
      this.#act();
    });
    this.#room.onMessage("voice", (pass: VoicePass) => void this.#openVoice(pass));
    for (const type of ["notice", "past", "line", "refused", "done", "clock", POSES_DOWN])
      this.#room.onMessage(type, () => undefined);
    const mover = setInterval(() => this.#move(), 1000 / POSE_HZ);
    this.#timers.add(mover);
    this.#room.onLeave(() => clearInterval(mover));
  }

  #move(): void {
    const chair = this.#view?.seats.find(({ id }) => id === this.#seat)?.chair;
    const cell = this.#cells[chair ?? -1];
    if (cell === undefined) return;
    const now = performance.now();
    demoPose(this.#pose, cell, this.#index, now / 1000, this.speaking);
    const bytes = this.#sampler.take(this.#pose, BOTH_HANDS, now);
    if (bytes !== null) this.#room.sendBytes(POSE_UP, bytes);
  }

  async #openVoice(pass: VoicePass): Promise<void> {
    if (pass.state !== "on" || this.#voice !== null || this.#closed) return;
    try {
      const made = await import("./demo-voice.ts");
      this.#voice = new made.DemoVoice(toneOf(this.#index));
      await this.#voice.open(this.#url, pass.ticket);
    } catch {
      // The next ticket is a new chance; until then they write.
      this.#voice = null;
    }
  }

  #wish({ type, ...payload }: Wish): void {
    if (!this.#closed) this.#room.send(type, payload);
  }

  #later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (!this.#closed) act();
    }, ms);
    this.#timers.add(timer);
  }

  #act(): void {
    const view = this.#view;
    if (view === null || this.#closed) return;
    void (this.speaking ? this.#voice?.speak() : this.#voice?.silent());
    this.#takePart(view);
    this.#lead(view);
  }

  #takePart({ floor, round }: CircleView): void {
    const matter = `${round.number} ${floor.kind} ${floor.by} ${floor.lane}`;
    if (floor.by !== this.#seat || matter === this.#answered) return;
    this.#answered = matter;
    if (floor.kind === "offered") {
      const passes = Math.random() * PASS_ONE_IN < 1;
      this.#later(THINK_MS, () => this.#wish({ type: passes ? "pass" : "take-piece" }));
      if (passes) this.#onTurn(`${this.name} passes`);
    } else if (floor.kind === "held") {
      const how =
        floor.lane === "voice" ? `speaks (a tone of ${toneOf(this.#index)} Hz)` : "writes";
      this.#onTurn(`round ${round.number}: ${this.name} ${how}`);
      if (floor.lane === "text" || this.#index % 2 === 0)
        this.#later(TURN_MS / 2, () => this.#say());
      this.#later(TURN_MS, () => this.#wish({ type: "hand-on" }));
    }
  }

  #say(): void {
    const text = LINES[Math.floor(Math.random() * LINES.length)] ?? LINES[0];
    this.#room.send("line", { id: crypto.randomUUID(), text });
  }

  /** What whoever facilitates does next, once each: open, admit, start, begin round after round. */
  #lead(view: CircleView): void {
    const own = this.#own;
    if (own === null || own.console === null || view.leader !== this.#seat) return;
    for (const { id } of own.console.waiting) this.#ask({ type: "admit", target: id });
    const step = nextStep(view, own);
    if (step !== null) this.#ask(step, THINK_MS);
  }

  #ask(wish: Wish, afterMs = 0): void {
    const view = this.#view;
    const matter = `${JSON.stringify(wish)} ${view?.phase} ${view?.round.number} ${view?.segment.index}`;
    if (matter === this.#asked) return;
    this.#asked = matter;
    this.#later(afterMs, () => this.#wish(wish));
  }
}

const ENOUGH = 2;

function nextStep(view: CircleView, own: OwnView): Wish | null {
  if (own.may.includes("open-door")) return { type: "open-door" };
  if (view.phase === "lobby" && view.seats.length >= ENOUGH) return { type: "start-meeting" };
  if (view.phase !== "meeting") return null;
  if (view.round.state !== "running" && own.may.includes("start-round"))
    return { type: "start-round" };
  if (view.round.state === "complete" && own.may.includes("close-round"))
    return { type: "close-round" };
  return null;
}
