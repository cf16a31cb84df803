import type { CircleView } from "#rules/circle/view.ts";
import type { Ms } from "#rules/ids.ts";

import type { IconName } from "../ui/icon.tsx";
import { say } from "../ui/say.ts";

const MINUTE: Ms = 60_000;

const CROSSTALK_ICONS = {
  none: "no-words",
  "thanks-only": "heart",
  "ask-first": "ask",
  "feedback-window": "answers",
  open: "words",
} as const satisfies Record<CircleView["segment"]["crosstalk"], IconName>;

/** What this part of the meeting is, in a name, one kind sentence and three facts. */
export interface FormatCardWords {
  readonly name: string;
  readonly how: string;
  readonly facts: readonly {
    readonly icon: IconName;
    /** What it is about: for whoever does not see the icon. */
    readonly label: string;
    readonly words: string;
  }[];
}

const depthOf = (depth: number): 1 | 2 | 3 => (depth >= 3 ? 3 : depth === 2 ? 2 : 1);

/** In which minute the part is, once it runs; before that, how long it is meant to be. */
function minutesWords({ segment }: CircleView, nowMs: Ms): string | null {
  const minutes = Math.round(segment.plannedMs / MINUTE);
  if (minutes === 0) return null;
  const minute = Math.floor((nowMs - segment.from) / MINUTE) + 1;
  return segment.from > 0 && nowMs > 0 && minute >= 1
    ? say("format.minutes-now", { minute, minutes })
    : say("format.minutes", { minutes });
}

export function formatWords(circle: CircleView, nowMs: Ms): FormatCardWords {
  const { segment } = circle;
  const { format, crosstalk } = segment;
  const minutes = minutesWords(circle, nowMs);
  return {
    name: say(`format.${format}`),
    how: say(`format.${format}-how`),
    facts: [
      {
        icon: CROSSTALK_ICONS[crosstalk],
        label: say("crosstalk.label"),
        words: say(`crosstalk.${crosstalk}`),
      },
      {
        icon: "depth",
        label: say("depth.label"),
        words: say(`depth.${depthOf(segment.depth)}`),
      },
      ...(minutes === null
        ? []
        : [{ icon: "clock" as const, label: say("format.minutes-label"), words: minutes }]),
    ],
  };
}

/** Only while the meeting itself goes on is there a part to tell about. */
export const hasFormat = ({ phase, segment }: CircleView): boolean =>
  phase === "meeting" && segment.count > 0;
