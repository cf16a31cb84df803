import type { SeatId } from "#rules/ids.ts";

import { useCircle } from "../bridge/parts.tsx";
import { useServerNow } from "../bridge/server-now.ts";
import { say } from "../ui/say.ts";
import { nameOf } from "./seat-words.ts";

const EVERY_MS = 10_000;

/** What may be worth a word about how the time is shared. Nothing follows from it by itself. */
export function FairnessNotes() {
  const { circle, own } = useCircle();
  const now = useServerNow(EVERY_MS);
  const fairness = own.console?.fairness;
  if (!fairness || circle.phase !== "meeting") return null;
  const { unheard, unheardFrom, again, sameThree, ownShare, evenness } = fairness;
  const names = (ids: readonly SeatId[]): string => ids.map((id) => nameOf(circle, id)).join(", ");
  const late = unheardFrom > 0 && now >= unheardFrom && unheard.length > 0;
  const notes = [
    late ? say("fairness.unheard", { names: names(unheard) }) : "",
    again.length > 0 ? say("fairness.again", { names: names(again) }) : "",
    sameThree.length > 0 ? say("fairness.same-three", { names: names(sameThree) }) : "",
    ownShare > 0 ? say("fairness.own", { percent: Math.round(ownShare * 100) }) : "",
    evenness === null ? "" : say("fairness.even", { percent: Math.round(evenness * 100) }),
  ].filter((note) => note !== "");
  return notes.map((note) => (
    <p key={note} className="soft small">
      {note}
    </p>
  ));
}
