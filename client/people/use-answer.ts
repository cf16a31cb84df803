import { useCallback, useEffect, useState } from "react";

import type { Answered } from "../world/house-door.ts";

/** Asks once at the start, and again when wanted. null until the first answer. */
export function useAnswer<T>(
  ask: () => Promise<Answered<T>>,
): readonly [Answered<T> | null, () => void] {
  const [answer, setAnswer] = useState<Answered<T> | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let present = true;
    void ask().then((given) => {
      if (present) setAnswer(given);
    });
    return () => {
      present = false;
    };
  }, [ask, turn]);
  const again = useCallback(() => setTurn((last) => last + 1), []);
  return [answer, again];
}
