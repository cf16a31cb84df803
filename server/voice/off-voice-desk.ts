import type { VoiceDesk } from "../ports/voice-desk.ts";
import type { VoiceDoor } from "./voice-gate.ts";

/** Stands where no voice server can be had: the meeting goes on by text, and says why. */
export function offVoiceDesk(why: string): VoiceDesk & VoiceDoor {
  return {
    state: () => ({ state: "off", why }),
    onStateChange: () => () => undefined,
    open: () => undefined,
    setRights: () => undefined,
    ticket: () => "",
    expel: () => undefined,
    close: () => Promise.resolve(),
    handleUpgrade: () => false,
    handleRequest: () => false,
  };
}
