import {
  ConnectionState,
  type LocalTrack,
  type LocalTrackPublication,
  LogLevel,
  ParticipantEvent,
  type RemoteParticipant,
  type RemoteTrack,
  type RemoteTrackPublication,
  Room,
  RoomEvent,
  setLogLevel,
  Track,
} from "livekit-client";

import { PublishLoop } from "./publish-loop.ts";

/** What one connection tells. */
export interface LineListener {
  /** A voice can be heard under this identity. */
  heard(identity: string, track: MediaStreamTrack): unknown;
  silent(track: MediaStreamTrack): void;
  microphoneLive(live: boolean): unknown;
  state(state: "on" | "reconnecting" | "over"): unknown;
  /** The track that should be published if the server allows it now. */
  wantedTrack(): MediaStreamTrack | null;
}

/** One connection to the voice server, from ticket to end. */
export interface VoiceLine {
  look(): void;
  close(): void;
}

// It would write room and participant names into the console.
setLogLevel(LogLevel.error);

/** Past these, our own loop begins again with a fresh ticket. */
const RETRY_MS = [0, 300, 600, 1000, 1500] as const;
const CONNECT_MS = 8000;

const roomOptions = {
  // One peer connection for both directions cannot resume: a lost signal socket would cost two seconds of sound.
  singlePeerConnection: false,
  // Else the microphone ends with the first turn.
  stopLocalTrackOnUnpublish: false,
  adaptiveStream: false,
  dynacast: false,
  reconnectPolicy: {
    nextRetryDelayInMs: ({ retryCount }: { retryCount: number }) => RETRY_MS[retryCount] ?? null,
  },
} as const;

const publishOptions = {
  source: Track.Source.Microphone,
  dtx: true,
  red: true,
  stopMicTrackOnMute: false,
} as const;

type Heard = (
  track: RemoteTrack,
  publication: RemoteTrackPublication,
  from: RemoteParticipant,
) => void;

/**
 * What is published is a copy of the microphone's track. livekit refuses a track for good whose announcement the server
 * dropped (a right taken away in that very moment), so after a failure it gets a copy with another name. Otherwise the
 * same one again: it looks for silence in every track that is new to it, with an AudioContext each.
 */
class Copies {
  #of: MediaStreamTrack | null = null;
  #copy: MediaStreamTrack | null = null;
  #known: LocalTrackPublication["track"];

  of(track: MediaStreamTrack): MediaStreamTrack | LocalTrack {
    if (this.#of !== track || this.#copy === null) {
      this.forget();
      this.#of = track;
      this.#copy = track.clone();
    }
    return this.#known ?? this.#copy;
  }

  keep(known: LocalTrackPublication["track"]): void {
    this.#known = known;
  }

  forget(): void {
    this.#copy?.stop();
    this.#copy = null;
    this.#known = undefined;
  }
}

function openLoop(room: Room, listener: LineListener): PublishLoop {
  const me = room.localParticipant;
  const copies = new Copies();
  return new PublishLoop({
    wanted: () => (me.permissions?.canPublish === true ? listener.wantedTrack() : null),
    async publish(track) {
      const publication = await me.publishTrack(copies.of(track), publishOptions);
      copies.keep(publication.track);
    },
    async unpublish() {
      const tracks = [...me.trackPublications.values()].flatMap((one) =>
        one.track === undefined ? [] : [one.track],
      );
      await Promise.all(tracks.map((track) => me.unpublishTrack(track, false)));
    },
    letGo: () => copies.forget(),
    giveUp: () => void room.disconnect(),
    changed: (live) => listener.microphoneLive(live),
  });
}

function follow(room: Room, listener: LineListener, loop: PublishLoop): void {
  const me = room.localParticipant;
  const found: Heard = (track, _publication, from) => {
    if (track.kind === Track.Kind.Audio) {
      listener.heard(from.identity, track.mediaStreamTrack);
    }
  };
  room
    .on(RoomEvent.TrackSubscribed, found)
    .on(RoomEvent.TrackUnsubscribed, (track) => listener.silent(track.mediaStreamTrack))
    .on(RoomEvent.SignalReconnecting, () => listener.state("reconnecting"))
    .on(RoomEvent.Reconnecting, () => listener.state("reconnecting"))
    .on(RoomEvent.Reconnected, () => {
      listener.state("on");
      loop.look();
    })
    .on(RoomEvent.Disconnected, () => {
      loop.close();
      listener.state("over");
    });
  me.on(ParticipantEvent.ParticipantPermissionsChanged, () => {
    if (me.permissions?.canPublish === true) {
      loop.look();
    } else {
      loop.takenAway();
    }
  });
  me.on(ParticipantEvent.LocalTrackUnpublished, () => loop.look());
}

/** Connects through our gate. Rejects when it was not let in. */
export async function openVoiceLine(
  url: string,
  ticket: string,
  listener: LineListener,
): Promise<VoiceLine> {
  const room = new Room(roomOptions);
  const loop = openLoop(room, listener);
  follow(room, listener, loop);
  // Our own loop asks for a new ticket: a second try with this one could only be refused.
  await room.connect(url, ticket, {
    maxRetries: 0,
    websocketTimeout: CONNECT_MS,
    autoSubscribe: true,
  });
  listener.state("on");
  loop.look();
  return {
    look: () => loop.look(),
    close() {
      loop.close();
      if (room.state !== ConnectionState.Disconnected) {
        void room.disconnect();
      }
    },
  };
}
