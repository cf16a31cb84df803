import { useCircle } from "../bridge/parts.tsx";
import { useServerNow } from "../bridge/server-now.ts";
import { Icon } from "../ui/icon.tsx";
import { say } from "../ui/say.ts";
import { formatWords, hasFormat } from "./format-words.ts";

const EVERY_MS = 5000;

/** How this part of the meeting goes: read once by whoever is new, in the way of nobody else. */
export function FormatCard() {
  const { circle } = useCircle();
  const now = useServerNow(EVERY_MS);
  if (!hasFormat(circle)) return null;
  const { name, how, facts } = formatWords(circle, now);
  return (
    <section className="format-card" aria-label={say("format.label")}>
      <p className="format-how">
        <strong className="format-name">{name}</strong> {how}
      </p>
      <ul className="format-facts">
        {facts.map(({ icon, label, words }) => (
          <li key={icon} className="format-fact">
            <Icon name={icon} />
            <span className="unseen">{label} </span>
            <span>{words}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
