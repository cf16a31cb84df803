import type { Line, ServerMessages, VoicePass } from "#protocol/messages.ts";
import { mayWrite, readersOf, rightsOf } from "#rules/circle/rights.ts";
import type { Notice } from "#rules/circle/view.ts";
import type { MeetingId, Ms, SeatId } from "#rules/ids.ts";

import type { Clock } from "../ports/clock.ts";
import type { Lines } from "../ports/lines.ts";
import type { Log } from "../ports/log.ts";
import type { Register } from "../ports/register.ts";
import type { Reports } from "../ports/reports.ts";
import type { VoiceDesk } from "../ports/voice-desk.ts";
import type { Change, Meeting } from "./meeting.ts";

const LINES_TOLD = 200;
/** Presses of "Help now" within this time are one call. */
const HELP_COLLAPSE_MS: Ms = 60_000;

export interface DeskParts {
  readonly lines: Lines;
  readonly reports: Reports;
  readonly register: Register;
  readonly voice: VoiceDesk;
  readonly clock: Clock;
  readonly log: Log;
}

type Report = Parameters<Reports["file"]>[0];

/** What a meeting needs done in the world: voice rights, lines of text, reports. */
export class CircleDesk {
  /** Seat → the random identity of its present voice connection. */
  readonly voiceIds = new Map<string, string>();
  readonly #meeting: Meeting;
  readonly #parts: DeskParts;
  readonly #helpAskedAt = new Map<SeatId, Ms>();
  readonly #voiceListeners = new Set<() => void>();
  readonly #passListeners = new Set<(seat: SeatId, pass: VoicePass) => void>();
  readonly #noticeListeners = new Set<(notice: Notice) => void>();
  readonly #lineListeners = new Set<LineListener>();
  readonly #stop: (() => void)[];

