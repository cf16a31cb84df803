import { type Template, templates } from "#rules/circle/templates.ts";

import { useCircle, useIntents } from "../bridge/parts.tsx";
import { say } from "../ui/say.ts";
import { SheetEditor, type SheetTemplate } from "./sheet-editor.tsx";

const ready: readonly SheetTemplate[] = (Object.keys(templates) as Template[]).map((id) => ({
  id,
  label: say(`template.${id}`),
  sheet: templates[id],
}));

/** The run sheet of this meeting, for those who facilitate. */
export function SheetDialog({ onClose }: { readonly onClose: () => void }) {
  const { circle, own } = useCircle();
  const intents = useIntents();
  if (!own.console) return null;
  const current = circle.segment.index;
  return (
    <SheetEditor
      sheet={own.console.sheet}
      current={current}
      templates={ready}
      onKeep={(sheet) =>
        intents.wish({
          type: "change-sheet",
          from: current + 1,
          segments: sheet.slice(current + 1),
        })
      }
      onClose={onClose}
    />
  );
}
