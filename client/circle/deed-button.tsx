import type { SeatId } from "#rules/ids.ts";

import { useCircle } from "../bridge/parts.tsx";
import { useDoing } from "../bridge/use-doing.ts";
import { Button, type ButtonKind } from "../ui/button.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { say } from "../ui/say.ts";
import type { DeedAnswer } from "../world/deed.ts";
import { type Deed, type DeedId, deedOf } from "../world/deeds.ts";

const ICONS: Partial<Record<Deed["id"], IconName>> = {
  microphone: "microphone",
  "raise-hand": "hand",
  "lower-hand": "hand",
  "me-too": "heart",
  "safe-place": "leaf",
  leave: "door",
  report: "flag",
  "help-now": "help",
  settings: "settings",
  "take-piece": "flame",
  "more-time": "clock",
  "hand-on": "send",
};

/** Keys of words.md and circles 2.17, told to assistive technology too. */
const KEYS: Partial<Record<Deed["id"], string>> = {
  microphone: "M",
  "raise-hand": "H",
  "lower-hand": "H",
  "safe-place": "S",
  "take-piece": "T",
  pass: "P",
  later: "L",
  "hand-on": "D",
  "more-time": "+",
};

const KINDS: Partial<Record<Deed["id"], ButtonKind>> = {
  "take-piece": "first",
  "hand-on": "first",
  "open-door": "first",
  "start-meeting": "first",
  admit: "first",
  lockdown: "danger",
  remove: "danger",
  "help-now": "danger",
};

interface Props {
  readonly deed: Deed;
  readonly target?: SeatId;
  /** The person it is about: part of the accessible name. */
  readonly name?: string;
  readonly answer?: DeedAnswer;
  readonly className?: string;
  readonly before?: () => void;
}

/** A command as a button: label, state and effect all come from the registry. */
export function DeedButton({ deed, target, name, answer, className = "", before }: Props) {
  const { circle, own } = useCircle();
  const doing = useDoing();
  const icon = ICONS[deed.id];
  const closed = deed.id === "microphone" && !own.micOpen;
  const label = say(deed.words);
  return (
    <Button
      kind={KINDS[deed.id] ?? "plain"}
      className={className}
      enabled={deed.enabled(circle, own, target)}
      pressed={deed.pressed?.(circle, own, target)}
      label={name === undefined ? undefined : say("deed.about", { deed: label, name })}
      keys={KEYS[deed.id]}
      onPress={() => {
        before?.();
        doing(deed, { ...answer, ...(target ? { target } : {}) });
      }}
    >
      {icon ? <Icon name={closed ? "microphone-off" : icon} /> : null}
      <span>{label}</span>
    </Button>
  );
}

/** Those of them that somebody sees now, in this order. */
export function Deeds({ ids }: { readonly ids: readonly DeedId[] }) {
  const { circle, own } = useCircle();
  return ids
    .map(deedOf)
    .filter((deed) => deed.shown(circle, own))
    .map((deed) => <DeedButton deed={deed} key={deed.id} />);
}