  constructor(meeting: Meeting, parts: DeskParts) {
    this.#meeting = meeting;
    this.#parts = parts;
    this.#openVoice();
    this.#stop = [
      meeting.onChange((change) => this.#perform(change)),
      parts.voice.onStateChange(() => this.#voiceStateChanged()),
    ];
    this.#setRights();
  }

  onVoiceChange(call: () => void): () => void {
    return listen(this.#voiceListeners, call);
  }

  onPass(call: (seat: SeatId, pass: VoicePass) => void): () => void {
    return listen(this.#passListeners, call);
  }

  onNotice(call: (notice: Notice) => void): () => void {
    return listen(this.#noticeListeners, call);
  }

  /** `readers`: whom it is for; null: everybody. */
  onLine(call: LineListener): () => void {
    return listen(this.#lineListeners, call);
  }

  past(): Promise<readonly Line[]> {
    return this.#parts.lines.recent(this.#id, LINES_TOLD).catch(() => []);
  }

  /** A line is written down, then everybody reads it. Null: it is out. */
  async line(
    seat: SeatId,
    { id, text }: { readonly id: string; readonly text: string },
  ): Promise<ServerMessages["refused"]["refusal"] | null> {
    const { circle } = this.#meeting;
    if (!mayWrite(circle, seat)) return "not-your-turn";
    const name = circle.seats.find((s) => s.id === seat)?.name ?? "";
    const line: Line = { id, seat, name, text, at: this.#parts.clock.now() };
    const readers = readersOf(circle, seat);
    if (readers !== null) {
      for (const call of this.#lineListeners) call(line, readers);
      return null;
    }
    try {
      const fresh = await this.#parts.lines.keep(this.#id, line);
      if (fresh) for (const call of this.#lineListeners) call(line, null);
      return null;
    } catch {
      this.#parts.log.warn("line-not-kept");
      return "not-saved";
    }
  }

  async report(
    seat: SeatId,
    { about, kind, text }: { about?: string | undefined; kind: Report["kind"]; text: string },
  ): Promise<boolean> {
    const { register, reports, clock, log } = this.#parts;
    try {
      const from = await register.memberOf(this.#id, seat);
      if (from === null) return false;
      const target =
        about === undefined ? null : await register.memberOf(this.#id, about as SeatId);
      await reports.file({ meeting: this.#id, from, about: target, kind, text, at: clock.now() });
      return true;
    } catch {
      log.warn("report-not-kept");
      return false;
    }
  }

  /** Facilitators are told at once; the call is written down. Pressing again and again is one call. */
  async helpNow(seat: SeatId): Promise<boolean> {
    const now = this.#parts.clock.now();
    const before = this.#helpAskedAt.get(seat);
    if (before !== undefined && now - before < HELP_COLLAPSE_MS) return true;
    this.#helpAskedAt.set(seat, now);
    for (const call of this.#noticeListeners)
      call({ to: "facilitators", code: "help-asked", at: now, about: seat });
    const kept = await this.report(seat, { kind: "help-now", text: "" });
    if (!kept) this.#helpAskedAt.delete(seat);
    return kept;
  }

  /** Sends this seat its way to the voices, or why there is none. */
  passFor(seat: SeatId): void {
    const state = this.#parts.voice.state();
    const mayHear = rightsOf(this.#meeting.circle).listeners.includes(seat);
    if (state.state === "on" && !mayHear) return;
    const pass: VoicePass =
      state.state === "on"
        ? { state: "on", path: "/voice", ticket: this.#parts.voice.ticket(this.#id, seat) }
        : { state: state.state, why: state.why };
    for (const call of this.#passListeners) call(seat, pass);
  }

  async close(): Promise<void> {
    for (const stop of this.#stop) stop();
    await this.#parts.voice.close(this.#id);
  }

  get #id(): MeetingId {
    return this.#meeting.card.id;
  }

  #openVoice(): void {
    const report = this.#meeting;
    this.#parts.voice.open(this.#id, {
      microphoneLive: (seat) => void report.report({ type: "microphone-live", seat }),
      identityChanged: (seat, identity) => {
        if (identity === "") this.voiceIds.delete(seat);
        else this.voiceIds.set(seat, identity);
        for (const call of this.#voiceListeners) call();
      },
      strangerRemoved: () => {
        const at = this.#parts.clock.now();
        for (const call of this.#noticeListeners)
          call({ to: "all", code: "unknown-listener-removed", at });
      },
      voiceLost: () => void report.report({ type: "voice-lost" }),
      voiceReturned: () => void report.report({ type: "voice-returned" }),
    });
    if (this.#parts.voice.state().state !== "on") void report.report({ type: "voice-lost" });
  }

  #voiceStateChanged(): void {
    const on = this.#parts.voice.state().state === "on";
    void this.#meeting.report({ type: on ? "voice-returned" : "voice-lost" });
    for (const { id, presence } of this.#meeting.circle.seats)
      if (presence === "here" || presence === "away") this.passFor(id);
  }

  #perform({ before, after, events }: Change): void {
    this.#setRights();
    const couldHear = new Set(rightsOf(before).listeners);
    const mayHear = rightsOf(after).listeners;
    for (const seat of couldHear) {
      if (mayHear.includes(seat)) continue;
      this.#parts.voice.expel(this.#id, seat);
    }
    // Whoever comes back from the safe place gets a way to the voices again.
    for (const seat of mayHear) if (!couldHear.has(seat)) this.passFor(seat);
    if (events.some(({ type }) => type === "meeting-ended"))
      void this.#parts.lines
        .forget(this.#id)
        .catch(() => this.#parts.log.warn("lines-not-forgotten"));
  }

  #setRights(): void {
    const { speakers, listeners, groups } = rightsOf(this.#meeting.circle);
    this.#parts.voice.setRights(this.#id, {
      speakers: new Set(speakers),
      listeners: new Set(listeners),
      groups,
    });
  }
}

type LineListener = (line: Line, readers: ReadonlySet<SeatId> | null) => void;

function listen<T>(listeners: Set<T>, call: T): () => void {
  listeners.add(call);
  return () => listeners.delete(call);
}
