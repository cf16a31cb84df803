import { SignalRequest } from "@livekit/protocol";

/**
 * All that a client of ours ever asks of the voice server. Which tracks somebody receives is the server's choice alone, so
 * there is no asking for one; and what LiveKit also offers (data, other names, rehearsed failures) has no use in a circle.
 */
const ASKED_BY_US: ReadonlySet<string | undefined> = new Set([
  "offer",
  "answer",
  "trickle",
  "addTrack",
  "mute",
  "leave",
  "syncState",
  "trackSetting",
  "updateAudioTrack",
  "ping",
  "pingReq",
]);

/**
 * What becomes of a client's frame: it goes on; it is dropped without a word, since livekit-client says after some
 * reconnects by itself that everybody may hear it, which is not its to say; it is dropped and counted, since no client
 * of ours says it; or it cannot be read.
 */
export function judgeFrame(frame: Uint8Array): "passes" | "dropped" | "strange" | "unreadable" {
  try {
    const { message } = SignalRequest.fromBinary(frame);
    if (message.case === "subscriptionPermission") {
      return message.value.allParticipants ? "dropped" : "strange";
    }
    return ASKED_BY_US.has(message.case) ? "passes" : "strange";
  } catch {
    return "unreadable";
  }
}
