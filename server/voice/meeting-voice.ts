import type { SeatId } from "#rules/ids.ts";

import type { Log } from "../ports/log.ts";
import type { VoiceListener, VoiceRights } from "../ports/voice-desk.ts";
import { FloorKeeper } from "./floor-keeper.ts";
import type { LiveKitApi, Participant, SeatRights } from "./livekit-api.ts";
import { SmallGroups } from "./small-groups.ts";
import { sameSecret, secret, type VoiceConnection } from "./voice-connection.ts";

/** A connection just let through the gate may take this long to be listed. */
const JOINING_MS = 10_000;
/** After a grant, the list is asked often for this long. */
const FRESH_GRANT_MS = 4000;
/** The voice server's goodbye reaches a page within this. */
const GOODBYE_MS = 200;

const nobody: VoiceRights = { speakers: new Set(), listeners: new Set(), groups: new Map() };

/** The voice side of one meeting: who is connected, what each may do, and who has no business there. */
export class MeetingVoice {
  /** Random, 128 bits: the name of a meeting's voice room cannot be guessed. */
  readonly room = secret(16);
  readonly listener: VoiceListener;
  readonly #api: () => LiveKitApi | null;
  readonly #log: Log;
  /** Each seat's present connection. */
  readonly #live = new Map<SeatId, VoiceConnection>();
  /** Every connection there ever was, by voice identity. */
  readonly #everyone = new Map<string, VoiceConnection>();
  readonly #groups = new SmallGroups(this.#live);
  #rights = nobody;
  #closed = false;
  #comparing: Promise<void> | null = null;
  #again = false;

  constructor(api: () => LiveKitApi | null, listener: VoiceListener, log: Log) {
    this.#api = api;
    this.listener = listener;
    this.#log = log;
  }

