import { useState } from "react";

import type { Segment } from "#rules/circle/segment.ts";

import { Button } from "../ui/button.tsx";
import { Select } from "../ui/choices.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Icon } from "../ui/icon.tsx";
import { say } from "../ui/say.ts";
import {
  addPart,
  draftOf,
  plannedMinutes,
  sheetOf,
  undo,
  untitled,
  withTemplate,
} from "./sheet-draft.ts";
import { SheetParts, type Take } from "./sheet-parts.tsx";

export interface SheetTemplate {
  readonly id: string;
  readonly label: string;
  readonly sheet: readonly Segment[];
}

interface Props {
  readonly sheet: readonly Segment[];
  /** The part that goes on; -1 before the meeting. */
  readonly current: number;
  readonly templates: readonly SheetTemplate[];
  readonly onKeep: (sheet: readonly Segment[]) => void;
  readonly onClose: () => void;
}

/** The parts of the meeting in order: changed at leisure, kept with one press, taken back with another. */
export function SheetEditor({ sheet, current, templates, onKeep, onClose }: Props) {
  const [draft, setDraft] = useState(() => draftOf(sheet));
  const [added, setAdded] = useState<number | null>(null);
  const [told, setTold] = useState("");
  const missing = untitled(draft);
  const take: Take = (step, words) => {
    setDraft(step);
    setTold(words);
  };
  const add = (): void => {
    setAdded(draft.nextKey);
    take((now) => addPart(now, say("sheet.new")), say("sheet.added"));
  };
  return (
    <Dialog title={say("sheet.title")} onClose={onClose} className="sheet">
      <p className="soft">{say("sheet.hint")}</p>
      <SheetParts draft={draft} current={current} opened={added} take={take} />
      <div className="row">
        <Button onPress={add}>
          <Icon name="add" />
          <span>{say("sheet.add")}</span>
        </Button>
        <Button enabled={draft.past.length > 0} onPress={() => take(undo, say("sheet.undone"))}>
          <Icon name="undo" />
          <span>{say("sheet.undo")}</span>
        </Button>
        <span className="soft small">{say("sheet.total", { minutes: plannedMinutes(draft) })}</span>
      </div>
      <Templates
        templates={templates}
        onUse={(template) =>
          take((now) => withTemplate(now, template.sheet, current + 1), say("sheet.template-used"))
        }
      />
      <p role="status" className="soft small sheet-told">
        {missing.length > 0 ? say("sheet.needs-title") : told}
      </p>
      <div className="dialog-end">
        <Button onPress={onClose}>{say("ask.cancel")}</Button>
        <Button
          kind="first"
          enabled={draft.past.length > 0 && missing.length === 0}
          onPress={() => {
            onKeep(sheetOf(draft));
            onClose();
          }}
        >
          {say("sheet.keep")}
        </Button>
      </div>
    </Dialog>
  );
}

function Templates(props: {
  readonly templates: readonly SheetTemplate[];
  readonly onUse: (template: SheetTemplate) => void;
}) {
  const { templates, onUse } = props;
  const [chosen, setChosen] = useState(templates[0]?.id ?? "");
  const template = templates.find(({ id }) => id === chosen);
  if (!template) return null;
  return (
    <div className="sheet-template">
      <Select
        label={say("sheet.template")}
        options={templates.map(({ id, label }) => ({ value: id, label }))}
        value={chosen}
        onChoose={setChosen}
      />
      <Button onPress={() => onUse(template)}>{say("sheet.template-use")}</Button>
    </div>
  );
}
