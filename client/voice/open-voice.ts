import type { World, WorldStore } from "../world/circle-store.ts";
import type { SoundChoice } from "../world/sound-check.ts";
import { Microphone } from "./microphone.ts";
import type { VoiceLine } from "./voice-line.ts";
import { VoiceMixer } from "./voice-mixer.ts";

/** What voice needs from whoever composes it. */
export interface VoiceParts {
  /** Asks the meeting's server for a fresh ticket; the answer comes as the store's `voicePass`. */
  readonly askTicket: () => void;
  /** What the member chose on this device. */
  readonly choice: () => SoundChoice;
  readonly lowPower?: () => boolean;
}

/** Voice as the rest of the page handles it. What it does shows in the store's `voice` and in world/levels.ts. */
export interface VoiceControls {
  /** From a click: the browser may play sound. Also after a headset session has begun. */
  allowSound(): void;
  /** How loud this seat is for me alone: 0 … 2. */
  setVolume(seat: string, volume: number): void;
  volume(seat: string): number;
  /** The choice of devices has changed. */
  choiceChanged(): void;
  close(): void;
}

const RETRY_MS = [250, 500, 1000, 2000, 4000, 5000] as const;
/** A ticket lives 30 s on the server. */
const TICKET_FRESH_MS = 20_000;
const TICKET_WAIT_MS = 5000;

/** The large part, loaded here and nowhere else: the invitation page carries none of it. */
const loadLine = () => import("./voice-line.ts");

const seatView = (world: World, seat: string | undefined) =>
  world.circle?.seats.find((one) => one.id === seat);

/** I sit in the circle and am not in the safe place: I may hear, so there is something to connect for. */
const belongs = (world: World): boolean =>
  (world.link.kind === "in" || world.link.kind === "lost" || world.link.kind === "joining") &&
  world.own !== null &&
  !world.own.steppedOut &&
  seatView(world, world.own.seat) !== undefined;

/** On the way into the circle, or in it. */
const onTheWay = ({ link }: World): boolean =>
  link.kind === "joining" || link.kind === "at-the-door" || link.kind === "in";

/** Connects when there is voice to be had, and again whenever it is lost, until closed. */
class Voice implements VoiceControls {
  readonly #store: WorldStore;
  readonly #parts: VoiceParts;
  readonly #microphone: Microphone;
  readonly #unwatch: () => void;
  #mixer: VoiceMixer | null = null;
  #ready = false;
  #line: VoiceLine | null = null;
  /** Stands for the present connection: what an earlier one still says is not listened to. */
  #present: object | null = null;
  #attempt = 0;
  #retryAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pass: World["voicePass"] = null;
  #passAt = 0;
  /** When a ticket was last used: each is good for one connection. */
  #usedAt = -Infinity;
  #askedAt = -Infinity;
  #closed = false;

  constructor(store: WorldStore, parts: VoiceParts) {
    this.#store = store;
    this.#parts = parts;
    this.#microphone = new Microphone(() => this.#microphoneChanged());
    this.#unwatch = store.subscribe((now, before) => this.#worldChanged(now, before));
    window.addEventListener("online", this.#tryNow);
    document.addEventListener("visibilitychange", this.#tryNow);
    this.#notePass(store.getState());
    this.#look();
  }

  allowSound(): void {
    void this.#mixer?.allow();
  }

  setVolume(seat: string, volume: number): void {
    this.#mixer?.setVolume(seat, volume);
  }

  volume(seat: string): number {
    return this.#mixer?.volume(seat) ?? 1;
  }

  choiceChanged(): void {
    void this.#mixer?.useSpeaker(this.#parts.choice().speaker);
    this.#look();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    window.removeEventListener("online", this.#tryNow);
    document.removeEventListener("visibilitychange", this.#tryNow);
    this.#unwatch();
    this.#hangUp();
    this.#microphone.close();
    this.#mixer?.close();
  }

  readonly #tryNow = (): void => {
    this.#retryAt = 0;
    this.#look();
  };

  #worldChanged(now: World, before: World): void {
    if (now.voicePass !== before.voicePass) {
      this.#notePass(now);
    }
    const matters =
      now.voicePass !== before.voicePass ||
      now.link !== before.link ||
      now.circle !== before.circle ||
      now.own !== before.own ||
      now.voiceSeats !== before.voiceSeats;
    if (matters) {
      this.#look();
      this.#mixer?.look();
    }
  }

  #notePass(world: World): void {
    this.#pass = world.voicePass;
    this.#passAt = performance.now();
    this.#askedAt = -Infinity;
    if (world.voicePass?.state === "on") {
      // The answer to our question, or an invitation: no reason to wait any longer.
      this.#retryAt = Math.min(this.#retryAt, performance.now() + 50);
    } else if (world.voicePass !== null && this.#line === null) {
      this.#say({ state: world.voicePass.state, why: world.voicePass.why });
    }
  }

