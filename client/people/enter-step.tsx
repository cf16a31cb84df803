import { useEffect, useState } from "react";

import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { say } from "../ui/say.ts";
import type { RoomView } from "../world/room-view.ts";

interface Props {
  readonly headsetSupported: () => Promise<boolean>;
  readonly busy: boolean;
  readonly facilitates: boolean;
  readonly onEnter: (view: RoomView) => void;
}

/** The three ways in, equal in weight. A headset is offered only where there is one. */
export function EnterStep({ headsetSupported, busy, facilitates, onEnter }: Props) {
  const [headset, setHeadset] = useState(false);
  useEffect(() => {
    let present = true;
    void headsetSupported().then((supported) => present && setHeadset(supported));
    return () => {
      present = false;
    };
  }, [headsetSupported]);
  return (
    <section className="stack-small" aria-labelledby="enter-title">
      <h3 id="enter-title">{say("way.enter")}</h3>
      <p className="soft small">{say(facilitates ? "way.enter-facilitator" : "way.enter-hint")}</p>
      <div className="ways">
        {headset ? (
          <Button kind="first" enabled={!busy} onPress={() => onEnter("headset")}>
            <Icon name="headset" />
            {say("view.headset")}
          </Button>
        ) : null}
        <Button kind="first" enabled={!busy} onPress={() => onEnter("screen")}>
          <Icon name="screen" />
          {say("view.screen")}
        </Button>
        <Button kind="first" enabled={!busy} onPress={() => onEnter("simple")}>
          <Icon name="page" />
          {say("view.simple")}
        </Button>
      </div>
    </section>
  );
}
