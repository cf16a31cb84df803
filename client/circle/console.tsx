import { useId, useState } from "react";

import { useCircle } from "../bridge/parts.tsx";
import { Select } from "../ui/choices.tsx";
import { Figure } from "../ui/figure.tsx";
import { say } from "../ui/say.ts";
import type { DeedAnswer } from "../world/deed.ts";
import { type DeedId, deedOf, deedsShown } from "../world/deeds.ts";
import { outfitOf } from "../world/outfit.ts";
import { SpeakingBalance } from "./balance.tsx";
import { DeedButton } from "./deed-button.tsx";
import { nameOf } from "./seat-words.ts";

const MEETING: readonly DeedId[] = [
  "open-door",
  "start-meeting",
  "next-segment",
  "close-meeting",
  "lock-door",
  "unlock-door",
  "hand-over",
  "change-place",
  "change-light",
  "choose-piece",
];
const CALM: readonly DeedId[] = [
  "pause",
  "resume",
  "silence",
  "end-silence",
  "mute-everyone",
  "lockdown",
  "release",
];
const ROUND: readonly DeedId[] = [
  "skip",
  "close-round",
  "set-prompt",
  "call-hand",
  "lower-all-hands",
  "order-hands",
  "knock",
  "leave-group",
  "gather",
];

function Deeds({ ids }: { readonly ids: readonly DeedId[] }) {
  const { circle, own } = useCircle();
  return ids
    .map(deedOf)
    .filter((deed) => deed.shown(circle, own))
    .map((deed) => <DeedButton deed={deed} key={deed.id} />);
}

/** Everything those who facilitate can see and do. */
export function Console() {
  const { circle, own } = useCircle();
  if (!own.console) return null;
  return (
    <section className="console stack" aria-labelledby="console-title">
      <h2 id="console-title">{say("console.title")}</h2>
      <AtTheDoor />
      {circle.phase === "meeting" ? <RoundDeeds /> : null}
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
      <Quietly />
    </section>
  );
}

function AtTheDoor() {
  const { circle, own } = useCircle();
  const waiting = own.console?.waiting ?? [];
  return (
    <section className="stack-small" aria-label={say("console.door")}>
      <h3>{say("console.door")}</h3>
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

const LENGTHS = ["plan", "none", "1", "2", "3", "4", "5"] as const;
type Length = (typeof LENGTHS)[number];

const lengthWords = (length: Length): string =>
  length === "plan"
    ? say("console.turn-sheet")
    : length === "none"
      ? say("console.turn-none")
      : say("console.turn-minutes", { minutes: length });

const turnOf = (length: Length): DeedAnswer =>
  length === "plan" ? {} : { turnMs: length === "none" ? null : Number(length) * 60_000 };

/** A round begins with the question of this part, or another one, and a length for each turn. */
function RoundDeeds() {
  const { circle, own } = useCircle();
  const [typed, setTyped] = useState<string | null>(null);
  const [length, setLength] = useState<Length>("plan");
  const id = useId();
  const start = deedOf("start-round");
  const planned = circle.segment.prompt;
  const question = typed ?? planned;
  const prompt = question === planned ? {} : { prompt: question };
  return (
    <section className="stack-small" aria-label={say("console.round")}>
      <h3>{say("console.round")}</h3>
      {start.shown(circle, own) ? (
        <>
          <div className="field">
            <label htmlFor={id}>{say("console.question")}</label>
            <textarea
              id={id}
              className="input"
              rows={2}
              maxLength={300}
              value={question}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </div>
          <Select
            label={say("console.turn-length")}
            options={LENGTHS.map((value) => ({ value, label: lengthWords(value) }))}
            value={length}
            onChoose={setLength}
          />
          <div className="row">
            <DeedButton
              deed={start}
              answer={{ ...prompt, ...turnOf(length) }}
              before={() => setTyped(null)}
            />
          </div>
        </>
      ) : null}
      <TimeAsked />
      <div className="row">
        <Deeds ids={ROUND} />
      </div>
    </section>
  );
}

function TimeAsked() {
  const { circle, own } = useCircle();
  const asking = own.console?.timeAsked;
  if (!asking) return null;
  return (
    <div className="note stack-small">
      <p role="status">{say("console.time-asked", { name: nameOf(circle, asking) })}</p>
      <div className="row">
        <Deeds ids={["give-time", "decline-time"]} />
      </div>
    </div>
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
