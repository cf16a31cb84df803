import { useCircle } from "../bridge/parts.tsx";
import { say } from "../ui/say.ts";
import { FairnessNotes } from "./fairness-notes.tsx";
import { nameOf, timeWords } from "./seat-words.ts";

/** Who spoke how long, as bars and in words. For those who facilitate only, and never as a failing. */
export function SpeakingBalance() {
  const { circle, own } = useCircle();
  const balance = own.console?.balance ?? [];
  const total = balance.reduce((sum, { spokenMs }) => sum + spokenMs, 0);
  const most = Math.max(1, ...balance.map(({ spokenMs }) => spokenMs));
  const even = balance.length > 0 ? total / balance.length / most : 0;
  return (
    <section className="stack-small" aria-label={say("console.balance")}>
      <h3>{say("console.balance")}</h3>
      <ul className="balance">
        {balance.map(({ seat, turns, spokenMs, share }) => {
          const values = { name: nameOf(circle, seat), turns, time: timeWords(spokenMs) };
          const key =
            turns === 0
              ? "console.balance-none"
              : turns === 1
                ? "console.balance-one"
                : "console.balance-row";
          return (
            <li key={seat} className="balance-row">
              <span>
                {say(key, values)}
                {turns === 0 ? null : `, ${say(`share.${share}`)}`}
              </span>
              <span className="balance-bar" aria-hidden="true">
                <span style={{ width: `${(spokenMs / most) * 100}%` }} />
                {total > 0 ? <i style={{ left: `${even * 100}%` }} /> : null}
              </span>
            </li>
          );
        })}
      </ul>
      <FairnessNotes />
      <p className="soft small">
        {total > 0 ? say("console.balance-even") : null} {say("console.balance-hint")}
      </p>
    </section>
  );
}
