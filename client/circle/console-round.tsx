import { useId, useState } from "react";

import { useCircle } from "../bridge/parts.tsx";
import { Select } from "../ui/choices.tsx";
import { say } from "../ui/say.ts";
import type { DeedAnswer } from "../world/deed.ts";
import { deedOf } from "../world/deeds.ts";
import { alsoNow, hintNow, usefulNow } from "./console-now.ts";
import { DeedButton, Deeds } from "./deed-button.tsx";
import { nameOf } from "./seat-words.ts";

/** What this part of the meeting needs from whoever leads: first what is useful now, then what else can be done. */
export function RoundConsole() {
  const { circle, own } = useCircle();
  const begins = deedOf("start-round").shown(circle, own);
  const also = alsoNow(circle).filter((id) => deedOf(id).shown(circle, own));
  return (
    <section className="console-now stack-small" aria-label={say("console.round")}>
      <h3>{say("console.round")}</h3>
      <p className="soft small">{say(hintNow(circle))}</p>
      {begins ? <StartRound /> : null}
      <TimeAsked />
      <div className="row">
        <Deeds ids={usefulNow(circle)} />
      </div>
      {also.length > 0 ? (
        <div className="console-also row">
          <span className="soft small">{say("console.also")}</span>
          <Deeds ids={also} />
        </div>
      ) : null}
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
function StartRound() {
  const { circle } = useCircle();
  const [typed, setTyped] = useState<string | null>(null);
  const [length, setLength] = useState<Length>("plan");
  const id = useId();
  const start = deedOf("start-round");
  const planned = circle.segment.prompt;
  const question = typed ?? planned;
  const prompt = question === planned ? {} : { prompt: question };
  return (
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
        <Deeds ids={["next-segment"]} />
      </div>
    </>
  );
}

/** Somebody asks for more time: told to those who may give it. */
export function TimeAsked() {
  const { circle, own } = useCircle();
  if (!own.may.includes("give-time")) return null;
  // Time is asked for by whoever holds the piece.
  const asking = own.console?.timeAsked ?? circle.floor.by;
  return (
    <div className="note stack-small">
      <p role="status">{say("console.time-asked", { name: nameOf(circle, asking) })}</p>
      <div className="row">
        <Deeds ids={["give-time", "decline-time"]} />
      </div>
    </div>
  );
}
