import { drift } from "#rules/circle/drift.ts";

import { useCircle } from "../bridge/parts.tsx";
import { useServerNow } from "../bridge/server-now.ts";
import { say } from "../ui/say.ts";
import { deedOf } from "../world/deeds.ts";
import { DeedButton } from "./deed-button.tsx";

const EVERY_MS = 5000;
const MINUTE_MS = 60_000;
/** Less than this is no drift that anybody would act on. */
const WORTH_MS = MINUTE_MS;

/** How far the meeting is behind its plan, and the one press that would help. Seen by those who facilitate alone. */
export function DriftNote() {
  const { own } = useCircle();
  const now = useServerNow(EVERY_MS);
  const plan = own.console?.plan;
  if (!plan || plan.partUntil === 0) return null;
  const { behindMs, turnMs } = drift(plan, now);
  if (behindMs < WORTH_MS) return null;
  const minutes = Math.round(behindMs / MINUTE_MS);
  return (
    <div className="note stack-small">
      <p>
        {turnMs === null
          ? say("console.behind", { minutes })
          : say("console.behind-shorten", { minutes, seconds: turnMs / 1000 })}
      </p>
      {turnMs === null ? null : (
        <div className="row">
          <DeedButton deed={deedOf("shorten-now")} answer={{ turnMs }} />
        </div>
      )}
    </div>
  );
}
