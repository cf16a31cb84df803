import { useEffect, useState } from "react";

import { levels } from "../world/levels.ts";

const EVERY_MS = 300;
/** Below is breathing and keyboards. */
const HEARD = 0.08;

const heard = (): readonly string[] =>
  [...levels]
    .filter(([, level]) => level > HEARD)
    .map(([seat]) => seat)
    .toSorted();

/** Seats whose voice sounds just now. Changes a few times a second at most, and only when somebody starts or stops. */
export function useSpeaking(): ReadonlySet<string> {
  const [speaking, setSpeaking] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    let last = "";
    const timer = setInterval(() => {
      const now = heard();
      const key = now.join(" ");
      if (key === last) return;
      last = key;
      setSpeaking(new Set(now));
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return speaking;
}
