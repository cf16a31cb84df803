import { openVoice } from "../../../client/voice/open-voice.ts";
import { openSoundCheck } from "../../../client/voice/sound-check.ts";
import { createWorldStore, type World } from "../../../client/world/circle-store.ts";
import { levels } from "../../../client/world/levels.ts";
import { drawnHeads, listener } from "../../../client/world/listener.ts";
import { played, sounding, watchOutputs } from "./played.ts";
import {
  heardData,
  longestGapIn,
  loudest,
  loudestIn,
  negotiated,
  newestPacketAt,
  packets,
  untilLoud,
  watchConnections,
} from "./received.ts";
import { cutSignal, ticketsShown, tokensSeen, watchSockets } from "./sockets.ts";

/** A page with nothing but voice on it: the test plays the part of session and rooms. */
watchConnections();
watchOutputs();
watchSockets();

const store = createWorldStore();
const choice = { microphone: "", speaker: "", headphones: false, withMicrophone: true };
const streams: MediaStream[] = [];
let asked = 0;

const devices = navigator.mediaDevices;
const getUserMedia = devices.getUserMedia.bind(devices);
devices.getUserMedia = async (wish) => {
  asked += 1;
  const stream = await getUserMedia(wish);
  streams.push(stream);
  return stream;
};

const page = {
  see: (change: Partial<World>) => store.setState(change),
  voice: () => store.getState().voice,
  level: (seat: string) => levels.get(seat) ?? 0,
  choose: (change: Partial<typeof choice>) => {
    Object.assign(choice, change);
    voice.choiceChanged();
  },
  setVolume: (seat: string, volume: number) => voice.setVolume(seat, volume),
  /** Puts on headphones in the 3D scene, or takes them off. */
  wear: (headphones: boolean) => {
    listener.present = headphones;
    listener.headphones = headphones;
  },
  placeHead: (seat: string, x: number, y: number, z: number) => {
    drawnHeads.set(seat, new Float32Array([x, y, z]));
  },
  /** The system takes the microphone away, as a headset does that is put down. */
  loseMicrophone: () => {
    const track = streams.at(-1)?.getAudioTracks()[0];
    track?.stop();
    track?.dispatchEvent(new Event("ended"));
  },
  timesAsked: () => asked,
  check: openSoundCheck(),
  openTracks: () =>
    streams.flatMap((one) => one.getTracks()).filter((one) => one.readyState === "live").length,
  packets,
  newestPacketAt,
  loudest,
  loudestIn,
  longestGapIn,
  negotiated,
  untilLoud,
  played,
  sounding,
  tokensSeen,
  cutSignal,
  ticketsShown,
  heardData,
};

const voice = openVoice(store, {
  askTicket: () => void window.askTicket(),
  choice: () => choice,
});

declare global {
  interface Window {
    askTicket: () => Promise<void>;
    voicePage: typeof page;
  }
}
window.voicePage = page;
