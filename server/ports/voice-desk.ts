import type { MeetingId, SeatId } from "#rules/ids.ts";

export type VoiceState =
  | { readonly state: "on" }
  | { readonly state: "off" | "building"; readonly why: string };

/** Who may be heard and who may hear, as the law has it now. The desk makes it so and keeps it so. */
export interface VoiceRights {
  /** May publish a microphone, nothing else. */
  readonly speakers: ReadonlySet<SeatId>;
  /** May subscribe. Whoever is in neither set has no voice connection at all. */
  readonly listeners: ReadonlySet<SeatId>;
  /** Who sits in a small group: they hear, and are heard by, those with the same number alone. Not named: the whole circle. */
  readonly groups: ReadonlyMap<SeatId, number>;
}

/** What the desk reports back to the meeting it serves. */
export interface VoiceListener {
  /** This seat's microphone is published and flowing. */
  microphoneLive(seat: SeatId): void;
  /** The random voice identity of a seat's present connection ("" when it has none): others map sound to avatar by it. */
  identityChanged(seat: SeatId, identity: string): void;
  /** Somebody listened who has no seat; they have been removed. */
  strangerRemoved(): void;
  voiceLost(): void;
  voiceReturned(): void;
}

/**
 * Permissions of the voice server. Level-triggered: `setRights` states what should be, the desk repeats until it is,
 * revoking at once, granting at most every 250 ms a person, failing closed.
 */
export interface VoiceDesk {
  state(): VoiceState;
  onStateChange(call: (state: VoiceState) => void): () => void;
  open(meeting: MeetingId, listener: VoiceListener): void;
  setRights(meeting: MeetingId, rights: VoiceRights): void;
  /** A one-time ticket (30 s) for our voice gate, bound to this live seat. Using it retires the seat's older connection. */
  ticket(meeting: MeetingId, seat: SeatId): string;
  /** Ends the seat's voice connection and refuses everything it ever held. A ticket asked for later is a fresh start. */
  expel(meeting: MeetingId, seat: SeatId): void;
  close(meeting: MeetingId): Promise<void>;
}
