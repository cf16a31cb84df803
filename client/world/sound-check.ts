/** Trying microphone and loudspeaker before entering. Implemented by voice, shown by people. */
export interface SoundCheck {
  /** Asks for the microphone (one browser prompt). */
  open(): Promise<"ready" | "denied" | "no-microphone" | "not-supported">;
  /** 0 … 1, at the moment of asking. */
  level(): number;
  devices(): Promise<{
    readonly microphones: readonly { readonly id: string; readonly label: string }[];
    readonly speakers: readonly { readonly id: string; readonly label: string }[];
  }>;
  chooseMicrophone(id: string): Promise<void>;
  chooseSpeaker(id: string): Promise<void>;
  /** A soft chime through the chosen loudspeaker. */
  playTest(): Promise<void>;
  close(): void;
}

/** What the member chose, kept on this device only and used by voice later. Never holds anything personal. */
export interface SoundChoice {
  readonly microphone: string;
  readonly speaker: string;
  readonly headphones: boolean;
  /** Joined with a microphone; without one, taking the piece means speaking by text. */
  readonly withMicrophone: boolean;
}