  /** Compares what is with what should be; called whenever anything changes. */
  #look(): void {
    if (this.#closed) {
      return;
    }
    const world = this.#store.getState();
    this.#makeReady(world);
    if (world.link.kind === "lost" || world.link.kind === "joining") {
      // A lost link to the room is no reason to fall silent: voice has its own.
      this.#line?.look();
      return;
    }
    const wanted = belongs(world);
    this.#wantMicrophone(wanted && seatView(world, world.own?.seat)?.mode === "speak");
    if (!wanted) {
      this.#hangUp();
    } else if (this.#line !== null) {
      this.#line.look();
    } else if (this.#pass?.state === "on") {
      this.#connectSoon();
    }
  }

  #wantMicrophone(speaks: boolean): void {
    const { withMicrophone, microphone } = this.#parts.choice();
    this.#microphone.want(speaks && withMicrophone, microphone);
  }

  #connectSoon(): void {
    clearTimeout(this.#timer);
    const wait = this.#retryAt - performance.now();
    if (wait > 0) {
      this.#timer = setTimeout(() => this.#look(), wait);
    } else if (this.#present === null) {
      this.#connectOrAsk();
    }
  }

  #connectOrAsk(): void {
    const pass = this.#pass;
    const now = performance.now();
    if (
      pass?.state === "on" &&
      now - this.#passAt < TICKET_FRESH_MS &&
      this.#passAt > this.#usedAt
    ) {
      this.#usedAt = now;
      void this.#connect(pass.path, pass.ticket);
      return;
    }
    if (now - this.#askedAt > TICKET_WAIT_MS) {
      this.#askedAt = now;
      this.#parts.askTicket();
    }
    this.#retryAt = now + TICKET_WAIT_MS;
    this.#timer = setTimeout(() => this.#look(), TICKET_WAIT_MS);
  }

  async #connect(path: string, ticket: string): Promise<void> {
    const present = {};
    this.#present = present;
    const ours = (): boolean => this.#present === present;
    this.#say({ state: this.#attempt === 0 ? "connecting" : "reconnecting", why: "" });
    try {
      const { openVoiceLine } = await loadLine();
      this.#mixer ??= this.#openMixer();
      const url = new URL(path, location.href.replace(/^http/, "ws")).href;
      const line = await openVoiceLine(url, ticket, {
        heard: (identity, track) => ours() && this.#mixer?.add(identity, track),
        silent: (track) => this.#mixer?.remove(track),
        microphoneLive: (live) => ours() && this.#say({ microphoneLive: live }),
        wantedTrack: () => (ours() ? this.#wantedTrack() : null),
        state: (state) => ours() && this.#lineState(state),
      });
      if (ours()) {
        this.#line = line;
        this.#attempt = 0;
        this.#look();
      } else {
        line.close();
      }
    } catch {
      if (ours()) {
        this.#lineState("over");
      }
    }
  }

  /** While the way into the circle is still being made, the page has time; afterwards it builds the room. */
  #makeReady(world: World): void {
    if (this.#ready || !onTheWay(world)) {
      return;
    }
    this.#ready = true;
    loadLine().then(
      () => {
        if (!this.#closed) {
          this.#mixer ??= this.#openMixer();
        }
      },
      () => undefined,
    );
  }

  #openMixer(): VoiceMixer {
    const mixer = new VoiceMixer({
      seatOf: (identity) => this.#audibleSeat(identity),
      ownSeat: () => this.#store.getState().own?.seat ?? null,
      lowPower: () => this.#parts.lowPower?.() ?? false,
      blocked: (soundBlocked) => this.#say({ soundBlocked }),
    });
    void mixer.useSpeaker(this.#parts.choice().speaker);
    mixer.listenToOwn(this.#microphone.track);
    return mixer;
  }

  /** A second lock behind the server's: a voice without a seat, or out of turn, is not played. */
  #audibleSeat(identity: string): string | null {
    const world = this.#store.getState();
    const seat = world.voiceSeats[identity];
    return seat !== undefined && seatView(world, seat)?.live === true && belongs(world)
      ? seat
      : null;
  }

  #wantedTrack(): MediaStreamTrack | null {
    const world = this.#store.getState();
    const live = seatView(world, world.own?.seat)?.live === true && world.own?.micOpen === true;
    return live ? this.#microphone.track : null;
  }

  #lineState(state: "on" | "reconnecting" | "over"): void {
    if (state !== "over") {
      this.#say({ state, why: "" });
      return;
    }
    this.#drop();
    this.#retryAt =
      performance.now() + (RETRY_MS[Math.min(this.#attempt, RETRY_MS.length - 1)] ?? 5000);
    this.#attempt += 1;
    const away = this.#pass?.state !== "on" || !belongs(this.#store.getState());
    this.#say({ state: away ? "off" : "reconnecting" });
    this.#look();
  }

  #hangUp(): void {
    if (this.#present !== null) {
      this.#line?.close();
      this.#drop();
      this.#attempt = 0;
      this.#retryAt = 0;
      this.#say({ state: "off", why: "" });
    }
    clearTimeout(this.#timer);
  }

  #drop(): void {
    this.#line = null;
    this.#present = null;
    this.#mixer?.removeAll();
    this.#say({ microphoneLive: false });
  }

  #microphoneChanged(): void {
    this.#mixer?.listenToOwn(this.#microphone.track);
    this.#say({ microphoneDenied: this.#microphone.denied });
    this.#line?.look();
  }

  #say(change: Partial<World["voice"]>): void {
    const { voice } = this.#store.getState();
    if (Object.entries(change).some(([key, value]) => voice[key as keyof typeof voice] !== value)) {
      this.#store.setState({ voice: { ...voice, ...change } });
    }
  }
}

/** Opens voice over the store. Nothing is loaded before the member is on their way into the circle, nothing asked or connected before they sit in it. */
export const openVoice = (store: WorldStore, parts: VoiceParts): VoiceControls =>
  new Voice(store, parts);
