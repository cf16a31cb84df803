import { useCircle } from "../bridge/parts.tsx";
import { say } from "../ui/say.ts";
import { deedsShown } from "../world/deeds.ts";
import { DeedButton } from "./deed-button.tsx";
import { middleWords } from "./middle-words.ts";

/** What lies in the middle of the circle, and what one may do about it. */
export function MiddleCard() {
  const { circle, own } = useCircle();
  const words = middleWords(circle, own);
  const deeds = deedsShown("middle", circle, own);
  if (words.length === 0 && deeds.length === 0) return null;
  return (
    <section className="card stack-small" aria-label={say("middle.title")}>
      {words.map((line) => (
        <p key={line}>{line}</p>
      ))}
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
