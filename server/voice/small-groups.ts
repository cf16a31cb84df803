import { SignalRequest, SubscriptionPermission, TrackPermission } from "@livekit/protocol";

import type { SeatId } from "#rules/ids.ts";

import type { VoiceConnection } from "./voice-connection.ts";

const EVERYBODY = "everybody";

/** The signalling frame that says who may hear its sender: everybody, or these voice identities and nobody else. */
function permissionFrame(permits: string): Uint8Array {
  const identities = permits === EVERYBODY ? [] : permits.split(" ").filter((id) => id !== "");
  const value = new SubscriptionPermission({
    allParticipants: permits === EVERYBODY,
    trackPermissions: identities.map(
      (participantIdentity) => new TrackPermission({ participantIdentity, allTracks: true }),
    ),
  });
  return new SignalRequest({ message: { case: "subscriptionPermission", value } }).toBinary();
}

/**
 * Small groups inside one voice room. LiveKit lets a publisher say who may receive their tracks, over their own signalling
 * socket, and enforces it: for tracks that come later too, before anybody is subscribed. That socket goes through our
 * gate, so the gate says it for them, and they cannot say anything else.
 */
export class SmallGroups {
  readonly #live: ReadonlyMap<SeatId, VoiceConnection>;
  #groups: ReadonlyMap<SeatId, number> = new Map();

  /** `live` holds each seat's present connection, and is read again each time. */
  constructor(live: ReadonlyMap<SeatId, VoiceConnection>) {
    this.#live = live;
  }

  /** Answers whether the voice server had to be told anything. */
  become(groups: ReadonlyMap<SeatId, number>): boolean {
    this.#groups = new Map(groups);
    const all = [...this.#live.values()].every((connection) => this.isTold(connection));
    this.tellEach();
    return !all;
  }

  /** Does the voice server know who may hear this connection? Until it does, its owner has no right to speak. */
  isTold(connection: VoiceConnection): boolean {
    const permits = this.#permits(connection);
    return connection.told === permits || (connection.told === "" && permits === EVERYBODY);
  }

  tellEach(): void {
    this.#live.forEach((connection) => this.#tell(connection));
  }

  /** The voice server let it in again, and may have forgotten what it was told, or may remember what holds no more. */
  tellAnew(connection: VoiceConnection): void {
    const toldBefore = connection.told !== "";
    if (toldBefore || !this.isTold(connection)) {
      this.#say(connection);
    }
  }

  /** Who would hear this seat this moment, as the voice server was told: connected, and permitted. */
  hearersOf(seat: SeatId): readonly SeatId[] {
    const speaker = this.#live.get(seat);
    if (speaker === undefined || speaker.say === null || !this.isTold(speaker)) {
      return [];
    }
    const permits = this.#permits(speaker);
    return [...this.#live.values()]
      .filter((one) => one !== speaker && one.say !== null)
      .filter(({ identity }) => permits === EVERYBODY || permits.split(" ").includes(identity))
      .map((one) => one.seat);
  }

  /** As a key that can be compared: everybody where there are no groups, else the voice identities of its own group. */
  #permits(connection: VoiceConnection): string {
    if (this.#groups.size === 0) {
      return EVERYBODY;
    }
    const groupOf = (seat: SeatId): number => this.#groups.get(seat) ?? 0;
    const own = groupOf(connection.seat);
    return [...this.#live.values()]
      .filter(({ seat }) => groupOf(seat) === own)
      .map(({ identity }) => identity)
      .toSorted()
      .join(" ");
  }

  #tell(connection: VoiceConnection): void {
    if (!this.isTold(connection)) {
      this.#say(connection);
    }
  }

  #say(connection: VoiceConnection): void {
    const permits = this.#permits(connection);
    if (connection.say?.(permissionFrame(permits)) === true) {
      connection.told = permits;
    }
    connection.keeper.look();
  }
}
