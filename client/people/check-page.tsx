import { useEffect, useState } from "react";

import { say, type WordKey } from "../ui/say.ts";
import type { HouseDoor } from "../world/house-door.ts";
import { PageFrame } from "./page-frame.tsx";

type Finding = { readonly works: boolean; readonly words: string };

const fine: Finding = { works: true, words: say("check.yes") };
const instead = (key: WordKey): Finding => ({
  works: false,
  words: say("check.no", { instead: say(key) }),
});

function webgl(): Finding {
  const context = document.createElement("canvas").getContext("webgl2");
  // Given back at once: a browser has only a few.
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context ? fine : instead("check.instead-webgl");
}

function microphone(): Finding {
  if (!window.isSecureContext) return instead("check.instead-secure");
  return "mediaDevices" in navigator
    ? { works: true, words: say("check.asks") }
    : instead("check.instead-microphone");
}

/** Any answer of the server over a socket's first step will do; the rooms need a ticket for more. */
const socket = (): Finding => ("WebSocket" in window ? fine : instead("check.instead-socket"));

interface Props {
  readonly house: HouseDoor;
  readonly headsetSupported: () => Promise<boolean>;
}

/** Tries what a meeting needs, and says what to do where something is missing. Asks for no permission. */
export function CheckPage({ house, headsetSupported }: Props) {
  const [headset, setHeadset] = useState<Finding | null>(null);
  const [server, setServer] = useState<Finding | null>(null);
  const [voice, setVoice] = useState<Finding | null>(null);
  useEffect(() => {
    void headsetSupported().then((can) => setHeadset(can ? fine : instead("check.instead-webxr")));
    void house.ready().then((answer) => {
      setServer(answer.ok ? fine : instead("check.instead-server"));
      const on = answer.ok && answer.value.voice.state === "on";
      setVoice(on ? fine : instead("check.instead-voice"));
    });
  }, [house, headsetSupported]);
  const rows: readonly (readonly [WordKey, Finding | null])[] = [
    ["check.server", server],
    ["check.voice", voice],
    ["check.socket", socket()],
    ["check.microphone", microphone()],
    ["check.webgl", webgl()],
    ["check.webxr", headset],
  ];
  return (
    <PageFrame title={say("check.title")} narrow>
      <section className="card">
        <ul className="checks">
          {rows.map(([key, finding]) => (
            <li key={key}>
              <strong>{say(key)}</strong>
              <span className={finding && !finding.works ? "soft" : ""}>
                {finding?.words ?? say("check.waiting")}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </PageFrame>
  );
}
