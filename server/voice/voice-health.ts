import type { VoiceState } from "../ports/voice-desk.ts";
import type { LiveKitApi } from "./livekit-api.ts";

/** Two misses in a row are an outage, found within 3 s even when the server hangs instead of refusing. */
const EVERY_MS = 500;
const MISSES = 2;

const silent: VoiceState = { state: "off", why: "The voice server does not answer. Trying again." };

/** Whether voice works, told to whoever watches when it changes. */
export class VoiceHealth {
  readonly #watchers = new Set<(state: VoiceState, before: VoiceState) => void>();
  readonly #api: () => LiveKitApi | null;
  readonly #timer: NodeJS.Timeout;
  #state: VoiceState;
  #misses = 0;
  #asking = false;

  constructor(first: VoiceState, api: () => LiveKitApi | null) {
    this.#state = first;
    this.#api = api;
    this.#timer = setInterval(() => void this.check(), EVERY_MS);
  }

  get state(): VoiceState {
    return this.#state;
  }

  watch(call: (state: VoiceState, before: VoiceState) => void): () => void {
    this.#watchers.add(call);
    return () => this.#watchers.delete(call);
  }

  become(next: VoiceState): void {
    const before = this.#state;
    this.#state = next;
    this.#watchers.forEach((tell) => tell(next, before));
  }

  async check(): Promise<void> {
    const api = this.#api();
    if (api === null || this.#asking) {
      return;
    }
    this.#asking = true;
    const well = await api.healthy();
    this.#asking = false;
    this.#misses = well ? 0 : this.#misses + 1;
    if (well && this.#state.state !== "on") {
      this.become({ state: "on" });
    } else if (this.#misses >= MISSES && this.#state.state !== "off") {
      this.become(silent);
    }
  }

  close(): void {
    clearInterval(this.#timer);
    this.#watchers.clear();
  }
}
