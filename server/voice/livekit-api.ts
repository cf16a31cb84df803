import {
  AccessToken,
  type ParticipantInfo,
  RoomServiceClient,
  ServerError,
  TrackSource,
} from "livekit-server-sdk";

/** Where a LiveKit server listens and the key pair it knows us by. */
export interface LiveKitServer {
  /** ws:// or http://; signalling and calls go to the same port. */
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** What one connection may do now. */
export interface SeatRights {
  readonly publish: boolean;
  readonly subscribe: boolean;
}

/** Somebody the voice server says is in a room. */
export interface Participant {
  readonly identity: string;
  readonly rights: SeatRights;
  /** Hidden, recording, or no person at all: nobody like that belongs into a circle. */
  readonly lurking: boolean;
  /** The open microphone track, or "" when there is none. */
  readonly microphone: string;
}

/** The few calls Hearth makes to LiveKit. Each gives up quickly: the loops above repeat. */
export interface LiveKitApi {
  healthy(): Promise<boolean>;
  openRoom(room: string): Promise<void>;
  closeRoom(room: string): Promise<void>;
  participants(room: string): Promise<readonly Participant[] | "no-such-room">;
  setRights(room: string, identity: string, rights: SeatRights): Promise<"done" | "gone">;
  /** Has the server look again, now, whether this listener may receive these tracks. */
  lookAgain(room: string, identity: string, tracks: readonly string[]): Promise<void>;
  remove(room: string, identity: string): Promise<void>;
  /** A token for one join: it never carries the right to publish, that is granted to the live connection. */
  token(room: string, identity: string, subscribe: boolean): Promise<string>;
}

/** A call to a server on this machine takes 3–6 ms; one that takes this long is repeated. */
const CALL_S = 0.4;
const HEALTH_MS = 700;
/** Seconds. The gate mints a token per connection and hands it on at once. */
const TOKEN_TTL_S = 60;

const httpUrl = (url: string): string => url.replace(/^ws/, "http").replace(/\/$/, "");

function readParticipant(info: ParticipantInfo): Participant {
  const may = info.permission;
  const microphone = info.tracks.find(
    (track) => track.source === TrackSource.MICROPHONE && !track.muted,
  );
  return {
    identity: info.identity,
    rights: { publish: may?.canPublish === true, subscribe: may?.canSubscribe === true },
    // kind 0 is a person's client; every other kind is an agent, a recorder or a telephone line.
    lurking: may?.hidden === true || info.kind !== 0,
    microphone: microphone?.sid ?? "",
  };
}

const gone = (error: unknown): "gone" => {
  if (error instanceof ServerError && error.status === 404) {
    return "gone";
  }
  throw error;
};

/** A token that lets in and hear, if that; speaking is granted to the live connection, never carried by a token. */
function mint(
  server: LiveKitServer,
  room: string,
  identity: string,
  subscribe: boolean,
): Promise<string> {
  const token = new AccessToken(server.apiKey, server.apiSecret, { identity, ttl: TOKEN_TTL_S });
  token.addGrant({
    roomJoin: true,
    room,
    canPublish: false,
    canPublishData: false,
    canUpdateOwnMetadata: false,
    canSubscribe: subscribe,
  });
  return token.toJwt();
}

/** Speaks to one LiveKit server by its documented calls only, so that any recent version will do. */
export function openLiveKitApi(server: LiveKitServer): LiveKitApi {
  const rooms = new RoomServiceClient(httpUrl(server.url), server.apiKey, server.apiSecret, {
    requestTimeout: CALL_S,
    failover: false,
  });

  return {
    async healthy() {
      const answer = await fetch(`${httpUrl(server.url)}/`, {
        signal: AbortSignal.timeout(HEALTH_MS),
      }).catch(() => null);
      await answer?.body?.cancel();
      return answer?.ok === true;
    },
    async openRoom(room) {
      await rooms.createRoom({
        name: room,
        emptyTimeout: 60,
        departureTimeout: 60,
        maxParticipants: 40,
      });
    },
    async closeRoom(room) {
      await rooms.deleteRoom(room).catch(gone);
    },
    async participants(room) {
      const all = await rooms.listParticipants(room).catch(gone);
      return all === "gone" ? "no-such-room" : all.map(readParticipant);
    },
    async setRights(room, identity, rights) {
      const permission = {
        canPublish: rights.publish,
        canPublishSources: rights.publish ? [TrackSource.MICROPHONE] : [],
        canSubscribe: rights.subscribe,
        canPublishData: false,
        canUpdateMetadata: false,
        hidden: false,
      };
      const answer = await rooms.updateParticipant(room, identity, { permission }).catch(gone);
      return answer === "gone" ? "gone" : "done";
    },
    async lookAgain(room, identity, tracks) {
      await rooms.updateSubscriptions(room, identity, [...tracks], true).catch(gone);
    },
    async remove(room, identity) {
      await rooms.removeParticipant(room, identity).catch(gone);
    },
    token: (room, identity, subscribe) => mint(server, room, identity, subscribe),
  };
}
