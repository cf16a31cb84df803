import { useId, useState } from "react";

import { useCircle, useIntents, useWorld } from "../bridge/parts.tsx";
import { Button } from "../ui/button.tsx";
import { Choices, Select } from "../ui/choices.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { say } from "../ui/say.ts";
import type { Report } from "../world/intents.ts";

const KINDS = ["hurtful", "recording", "identifying", "other"] as const satisfies Report["kind"][];
const TEXT_MAX = 1000;
const NOBODY = "";

type Sending = "not-yet" | "on-its-way" | "sent" | "refused";

/** Where a report stands, as far as the server has said. */
function useSending(sentAt: number | null): readonly [Sending, string] {
  const done = useWorld((world) => world.done);
  const refused = useWorld((world) => world.refused);
  if (sentAt === null) return ["not-yet", ""];
  if (done?.what === "report" && done.at >= sentAt) return ["sent", ""];
  if (refused?.wish === "report" && refused.at >= sentAt)
    return ["refused", say(`refused.${refused.refusal}`)];
  return ["on-its-way", ""];
}

/** Tells the people responsible, quietly. Stays until the server has written it down. */
export function ReportDialog({ onClose }: { readonly onClose: () => void }) {
  const intents = useIntents();
  const [sentAt, setSentAt] = useState<number | null>(null);
  const [sending, fault] = useSending(sentAt);
  const send = (report: Report): void => {
    setSentAt(performance.now());
    intents.report(report);
  };
  return (
    <Dialog title={say("report.title")} onClose={onClose}>
      {sending === "sent" ? (
        <>
          <p role="status">{say("report.sent")}</p>
          <div className="dialog-end">
            <Button kind="first" onPress={onClose}>
              {say("ask.close")}
            </Button>
          </div>
        </>
      ) : (
        <ReportForm fault={fault} busy={sending === "on-its-way"} onSend={send} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface FormProps {
  readonly fault: string;
  readonly busy: boolean;
  readonly onSend: (report: Report) => void;
  readonly onClose: () => void;
}

function ReportForm({ fault, busy, onSend, onClose }: FormProps) {
  const { circle, own } = useCircle();
  const [kind, setKind] = useState<Report["kind"] | null>(null);
  const [about, setAbout] = useState(NOBODY);
  const [text, setText] = useState("");
  const words = useId();
  const others = circle.seats.filter(({ id }) => id !== own.seat);
  return (
    <>
      <p>{say("report.text")}</p>
      <Choices
        legend={say("report.kind")}
        options={KINDS.map((value) => ({ value, label: say(`report.${value}`) }))}
        value={kind}
        onChoose={setKind}
      />
      <Select
        label={say("report.about")}
        options={[
          { value: NOBODY, label: say("report.nobody") },
          ...others.map(({ id, name }) => ({ value: id as string, label: name })),
        ]}
        value={about}
        onChoose={setAbout}
      />
      <div className="field">
        <label htmlFor={words}>{say("report.words")}</label>
        <textarea
          id={words}
          className="input"
          rows={3}
          maxLength={TEXT_MAX}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      {fault === "" ? null : (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      <div className="dialog-end">
        <Button onPress={onClose}>{say("ask.cancel")}</Button>
        <Button
          kind="first"
          enabled={kind !== null && !busy}
          onPress={() => kind && onSend({ kind, text, ...(about === NOBODY ? {} : { about }) })}
        >
          {say(busy ? "report.sending" : "report.send")}
        </Button>
      </div>
    </>
  );
}
