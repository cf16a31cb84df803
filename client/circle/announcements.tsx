import { useState } from "react";

import { useMeeting } from "../bridge/parts.tsx";
import { say } from "../ui/say.ts";
import type { WorldStore } from "../world/circle-store.ts";
import { MESSAGE_ID } from "./chat.tsx";
import { useKeys } from "./keys.ts";
import { leftMs } from "./ring-geometry.ts";
import { describeRing } from "./ring-words.ts";
import { timeWords } from "./seat-words.ts";
import { useAnnouncements } from "./use-announcements.ts";

/** What somebody may ask by a key; each answer is said by the status region. */
function makeReading(store: WorldStore, answer: (words: string) => void) {
  const at = { line: 0 };
  return {
    whoAndWhen: () => {
      const { circle, own, clockOffsetMs } = store.getState();
      if (!circle || !own) return;
      const left = leftMs(circle.floor, performance.now() + clockOffsetMs);
      const held = circle.floor.kind === "held" && left !== null;
      const time = held ? ` ${say("floor.time-left")}: ${timeWords(left)}.` : "";
      answer(`${describeRing(circle, own.seat)}${time}`);
    },
    line: (step: -1 | 1) => {
      const { lines } = store.getState();
      at.line = Math.max(-lines.length, Math.min(-1, at.line + step));
      const read = lines.at(at.line);
      if (read) answer(say("chat.line", { name: read.name, text: read.text }));
    },
    write: () => document.getElementById(MESSAGE_ID)?.focus(),
  };
}

/** The status region, and the keys that ask it something. What it says last stays to be read. */
export function Announcements() {
  const { store } = useMeeting();
  const news = useAnnouncements();
  const [asked, setAsked] = useState({ words: "", over: news });
  const [reading] = useState(() =>
    makeReading(store, (words) => setAsked((last) => ({ ...last, words }))),
  );
  useKeys(reading);
  // News come after what was asked for and take its place.
  if (asked.over !== news) setAsked({ words: "", over: news });
  const words = asked.words === "" ? news : asked.words;
  return (
    <div role="status" aria-label={say("announce.label")} className="announcements">
      {words}
    </div>
  );
}
