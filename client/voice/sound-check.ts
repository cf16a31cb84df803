import type { SoundCheck } from "../world/sound-check.ts";
import { type Loudness, openLoudness } from "./loudness.ts";
import { voiceOnly } from "./microphone.ts";

/** A soft fifth, like a singing bowl: Hz and share of the sound. */
const CHIME = [
  { hz: 528, share: 0.5 },
  { hz: 792, share: 0.3 },
  { hz: 1056, share: 0.2 },
] as const;
const CHIME_S = 1.6;
const CHIME_PEAK = 0.25;

interface SinkContext extends AudioContext {
  setSinkId?: (id: string) => Promise<void>;
}

function strike(context: AudioContext): Promise<void> {
  const now = context.currentTime;
  const envelope = new GainNode(context, { gain: 0 });
  envelope.gain.linearRampToValueAtTime(CHIME_PEAK, now + 0.03);
  envelope.gain.exponentialRampToValueAtTime(0.0001, now + CHIME_S);
  envelope.connect(context.destination);
  const partials = CHIME.map(({ hz, share }) => {
    const tone = new OscillatorNode(context, { frequency: hz });
    tone.connect(new GainNode(context, { gain: share })).connect(envelope);
    tone.start(now);
    tone.stop(now + CHIME_S);
    return tone;
  });
  return new Promise((resolve) => {
    partials[0]?.addEventListener("ended", () => {
      envelope.disconnect();
      resolve();
    });
  });
}

const whyNot = (error: unknown): "denied" | "no-microphone" =>
  error instanceof DOMException &&
  (error.name === "NotAllowedError" || error.name === "SecurityError")
    ? "denied"
    : "no-microphone";

/** Trying microphone and loudspeaker before going in. Nothing is sent anywhere, nothing is kept. */
class Check implements SoundCheck {
  #context: SinkContext | null = null;
  #stream: MediaStream | null = null;
  #loudness: Loudness | null = null;
  #microphone = "";
  #speaker = "";

  async open(): ReturnType<SoundCheck["open"]> {
    if (navigator.mediaDevices === undefined || typeof AudioContext === "undefined") {
      return "not-supported";
    }
    try {
      await this.#listen();
      return "ready";
    } catch (error) {
      return whyNot(error);
    }
  }

  level(): number {
    return this.#loudness?.now() ?? 0;
  }

  async devices(): ReturnType<SoundCheck["devices"]> {
    const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    const of = (kind: MediaDeviceKind): { id: string; label: string }[] =>
      all
        .filter((device) => device.kind === kind && device.deviceId !== "")
        .map((device) => ({ id: device.deviceId, label: device.label }));
    return { microphones: of("audioinput"), speakers: of("audiooutput") };
  }

  async chooseMicrophone(id: string): Promise<void> {
    this.#microphone = id;
    if (this.#stream !== null) {
      await this.#listen();
    }
  }

  async chooseSpeaker(id: string): Promise<void> {
    this.#speaker = id;
    await this.#useSpeaker();
  }

  async playTest(): Promise<void> {
    const context = this.#sound();
    await context.resume();
    await this.#useSpeaker();
    await strike(context);
  }

  close(): void {
    this.#stopListening();
    const context = this.#context;
    this.#context = null;
    void context?.close();
  }

  #sound(): SinkContext {
    this.#context ??= new AudioContext();
    return this.#context;
  }

  async #useSpeaker(): Promise<void> {
    // Where a browser has no choice of loudspeaker, the system's is used.
    await this.#context?.setSinkId?.(this.#speaker).catch(() => undefined);
  }

  async #listen(): Promise<void> {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: voiceOnly(this.#microphone),
    });
    this.#stopListening();
    const context = this.#sound();
    void context.resume();
    this.#stream = stream;
    this.#loudness = openLoudness(context, stream);
  }

  #stopListening(): void {
    this.#loudness?.close();
    this.#loudness = null;
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
  }
}

export const openSoundCheck = (): SoundCheck => new Check();
