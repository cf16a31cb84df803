import { useEffect, useState } from "react";

import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { say } from "../ui/say.ts";
import { PageFrame } from "./page-frame.tsx";

const GROUND = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const EVERY_MS = 9000;

interface Props {
  readonly name: string | null;
  readonly onLeave: () => void;
}

/** Waiting at the door: calm, and nothing of the room. */
export function DoorPage({ name, onLeave }: Props) {
  const [line, setLine] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setLine((last) => (last + 1) % GROUND.length), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <PageFrame
      title={say("door.title")}
      narrow
      over={name ? <p className="sky-over">{name}</p> : null}
    >
      <section className="card stack quiet-page">
        <p role="status">{say("door.waiting")}</p>
        <p className="ground-line" key={line}>
          {say(`ground.${GROUND[line] ?? 1}`)}
        </p>
        <div className="row">
          <Button onPress={onLeave}>
            <Icon name="door" />
            {say("deed.leave")}
          </Button>
        </div>
      </section>
    </PageFrame>
  );
}