  setRights(rights: VoiceRights): void {
    this.#rights = {
      speakers: new Set(rights.speakers),
      listeners: new Set(rights.listeners),
      groups: rights.groups,
    };
    if (this.#groups.become(rights.groups)) {
      this.#haveThemHeard();
    }
    for (const connection of this.#live.values()) {
      if (this.mayConnect(connection.seat)) {
        connection.keeper.look();
      } else {
        this.#retire(connection);
      }
    }
  }

  mayConnect(seat: SeatId): boolean {
    return this.#rights.listeners.has(seat) || this.#rights.speakers.has(seat);
  }

  maySubscribe(seat: SeatId): boolean {
    return this.#rights.listeners.has(seat);
  }

  /** A new generation for this seat; the one before is ended. */
  begin(seat: SeatId, pass: string): VoiceConnection {
    const before = this.#live.get(seat);
    const connection = this.#connection(seat, pass);
    this.#everyone.set(connection.identity, connection);
    this.#live.set(seat, connection);
    if (before !== undefined) {
      this.#retire(before);
    }
    this.#groups.tellEach();
    this.listener.identityChanged(seat, connection.identity);
    return connection;
  }

  /** The connection that came in with this ticket, if it still stands. */
  byPass(pass: string): VoiceConnection | null {
    return [...this.#live.values()].find((connection) => sameSecret(pass, connection.pass)) ?? null;
  }

  owns(connection: VoiceConnection): boolean {
    return this.#everyone.get(connection.identity) === connection;
  }

  /** The voice server let this connection in (again). */
  joined(connection: VoiceConnection): void {
    connection.enteredAt = performance.now();
    connection.seen = false;
    this.#groups.tellAnew(connection);
    connection.keeper.joined();
  }

  /** Who would hear this seat this moment, as the voice server was told. */
  hearersOf(seat: SeatId): readonly SeatId[] {
    return this.#groups.hearersOf(seat);
  }

  expel(seat: SeatId): void {
    const connection = this.#live.get(seat);
    if (connection !== undefined) {
      this.#retire(connection);
    }
  }

  /** A grant is fresh and its microphone not seen yet. */
  get waitingForMicrophone(): boolean {
    const since = performance.now() - FRESH_GRANT_MS;
    return [...this.#live.values()].some((one) => one.grantedAt !== null && one.grantedAt > since);
  }

  /** Compares the server's list with ours. Calls in between are folded into one more. */
  reconcile(): Promise<void> {
    this.#again = true;
    this.#comparing ??= this.#compareWhileAsked().finally(() => (this.#comparing = null));
    return this.#comparing;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#live.forEach((connection) => this.#retire(connection));
    await this.#api()
      ?.closeRoom(this.room)
      .catch(() => this.#log.warn("voice-room-left-open"));
  }

  #connection(seat: SeatId, pass: string): VoiceConnection {
    const identity = secret(12);
    const connection: VoiceConnection = {
      seat,
      identity,
      pass,
      cookie: secret(24),
      liveMicrophone: "",
      grantedAt: null,
      enteredAt: -Infinity,
      seen: false,
      say: null,
      told: "",
      strange: 0,
      hangUp: null,
      retired: false,
      keeper: new FloorKeeper({
        wanted: () => this.#wanted(connection),
        setRights: async (rights) =>
          (await this.#api()?.setRights(this.room, identity, rights)) ?? "gone",
        failClosed: () => {
          this.#log.warn("voice-revoke-failed-closed");
          this.#retire(connection);
        },
        confirmed: (rights) => {
          connection.liveMicrophone = "";
          connection.grantedAt = rights.publish ? performance.now() : null;
        },
      }),
    };
    return connection;
  }

  #wanted(connection: VoiceConnection): SeatRights {
    return {
      publish:
        !connection.retired &&
        this.#rights.speakers.has(connection.seat) &&
        this.#groups.isTold(connection),
      subscribe: !connection.retired && this.#rights.listeners.has(connection.seat),
    };
  }

  /** LiveKit may notice only after 3 s that somebody may hear again whom they might not a moment ago: it is asked to look. */
  #haveThemHeard(): void {
    const speaking = [...this.#live.values()].filter((one) => one.liveMicrophone !== "");
    for (const listener of this.#live.values()) {
      const tracks = speaking
        .filter(({ seat }) => this.#groups.hearersOf(seat).includes(listener.seat))
        .map((one) => one.liveMicrophone);
      if (tracks.length > 0) {
        this.#api()
          ?.lookAgain(this.room, listener.identity, tracks)
          .catch(() => this.#log.warn("voice-look-again-failed"));
      }
    }
  }

  #retire(connection: VoiceConnection): void {
    connection.retired = true;
    connection.keeper.stop();
    if (this.#live.get(connection.seat) === connection) {
      this.#live.delete(connection.seat);
      this.listener.identityChanged(connection.seat, "");
    }
    // First the goodbye, by which a page knows not to try again with what it has; then the line is cut in any case.
    void this.#remove(connection.identity).then(() =>
      setTimeout(() => connection.hangUp?.(), GOODBYE_MS),
    );
  }

  async #remove(identity: string): Promise<void> {
    // What does not go through now is repeated by the next comparison of the lists.
    await this.#api()
      ?.remove(this.room, identity)
      .catch(() => this.#log.warn("voice-remove-failed"));
  }

  async #compareWhileAsked(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      await this.#compare();
    }
  }

  async #compare(): Promise<void> {
    const list =
      (await this.#api()
        ?.participants(this.room)
        .catch(() => null)) ?? null;
    if (this.#closed || list === null) {
      return;
    }
    const participants = list === "no-such-room" ? [] : list;
    this.#noteAbsent(new Set(participants.map((one) => one.identity)));
    const strangers = participants.filter((one) => !this.#check(one));
    if (strangers.length > 0) {
      this.#log.warn("voice-stranger-removed");
      this.listener.strangerRemoved();
    }
  }

  /** Answers false for somebody we have never let in. */
  #check(participant: Participant): boolean {
    const connection = this.#everyone.get(participant.identity);
    const known = connection !== undefined && !participant.lurking;
    if (!known || connection.retired || !this.mayConnect(connection.seat)) {
      void this.#remove(participant.identity);
      return known;
    }
    connection.seen = true;
    connection.keeper.observed(participant.rights);
    this.#noteMicrophone(connection, participant.microphone);
    return true;
  }

  #noteMicrophone(connection: VoiceConnection, track: string): void {
    const mayBeHeard = connection.keeper.now?.publish === true;
    if (track === "" || !mayBeHeard) {
      connection.liveMicrophone = "";
    } else if (track !== connection.liveMicrophone) {
      connection.liveMicrophone = track;
      connection.grantedAt = null;
      this.listener.microphoneLive(connection.seat);
    }
  }

  #noteAbsent(present: ReadonlySet<string>): void {
    for (const connection of this.#live.values()) {
      const joining = !connection.seen && performance.now() - connection.enteredAt < JOINING_MS;
      if (!present.has(connection.identity) && !joining) {
        connection.seen = false;
        connection.liveMicrophone = "";
        connection.keeper.gone();
      }
    }
  }
}
