import { placeEars } from "../sound/place-ears.ts";
import { levels } from "../world/levels.ts";
import { drawnHeads, listener } from "../world/listener.ts";
import { type HeardVoice, openHeardVoice } from "./heard-voice.ts";
import { openLoudness, type Loudness } from "./loudness.ts";

const TICK_MS = 33;
/** Where a scream meets the limiter (reliability AC-39). */
const LIMIT_DB = -12;

export interface MixerParts {
  /** Whose voice this is, if they have a seat and the floor lets them be heard now; null otherwise. */
  seatOf(identity: string): string | null;
  ownSeat(): string | null;
  /** A headset that has little to give: panning without the convolution. */
  lowPower(): boolean;
  blocked(blocked: boolean): void;
}

interface SinkContext extends AudioContext {
  setSinkId?: (id: string) => Promise<void>;
}

/** Everything that is heard: one graph, one limiter, voices where their heads are drawn. */
export class VoiceMixer {
  readonly #parts: MixerParts;
  readonly #context: SinkContext;
  readonly #limiter: DynamicsCompressorNode;
  readonly #voices = new Map<MediaStreamTrack, HeardVoice>();
  readonly #volumes = new Map<string, number>();
  readonly #timer: ReturnType<typeof setInterval>;
  #own: { readonly track: MediaStreamTrack; readonly loudness: Loudness } | null = null;
  #ownLevelSeat = "";
  #speaker = "";
  #blocked = false;
  #elementBlocked = false;

  constructor(parts: MixerParts) {
    this.#parts = parts;
    this.#context = new AudioContext({ latencyHint: "interactive" });
    this.#limiter = new DynamicsCompressorNode(this.#context, {
      threshold: LIMIT_DB,
      knee: 0,
      ratio: 20,
      attack: 0.002,
      release: 0.2,
    });
    this.#limiter.connect(this.#context.destination);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    for (const name of ["pointerdown", "keydown", "visibilitychange"]) {
      document.addEventListener(name, this.#resume);
    }
  }

  add(identity: string, track: MediaStreamTrack): void {
    this.remove(track);
    const voice = openHeardVoice(this.#context, this.#limiter, {
      identity,
      track,
      lowPower: this.#parts.lowPower(),
      refused: () => {
        this.#elementBlocked = true;
        this.#tellBlocked();
      },
    });
    this.#voices.set(track, voice);
    void voice.useSpeaker(this.#speaker);
    this.#settle(voice);
    void this.#wake();
  }

  remove(track: MediaStreamTrack): void {
    const voice = this.#voices.get(track);
    if (voice !== undefined) {
      this.#voices.delete(track);
      levels.delete(voice.seat);
      voice.close();
    }
  }

  removeAll(): void {
    [...this.#voices.keys()].forEach((track) => this.remove(track));
  }

  /** My own voice, only to draw its level: it is never played. */
  listenToOwn(track: MediaStreamTrack | null): void {
    if (track === this.#own?.track) {
      return;
    }
    this.#own?.loudness.close();
    levels.delete(this.#ownLevelSeat);
    this.#own =
      track === null
        ? null
        : { track, loudness: openLoudness(this.#context, new MediaStream([track])) };
  }

  /** Who may be heard, or whose voice is whose, may have changed. */
  look(): void {
    this.#voices.forEach((voice) => this.#settle(voice));
  }

  setVolume(seat: string, volume: number): void {
    this.#volumes.set(seat, Math.max(0, Math.min(2, volume)));
    this.look();
  }

  volume(seat: string): number {
    return this.#volumes.get(seat) ?? 1;
  }

  async useSpeaker(id: string): Promise<void> {
    this.#speaker = id;
    await this.#context.setSinkId?.(id).catch(() => undefined);
    await Promise.all([...this.#voices.values()].map((voice) => voice.useSpeaker(id)));
  }

  /** Called from a click: the browser may play now. */
  async allow(): Promise<void> {
    this.#elementBlocked = false;
    this.#voices.forEach((voice) => voice.play());
    await this.#wake();
  }

  close(): void {
    clearInterval(this.#timer);
    for (const name of ["pointerdown", "keydown", "visibilitychange"]) {
      document.removeEventListener(name, this.#resume);
    }
    this.removeAll();
    this.listenToOwn(null);
    void this.#context.close();
  }

  readonly #resume = (): void => {
    if (!document.hidden && (this.#blocked || this.#context.state !== "running")) {
      void this.allow();
    }
  };

  async #wake(): Promise<void> {
    // Without a click a browser leaves this promise open for ever: what counts is the state.
    void this.#context.resume().then(
      () => this.#tellBlocked(),
      () => this.#tellBlocked(),
    );
    await Promise.resolve();
    this.#tellBlocked();
  }

  #tellBlocked(): void {
    const silent = this.#context.state !== "running" && this.#voices.size > 0;
    const blocked = this.#elementBlocked || silent;
    if (blocked !== this.#blocked) {
      this.#blocked = blocked;
      this.#parts.blocked(blocked);
    }
  }

  #settle(voice: HeardVoice): void {
    const seat = this.#parts.seatOf(voice.identity);
    if (voice.seat !== (seat ?? "")) {
      levels.delete(voice.seat);
      voice.seat = seat ?? "";
    }
    voice.sound(seat === null ? 0 : this.volume(seat), listener.present && listener.headphones);
  }

  #tick(): void {
    if (listener.present) {
      placeEars(this.#context.listener);
    }
    const spatial = listener.present && listener.headphones;
    for (const voice of this.#voices.values()) {
      if (voice.spatial !== spatial) {
        this.#settle(voice);
      }
      if (voice.seat !== "") {
        const head = drawnHeads.get(voice.seat);
        if (spatial && head !== undefined) {
          voice.place(head);
        }
        levels.set(voice.seat, voice.loudness.now());
      }
    }
    this.#measureOwn();
  }

  #measureOwn(): void {
    const seat = this.#parts.ownSeat() ?? "";
    if (this.#own !== null && seat !== "") {
      this.#ownLevelSeat = seat;
      levels.set(seat, this.#own.loudness.now());
    }
  }
}
