import {
  AudioFrame,
  AudioSource,
  dispose,
  LocalAudioTrack,
  type LocalTrackPublication,
  Room,
  TrackPublishOptions,
  TrackSource,
} from "@livekit/rtc-node";

const RATE = 48_000;
const FRAME_MS = 20;
const SAMPLES = (RATE * FRAME_MS) / 1000;
const LOUDNESS = 6000;
/** A right that was just given may take a moment to arrive. */
const TRY_AGAIN_MS = 250;
const TRIES = 12;

/** A voice that is one soft tone, swelling like speech: real audio over the real voice server. */
export class DemoVoice {
  readonly #room = new Room();
  readonly #hz: number;
  readonly #source = new AudioSource(RATE, 1);
  #published: LocalTrackPublication | undefined;
  #speaking = false;
  #sample = 0;
  #closed = false;

  constructor(hz: number) {
    this.#hz = hz;
  }

  async open(url: string, ticket: string): Promise<void> {
    await this.#room.connect(url, ticket, { autoSubscribe: false, dynacast: false });
  }

  /** Speaks as soon as the floor's right to has come. */
  async speak(): Promise<void> {
    if (this.#speaking || this.#closed) return;
    this.#speaking = true;
    for (let tries = 0; tries < TRIES && this.#speaking; tries++) {
      if (await this.#publish()) {
        void this.#sing();
        return;
      }
      await new Promise((wake) => setTimeout(wake, TRY_AGAIN_MS));
    }
  }

  async #publish(): Promise<boolean> {
    const track = LocalAudioTrack.createAudioTrack("voice", this.#source);
    const options = new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE });
    try {
      this.#published = await this.#room.localParticipant?.publishTrack(track, options);
      return this.#published !== undefined;
    } catch {
      return false;
    }
  }

  async #sing(): Promise<void> {
    while (this.#speaking && !this.#closed) await this.#source.captureFrame(this.#frame());
  }

  #frame(): AudioFrame {
    const frame = AudioFrame.create(RATE, 1, SAMPLES);
    for (let i = 0; i < SAMPLES; i++, this.#sample++) {
      const seconds = this.#sample / RATE;
      const swell = 0.6 + 0.4 * Math.sin(2 * Math.PI * 2.3 * seconds);
      frame.data[i] = Math.round(LOUDNESS * swell * Math.sin(2 * Math.PI * this.#hz * seconds));
    }
    return frame;
  }

  async silent(): Promise<void> {
    this.#speaking = false;
    const sid = this.#published?.sid;
    this.#published = undefined;
    if (sid === undefined) return;
    // The server may have taken the track away already, with the floor.
    await this.#room.localParticipant?.unpublishTrack(sid, false).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#speaking = false;
    await this.#room.disconnect().catch(() => undefined);
  }
}

/** Ends the voice library itself: without it the process would stay. */
export const endVoices = (): Promise<void> => dispose();
