import { useId, type ReactNode } from "react";

import {
  CROSSTALK,
  type Crosstalk,
  type Format,
  FORMATS,
  type Segment,
} from "#rules/circle/segment.ts";

import { Check, Select } from "../ui/choices.tsx";
import { say } from "../ui/say.ts";
import { timeWords } from "./seat-words.ts";
import { TITLE_MAX } from "./sheet-draft.ts";

const MINUTE_MS = 60_000;
const PROMPT_MAX = 300;
const MINUTES_MOST = 240;
/** Lengths of a turn people choose; any other that stands in the sheet is offered too. */
const TURNS_S = [30, 60, 75, 90, 120, 180, 240, 300, 600] as const;
const CHAIRS = ["3", "4", "5", "6"] as const;
const DEPTHS = ["1", "2", "3"] as const;

/** Where a turn can have a clock. */
const CLOCKED: ReadonlySet<Format> = new Set(["round", "popcorn", "hands", "pairs"]);

interface Props {
  readonly part: Segment;
  readonly onChange: (change: Partial<Segment>) => void;
}

/** Everything about one part, one field a line: as good on a phone and by the keyboard alone. */
export function SheetPart({ part, onChange }: Props) {
  return (
    <div className="sheet-fields">
      <Field label={say("sheet.field-title")}>
        {(id) => (
          <input
            id={id}
            className="input"
            maxLength={TITLE_MAX}
            value={part.title}
            onChange={(event) => onChange({ title: event.currentTarget.value })}
          />
        )}
      </Field>
      <Select<Format>
        label={say("sheet.field-format")}
        options={FORMATS.map((value) => ({ value, label: say(`format.${value}`) }))}
        value={part.format}
        onChoose={(format) => onChange({ format })}
      />
      <p className="soft small">{say(`format.${part.format}-how`)}</p>
      <Field label={say("sheet.field-prompt")}>
        {(id) => (
          <textarea
            id={id}
            className="input"
            rows={2}
            maxLength={PROMPT_MAX}
            value={part.prompt}
            onChange={(event) => onChange({ prompt: event.currentTarget.value })}
          />
        )}
      </Field>
      <div className="sheet-pair">
        <Minutes part={part} onChange={onChange} />
        {CLOCKED.has(part.format) ? <TurnLength part={part} onChange={onChange} /> : null}
      </div>
      <OfFormat part={part} onChange={onChange} />
      <Tone part={part} onChange={onChange} />
    </div>
  );
}

function Field(props: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      {props.children(id)}
    </div>
  );
}

type Change = Pick<Props, "part" | "onChange">;

function Minutes({ part, onChange }: Change) {
  return (
    <Field label={say("sheet.field-minutes")}>
      {(id) => (
        <input
          id={id}
          className="input"
          type="number"
          inputMode="numeric"
          min={0}
          max={MINUTES_MOST}
          value={Math.round(part.plannedMs / MINUTE_MS)}
          onChange={(event) => {
            const minutes = Math.floor(event.currentTarget.valueAsNumber);
            // An empty field is a zero on the way to another number.
            const known = Number.isFinite(minutes) ? minutes : 0;
            onChange({ plannedMs: Math.max(0, Math.min(MINUTES_MOST, known)) * MINUTE_MS });
          }}
        />
      )}
    </Field>
  );
}

function TurnLength({ part, onChange }: Change) {
  const own = part.turnMs === null ? [] : [part.turnMs / 1000];
  const seconds = [...new Set([...TURNS_S, ...own])].toSorted((a, b) => a - b);
  return (
    <Select
      label={say(part.format === "pairs" ? "sheet.field-half" : "sheet.field-turn")}
      options={[
        { value: "none", label: say("console.turn-none") },
        ...seconds.map((one) => ({ value: String(one), label: timeWords(one * 1000) })),
      ]}
      value={part.turnMs === null ? "none" : String(part.turnMs / 1000)}
      onChoose={(chosen) => onChange({ turnMs: chosen === "none" ? null : Number(chosen) * 1000 })}
    />
  );
}

/** What only one way of holding a part has. */
function OfFormat({ part, onChange }: Change) {
  if (part.format === "fishbowl")
    return (
      <Select
        label={say("sheet.field-chairs")}
        options={CHAIRS.map((value) => ({ value, label: value }))}
        value={CHAIRS.find((one) => Number(one) === part.innerChairs) ?? "4"}
        onChoose={(chosen) => onChange({ innerChairs: Number(chosen) })}
      />
    );
  if (part.format === "pairs")
    return (
      <Select
        label={say("sheet.field-together")}
        options={[
          { value: "2", label: say("sheet.twos") },
          { value: "3", label: say("sheet.threes") },
        ]}
        value={part.groupOf === 3 ? "3" : "2"}
        onChoose={(chosen) => onChange({ groupOf: chosen === "3" ? 3 : 2 })}
      />
    );
  return null;
}

/** What may be said, how deep it goes, and what is asked of everybody. */
function Tone({ part, onChange }: Change) {
  return (
    <>
      <div className="sheet-pair">
        <Select<Crosstalk>
          label={say("sheet.field-talk")}
          options={CROSSTALK.map((value) => ({ value, label: say(`crosstalk.${value}`) }))}
          value={part.crosstalk}
          onChoose={(crosstalk) => onChange({ crosstalk })}
        />
        <Select
          label={say("sheet.field-depth")}
          options={DEPTHS.map((value) => ({ value, label: say(`depth.${value}`) }))}
          value={DEPTHS.find((one) => Number(one) === part.depth) ?? "1"}
          onChoose={(chosen) => onChange({ depth: chosen === "3" ? 3 : chosen === "2" ? 2 : 1 })}
        />
      </div>
      <Check
        label={say("sheet.field-written")}
        checked={part.lane === "text"}
        onChange={(written) => onChange({ lane: written ? "text" : "any" })}
      />
      {CLOCKED.has(part.format) ? (
        <Check
          label={say("sheet.field-strict")}
          checked={part.strict}
          onChange={(strict) => onChange({ strict })}
        />
      ) : null}
      <Check
        label={say("sheet.field-mandatory")}
        checked={part.mandatory}
        onChange={(mandatory) => onChange({ mandatory })}
      />
    </>
  );
}
