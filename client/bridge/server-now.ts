import { useEffect, useState } from "react";

import { useMeeting } from "./parts.tsx";

/** The server's time in ms since the epoch, drawn anew every `everyMs`. */
export function useServerNow(everyMs: number): number {
  const { store } = useMeeting();
  const [now, setNow] = useState(() => performance.now() + store.getState().clockOffsetMs);
  useEffect(() => {
    const tick = (): void => setNow(performance.now() + store.getState().clockOffsetMs);
    tick();
    const timer = setInterval(tick, everyMs);
    return () => clearInterval(timer);
  }, [store, everyMs]);
  return now;
}
