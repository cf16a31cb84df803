import { Room, Track } from "livekit-client";

import { packets, watchConnections } from "./received.ts";

watchConnections();

/** Somebody's own client, which does not keep to the rules: it publishes when it likes and never lets go of a track. */
const room = new Room({ singlePeerConnection: false, stopLocalTrackOnUnpublish: false });

const outcome = (step: Promise<unknown>): Promise<string> =>
  Promise.race([
    step.then(
      () => "done",
      (error: unknown) => String(error),
    ),
    new Promise<string>((resolve) => setTimeout(() => resolve("no answer"), 1500)),
  ]);

const page = {
  connect: (path: string, ticket: string) =>
    outcome(room.connect(location.origin.replace("http", "ws") + path, ticket, { maxRetries: 0 })),
  connected: () => room.state,
  async publishMicrophone() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const [track] = stream.getAudioTracks();
    return track === undefined
      ? "no track"
      : outcome(room.localParticipant.publishTrack(track, { source: Track.Source.Microphone }));
  },
  async publishScreen() {
    const context = new AudioContext();
    const tone = new OscillatorNode(context, { frequency: 1234 });
    const sink = context.createMediaStreamDestination();
    tone.connect(sink);
    tone.start();
    const [track] = sink.stream.getAudioTracks();
    return track === undefined
      ? "no track"
      : outcome(
          room.localParticipant.publishTrack(track, { source: Track.Source.ScreenShareAudio }),
        );
  },
  say: () =>
    outcome(
      room.localParticipant.publishData(new TextEncoder().encode("hello"), { reliable: true }),
    ),
  /** Asks for every track there is, again and again. */
  demandEverything() {
    for (const person of room.remoteParticipants.values())
      for (const publication of person.trackPublications.values()) {
        publication.setSubscribed(false);
        publication.setSubscribed(true);
      }
  },
  /** Says to the server that everybody may hear this microphone. */
  letEverybodyHear: () => room.localParticipant.setTrackSubscriptionPermissions(true),
  packets,
  rename: () => outcome(room.localParticipant.setName("Somebody else")),
  /** From now on the library never takes a track away, whatever the server says. */
  keepEverything() {
    room.localParticipant.unpublishTrack = () => Promise.resolve(undefined);
    RTCPeerConnection.prototype.removeTrack = () => undefined;
  },
};

declare global {
  interface Window {
    modified: typeof page;
  }
}
window.modified = page;
