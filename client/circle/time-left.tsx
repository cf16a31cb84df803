import { useCircle } from "../bridge/parts.tsx";
import { prefer, usePreferences } from "../bridge/preferences.ts";
import { useServerNow } from "../bridge/server-now.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { say } from "../ui/say.ts";
import { leftMs, turnLeft } from "./ring-geometry.ts";
import { timeWords } from "./seat-words.ts";

const EVERY_MS = 250;
const AROUND = 2 * Math.PI * 20;

/** Time as a ring that grows smaller. Numbers for whoever wants them, and for readers of the screen. */
export function TimeLeft({ withSwitch = false }: { readonly withSwitch?: boolean }) {
  const { circle } = useCircle();
  const { timeAsText } = usePreferences();
  const now = useServerNow(EVERY_MS);
  const { floor } = circle;
  const left = leftMs(floor, now);
  const share = turnLeft(circle, now);
  const stands = floor.endAt === 0;
  const words =
    left === null
      ? say("floor.time-none")
      : left < 0
        ? say("floor.time-over", { seconds: Math.round(-left / 1000) })
        : `${timeWords(left)}${stands ? `, ${say("floor.time-stands")}` : ""}`;
  const warm = floor.overdue ? "over" : floor.warned ? "warned" : "calm";
  return (
    <div className="time-left" data-warm={warm}>
      <svg viewBox="0 0 48 48" className="time-ring" aria-hidden="true">
        <circle cx="24" cy="24" r="20" className="time-ring-ground" />
        {share === null ? null : (
          <circle
            cx="24"
            cy="24"
            r="20"
            className="time-ring-left"
            strokeDasharray={AROUND}
            strokeDashoffset={AROUND * (1 - share)}
            transform="rotate(-90 24 24)"
          />
        )}
      </svg>
      <span role="timer" aria-label={say("floor.time-left")} className={timeAsText ? "" : "unseen"}>
        {words}
      </span>
      {withSwitch ? (
        <Button
          kind="quiet"
          pressed={timeAsText}
          onPress={() => prefer({ timeAsText: !timeAsText })}
          label={say("floor.show-time")}
        >
          <Icon name="clock" />
        </Button>
      ) : null}
    </div>
  );
}
