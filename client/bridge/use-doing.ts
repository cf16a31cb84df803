import { useCallback } from "react";

import type { DeedAnswer, Doing } from "../world/deed.ts";
import type { Deed } from "../world/deeds.ts";
import type { Intents } from "../world/intents.ts";
import { openDialog } from "./open-dialog.ts";
import { useMeeting } from "./parts.tsx";

function carryOut(doing: Doing, intents: Intents): void {
  if (doing.kind === "wish") intents.wish(doing.wish);
  else if (doing.kind === "open") openDialog({ kind: doing.what });
  else intents.leave();
}

/** Does a deed: asks first what must be asked, then carries it out. `answered` comes from the dialog that asked. */
export function useDoing(): (deed: Deed, answer?: DeedAnswer, answered?: boolean) => void {
  const { store, intents } = useMeeting();
  return useCallback(
    (deed, answer = {}, answered = false) => {
      const { circle, own } = store.getState();
      if (!circle || !own) return;
      if (!answered && deed.asks(circle, own, answer.target).length > 0) {
        const { target } = answer;
        openDialog({ kind: "deed", deed: deed.id, ...(target ? { target } : {}) });
        return;
      }
      const doing = deed.does(answer, circle, own);
      if (doing) carryOut(doing, intents);
    },
    [store, intents],
  );
}
