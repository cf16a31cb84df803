import { useCircle } from "../bridge/parts.tsx";
import { say } from "../ui/say.ts";
import { type DeedId, deedOf } from "../world/deeds.ts";
import { CONTROLS_ID } from "./chat.tsx";
import { DeedButton } from "./deed-button.tsx";

/** What the hand goes to most, always in the same place. */
const MAIN: readonly DeedId[] = [
  "microphone",
  "raise-hand",
  "lower-hand",
  "me-too",
  "safe-place",
  "leave",
];
const QUIET: readonly DeedId[] = ["report", "help-now", "settings"];
/** Needed seldom, and then without searching: behind one word. */
const MORE: readonly DeedId[] = [
  "too-much",
  "note-crosstalk",
  "keep-apart",
  "ring-bell",
  "breathe",
];

function Bar({ ids, className }: { readonly ids: readonly DeedId[]; readonly className: string }) {
  const { circle, own } = useCircle();
  return (
    <div className={className}>
      {ids
        .map(deedOf)
        .filter((deed) => deed.shown(circle, own))
        .map((deed) => (
          // Raise and lower are one place for the keyboard: the focus stays when one becomes the other.
          <DeedButton deed={deed} key={deed.id.endsWith("-hand") ? "hand" : deed.id} />
        ))}
    </div>
  );
}

export function MainDeeds() {
  return (
    <nav aria-label={say("circle.controls")} id={CONTROLS_ID} tabIndex={-1} className="main-deeds">
      <Bar ids={MAIN} className="main-deeds-row" />
    </nav>
  );
}

export function QuietDeeds() {
  return <Bar ids={QUIET} className="row quiet-deeds" />;
}

export function MoreDeeds() {
  const { circle, own } = useCircle();
  return MORE.some((id) => deedOf(id).shown(circle, own)) ? (
    <details className="more-deeds">
      <summary>{say("circle.more")}</summary>
      <Bar ids={MORE} className="row" />
    </details>
  ) : null;
}
