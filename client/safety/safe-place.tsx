import { useEffect, useRef } from "react";

import { openDialog } from "../bridge/open-dialog.ts";
import { useCircle } from "../bridge/parts.tsx";
import { useDoing } from "../bridge/use-doing.ts";
import { Button } from "../ui/button.tsx";
import { say } from "../ui/say.ts";
import { deedOf } from "../world/deeds.ts";

/** Quiet. Nothing is heard, nothing is asked, and one press brings back. */
export function SafePlace() {
  const { circle, own } = useCircle();
  const doing = useDoing();
  const back = deedOf("step-in");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className="safe dusk-light" aria-labelledby="safe-title">
      <div className="safe-light" aria-hidden="true" />
      <div className="stack safe-words">
        <h1 id="safe-title" ref={heading} tabIndex={-1}>
          {say("safe.title")}
        </h1>
        <p>{say("safe.text")}</p>
        <p>{say("safe.breathe")}</p>
        <p className="soft">{say("safe.facilitators")}</p>
        <div className="row">
          <Button kind="first" enabled={back.enabled(circle, own)} onPress={() => doing(back)}>
            {say(back.words)}
          </Button>
          <Button kind="quiet" onPress={() => openDialog({ kind: "help-now" })}>
            {say("deed.help-now")}
          </Button>
          <Button kind="quiet" onPress={() => doing(deedOf("leave"))}>
            {say("deed.leave")}
          </Button>
        </div>
      </div>
    </main>
  );
}
