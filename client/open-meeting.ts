import type { Ticket } from "#protocol/http-shapes.ts";

import type { MeetingParts } from "./bridge/parts.tsx";
import { onSoundChoice, soundChoice } from "./bridge/sound-choice.ts";
import { Session } from "./session/open-session.ts";
import type { VoiceControls } from "./voice/open-voice.ts";
import type { WorldStore } from "./world/circle-store.ts";
import type { Answered } from "./world/house-door.ts";

export interface OpenMeeting {
  readonly parts: MeetingParts;
  start(withVoice: boolean): void;
  allowSound(): void;
  close(): void;
}

/** Puts session and voice together over one store, for one meeting. */
export function openMeeting(
  store: WorldStore,
  id: string,
  ticket: (meeting: string) => Promise<Answered<Ticket>>,
): OpenMeeting {
  const session = new Session({
    store,
    endpoint: location.origin,
    ticket: async () => {
      const answer = await ticket(id);
      return answer.ok ? answer.value : { error: answer.error };
    },
  });
  const voice = { controls: null as VoiceControls | null, wanted: false };
  const stopListening = onSoundChoice(() => voice.controls?.choiceChanged());

  const openVoice = async (): Promise<void> => {
    const door = await import("./voice/open-voice.ts");
    if (!voice.wanted) return;
    voice.controls = door.openVoice(store, {
      askTicket: () => session.askVoiceTicket(),
      choice: soundChoice,
    });
  };
  const allowSound = (): void => voice.controls?.allowSound();
  return {
    parts: {
      store,
      intents: {
        wish: (wish) => session.wish(wish),
        say: (text) => session.say(text),
        report: (report) => session.report(report),
        helpNow: () => session.helpNow(),
        leave: () => session.leave(),
        comeBack: () => session.start(),
        allowSound,
      },
    },
    start: (withVoice) => {
      session.start();
      voice.wanted = withVoice;
      // Without voices everything else works: turns go by text.
      if (withVoice) openVoice().catch(() => undefined);
    },
    allowSound,
    close: () => {
      voice.wanted = false;
      voice.controls?.close();
      stopListening();
      session.close();
    },
  };
}
