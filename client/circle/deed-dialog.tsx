import { useId, useState } from "react";

import type { PowerReason } from "#rules/circle/state.ts";
import type { SeatId } from "#rules/ids.ts";

import { useCircle } from "../bridge/parts.tsx";
import { useDoing } from "../bridge/use-doing.ts";
import { Button } from "../ui/button.tsx";
import { Choices } from "../ui/choices.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { say, type WordKey } from "../ui/say.ts";
import type { DeedAnswer } from "../world/deed.ts";
import { type DeedId, deedOf } from "../world/deeds.ts";
import { choiceWords } from "./choice-words.ts";
import { nameOf } from "./seat-words.ts";

const REASONS = ["time", "safety", "tech", "care"] as const satisfies PowerReason[];
const PROMPT_MAX = 300;

const EXPLAINED: Partial<Record<DeedId, WordKey>> = {
  skip: "ask.skip",
  remove: "ask.remove",
  thank: "ask.thank",
  "keep-apart": "ask.keep-apart",
  "use-template": "ask.use-template",
  "next-segment": "ask.next-segment",
  "close-round": "ask.close-round",
  "close-meeting": "ask.close-meeting",
  "hand-over": "ask.hand-over",
  "set-prompt": "ask.set-prompt",
  "move-chair": "ask.move-chair",
};

interface Props {
  readonly deed: DeedId;
  readonly target?: SeatId;
  readonly onClose: () => void;
}

/** Asks what an act needs to know. Named after the act, and so is the button that does it. */
export function DeedDialog({ deed: id, target, onClose }: Props) {
  const { circle, own } = useCircle();
  const doing = useDoing();
  const deed = deedOf(id);
  // What was asked at the start stays asked, whatever happens in the circle meanwhile.
  const [asked] = useState(() => deed.asks(circle, own, target));
  const [answer, setAnswer] = useState<DeedAnswer>({
    ...(target ? { target } : {}),
    ...(asked.includes("prompt") ? { prompt: circle.segment.prompt } : {}),
  });
  const explained = EXPLAINED[id];
  const complete = asked.every((question) =>
    question === "person" ? answer.target !== undefined : answer[question] !== undefined,
  );
  return (
    <Dialog title={say(deed.words)} onClose={onClose}>
      {explained ? <p>{say(explained, { name: nameOf(circle, target) })}</p> : null}
      <Questions
        asked={asked}
        choices={deed.choices?.(circle, own, target) ?? []}
        answer={answer}
        onAnswer={setAnswer}
      />
      <div className="dialog-end">
        <Button onPress={onClose}>{say("ask.cancel")}</Button>
        <Button
          kind={id === "remove" ? "danger-first" : "first"}
          enabled={complete}
          onPress={() => {
            doing(deed, answer, true);
            onClose();
          }}
        >
          {say(deed.words)}
        </Button>
      </div>
    </Dialog>
  );
}

interface QuestionProps {
  readonly asked: ReturnType<ReturnType<typeof deedOf>["asks"]>;
  readonly choices: readonly string[];
  readonly answer: DeedAnswer;
  readonly onAnswer: (answer: DeedAnswer) => void;
}

function Questions({ asked, choices, answer, onAnswer }: QuestionProps) {
  const { circle, own } = useCircle();
  const prompt = useId();
  const people = circle.seats.filter(({ id, presence }) => id !== own.seat && presence === "here");
  const free = Array.from({ length: circle.chairs }, (_, chair) => chair).filter(
    (chair) => !circle.seats.some((seat) => seat.chair === chair),
  );
  return (
    <>
      {asked.includes("reason") ? (
        <Choices
          legend={say("ask.reason")}
          options={REASONS.map((value) => ({ value, label: say(`reason.${value}`) }))}
          value={answer.reason ?? null}
          onChoose={(reason) => onAnswer({ ...answer, reason })}
        />
      ) : null}
      {asked.includes("person") ? (
        <Choices<SeatId>
          legend={say("ask.person")}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={answer.target ?? null}
          onChoose={(target) => onAnswer({ ...answer, target })}
        />
      ) : null}
      {asked.includes("choice") ? (
        <Choices
          legend={say("ask.choice")}
          options={choices.map((value) => ({ value, label: choiceWords(value) }))}
          value={answer.choice ?? null}
          onChoose={(choice) => onAnswer({ ...answer, choice })}
        />
      ) : null}
      {asked.includes("chair") ? (
        <Choices
          legend={say("ask.chair")}
          options={free.map((chair) => ({
            value: String(chair),
            label: say("ask.chair-number", { number: chair + 1 }),
          }))}
          value={answer.chair === undefined ? null : String(answer.chair)}
          onChoose={(chair) => onAnswer({ ...answer, chair: Number(chair) })}
        />
      ) : null}
      {asked.includes("prompt") ? (
        <div className="field">
          <label htmlFor={prompt}>{say("ask.prompt")}</label>
          <textarea
            id={prompt}
            className="input"
            rows={3}
            maxLength={PROMPT_MAX}
            value={answer.prompt ?? ""}
            onChange={(event) => onAnswer({ ...answer, prompt: event.currentTarget.value })}
          />
        </div>
      ) : null}
    </>
  );
}
