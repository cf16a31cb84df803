import { useCircle } from "../bridge/parts.tsx";
import { Figure } from "../ui/figure.tsx";
import { say } from "../ui/say.ts";
import { type DeedId, deedsShown } from "../world/deeds.ts";
import { outfitOf } from "../world/outfit.ts";
import { SpeakingBalance } from "./balance.tsx";
import { RoundConsole, TimeAsked } from "./console-round.tsx";
import { DeedButton, Deeds } from "./deed-button.tsx";
import { DriftNote } from "./drift-note.tsx";
import { nameOf } from "./seat-words.ts";
import { TimelineLinks } from "./timeline-links.tsx";

const MEETING: readonly DeedId[] = [
  "open-door",
  "start-meeting",
  "close-meeting",
  "lock-door",
  "unlock-door",
  "hand-over",
  "change-sheet",
  "use-template",
  "change-place",
  "change-light",
  "choose-piece",
];
const CALM: readonly DeedId[] = [
  "pause",
  "resume",
  "silence",
  "end-silence",
  "whisper",
  "remind",
  "stop-turn",
  "mute-everyone",
  "lockdown",
  "release",
];
/** Everything those who facilitate can see and do. */
export function Console() {
  const { circle, own } = useCircle();
  if (!own.console) return <CrewConsole />;
  return (
    <section className="console stack" aria-labelledby="console-title">
      <h2 id="console-title">{say("console.title")}</h2>
      <AtTheDoor />
      {circle.phase === "meeting" ? (
        <>
          <RoundConsole />
          <DriftNote />
        </>
      ) : null}
      <section className="stack-small" aria-label={say("console.meeting")}>
        <h3>{say("console.meeting")}</h3>
        <div className="row">
          <Deeds ids={MEETING} />
        </div>
      </section>
      <section className="stack-small" aria-label={say("console.calm")}>
        <h3>{say("console.calm")}</h3>
        <div className="row">
          <Deeds ids={CALM} />
        </div>
      </section>
      {circle.phase === "scheduled" || circle.phase === "lobby" ? null : <SpeakingBalance />}
      {circle.phase === "afterglow" ? <TimelineLinks /> : null}
      <Quietly />
    </section>
  );
}

/** What a task brings along for somebody who does not facilitate: the door for the greeter, asked time for the timekeeper. */
function CrewConsole() {
  const { own } = useCircle();
  return (
    <>
      {own.door.length > 0 ? <AtTheDoor /> : null}
      <TimeAsked />
    </>
  );
}

function AtTheDoor() {
  const { circle, own } = useCircle();
  const waiting = own.door;
  return (
    <section className="stack-small" aria-label={say("console.door")}>
      <h3>{say("console.door")}</h3>
      {waiting.length > 0 && circle.round.state === "running" && !own.may.includes("admit") ? (
        <p className="soft small">{say("console.door-later")}</p>
      ) : null}
      {waiting.length === 0 ? (
        <p className="soft small">
          {say(circle.seats.length > 1 ? "console.door-empty" : "console.door-none")}
        </p>
      ) : (
        <ul className="stack-small">
          {waiting.map(({ id, name, look }) => (
            <li key={id} className="waiting">
              <Figure parts={outfitOf(look)} className="person-figure" />
              <strong className="person-name">{name}</strong>
              <div className="row">
                {deedsShown("door", circle, own, id).map((deed) => (
                  <DeedButton
                    deed={deed}
                    key={deed.id}
                    target={id}
                    name={name}
                    className="button-small"
                  />
                ))}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Small groups that have asked for somebody, or in which somebody is alone. */
function Calling() {
  const { own } = useCircle();
  const calling = own.console?.calling ?? [];
  return calling.length > 0 ? (
    <p role="status">{say("console.calling", { groups: calling.join(", ") })}</p>
  ) : null;
}

/** What only those who facilitate know: hands in order, who is asked later, who stepped out. */
function Quietly() {
  const { circle, own } = useCircle();
  const { hands = [], laters = [], unoffered = [], steppedOut = [] } = own.console ?? {};
  const names = (ids: typeof hands): string => ids.map((id) => nameOf(circle, id)).join(", ");
  const running = circle.round.state === "running";
  return (
    <div className="stack-small small soft">
      {hands.length > 0 ? (
        <p>
          {say("console.hands")}: {names(hands)}
        </p>
      ) : null}
      <Calling />
      {laters.length > 0 ? <p>{say("console.laters", { names: names(laters) })}</p> : null}
      {running && unoffered.length > 0 ? (
        <p>{say("console.unoffered", { names: names(unoffered) })}</p>
      ) : null}
      {steppedOut.length > 0 ? (
        <p>{say("console.stepped-out", { names: names(steppedOut) })}</p>
      ) : null}
    </div>
  );
}
