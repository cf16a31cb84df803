import { SignalRequest, SubscriptionPermission, TrackPermission } from "@livekit/protocol";

/**
 * Small groups inside one voice room. LiveKit lets a publisher say who may receive their tracks, over their own signalling
 * socket, and enforces it: for tracks that come later too, before anybody is subscribed. That socket goes through our
 * gate, so the gate says it for them, and they cannot say anything else.
 */
export const EVERYBODY = "everybody";

/** As a key that can be compared: everybody, or these voice identities and nobody else. */
export const permitted = (identities: readonly string[]): string => identities.toSorted().join(" ");

/** The signalling frame that says so. */
export function permissionFrame(permits: string): Uint8Array {
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
 * Who may hear somebody is not theirs to say, though livekit-client says "everybody" by itself after some reconnects: such a
 * frame goes no further. One that cannot be read comes from no client of ours.
 */
export function whatItSays(frame: Uint8Array): "theirs" | "who-may-hear" | "unreadable" {
  try {
    const said = SignalRequest.fromBinary(frame).message.case;
    return said === "subscriptionPermission" ? "who-may-hear" : "theirs";
  } catch {
    return "unreadable";
  }
}
