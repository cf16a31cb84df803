/** How often a microphone that went away is looked for again; with the browser's own start it is back within 3 s. */
const LOOK_AGAIN_MS = 1000;
/** A system may mute for a moment while it switches devices; longer than this and we ask for the device again. */
const MUTED_TOO_LONG_MS = 1000;

/** What the browser is asked for: a voice, cleaned of the room it is spoken in. */
export const voiceOnly = (deviceId: string): MediaTrackConstraints => ({
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
  channelCount: 1,
  ...(deviceId === "" ? {} : { deviceId: { ideal: deviceId } }),
});

const isDenial = (error: unknown): boolean =>
  error instanceof DOMException &&
  (error.name === "NotAllowedError" || error.name === "SecurityError");

/**
 * The device itself: opened once, kept open while wanted (opening takes up to half a second, a turn must not wait for
 * it), and got back when the system takes it away, as headsets do when they are put down.
 */
export class Microphone {
  readonly #changed: () => void;
  #wanted = false;
  #deviceId = "";
  #track: MediaStreamTrack | null = null;
  #opening: Promise<void> | null = null;
  #again: ReturnType<typeof setTimeout> | undefined;
  #denied = false;

  /** `changed` is called whenever there is another track, or none, or a refusal. */
  constructor(changed: () => void) {
    this.#changed = changed;
    document.addEventListener("visibilitychange", this.#lookAfter);
    navigator.mediaDevices?.addEventListener("devicechange", this.#lookAfter);
  }

  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  get denied(): boolean {
    return this.#denied;
  }

  /** Without a wish nothing is ever asked of the browser. */
  want(wanted: boolean, deviceId: string): void {
    const other = deviceId !== this.#deviceId;
    this.#wanted = wanted;
    this.#deviceId = deviceId;
    if (!wanted || (other && this.#track !== null)) {
      this.#letGo();
    }
    if (wanted && this.#track === null && !this.#denied) {
      void this.#open();
    }
  }

  close(): void {
    document.removeEventListener("visibilitychange", this.#lookAfter);
    navigator.mediaDevices?.removeEventListener("devicechange", this.#lookAfter);
    clearTimeout(this.#again);
    this.#wanted = false;
    this.#letGo();
  }

  /** After coming back to the page, or a change of devices: is it still alive? */
  readonly #lookAfter = (): void => {
    const track = this.#track;
    if (
      this.#wanted &&
      !document.hidden &&
      track !== null &&
      (track.readyState === "ended" || track.muted)
    ) {
      this.#replace(track);
    }
  };

  #letGo(): void {
    const track = this.#track;
    this.#track = null;
    if (track !== null) {
      track.stop();
      this.#changed();
    }
  }

  #open(): Promise<void> {
    this.#opening ??= this.#ask().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#again);
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: voiceOnly(this.#deviceId),
      });
      this.#take(stream.getAudioTracks()[0] ?? null);
    } catch (error) {
      this.#denied = isDenial(error);
      this.#changed();
      if (!this.#denied && this.#wanted) {
        this.#again = setTimeout(() => void this.#open(), LOOK_AGAIN_MS);
      }
    }
  }

  #take(track: MediaStreamTrack | null): void {
    if (track === null || !this.#wanted) {
      track?.stop();
      return;
    }
    track.addEventListener("ended", () => this.#replace(track));
    track.addEventListener("mute", () => {
      setTimeout(() => track.muted && !document.hidden && this.#replace(track), MUTED_TOO_LONG_MS);
    });
    this.#track = track;
    this.#changed();
  }

  #replace(track: MediaStreamTrack): void {
    if (this.#track === track) {
      this.#letGo();
      if (this.#wanted) {
        void this.#open();
      }
    }
  }
}
