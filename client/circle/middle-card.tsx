import { useCircle } from "../bridge/parts.tsx";
import { useServerNow } from "../bridge/server-now.ts";
import { say, type WordKey } from "../ui/say.ts";
import { deedsShown } from "../world/deeds.ts";
import { DeedButton } from "./deed-button.tsx";
import { middleClock, middleWords } from "./middle-words.ts";
import { timeWords } from "./seat-words.ts";

const EVERY_MS = 500;
/** What is asked of me stands in the turn card, beside its question. */
const ASKED = new Set(["join-group", "stay-by-fire", "call-facilitator"]);

/** What lies in the middle of the circle, and what one may do about it. */
export function MiddleCard() {
  const { circle, own } = useCircle();
  const now = useServerNow(EVERY_MS);
  const [first, ...more] = middleWords(circle, own, now);
  const clock = middleClock(circle, own);
  const invited = own.invitedWith.length > 0;
  const deeds = deedsShown("middle", circle, own).filter(
    ({ id, enabled }) =>
      !(invited && ASKED.has(id)) &&
      // Only those who sit together somewhere can ask somebody over.
      !(id === "call-facilitator" && !enabled(circle, own)),
  );
  if (first === undefined && deeds.length === 0) return null;
  return (
    <section className="middle stack-small" aria-label={say("middle.title")}>
      {first === undefined ? null : <p className="middle-first">{first}</p>}
      {more.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {clock && !invited ? <Countdown {...clock} /> : null}
      {deeds.length > 0 ? (
        <div className="row">
          {deeds.map((deed) => (
            <DeedButton deed={deed} key={deed.id} />
          ))}
        </div>
      ) : null}
    </section>
  );
}

/** Time until something happens for everybody, by the server's own clock. */
export function Countdown({ label, until }: { readonly label: WordKey; readonly until: number }) {
  const now = useServerNow(EVERY_MS);
  return (
    <p className="countdown">
      <span aria-hidden="true">{say(label)} </span>
      <span role="timer" aria-label={say(label)}>
        {timeWords(until - now)}
      </span>
    </p>
  );
}
