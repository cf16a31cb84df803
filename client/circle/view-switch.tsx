import { useEffect, useState } from "react";

import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { say } from "../ui/say.ts";
import type { RoomView } from "../world/room-view.ts";

export interface ViewChoice {
  readonly view: RoomView;
  /** Called directly in the click: a headset can only be asked for there. */
  readonly onView: (view: RoomView) => void;
  readonly headsetSupported: () => Promise<boolean>;
  /** Why this is another view than was wished for; null when it is not. */
  readonly note: string | null;
}

/** Another way of being in the same seat, without leaving it. */
export function ViewSwitch({ view, onView, headsetSupported }: Omit<ViewChoice, "note">) {
  const [headset, setHeadset] = useState(false);
  useEffect(() => {
    let present = true;
    void headsetSupported().then((can) => present && setHeadset(can));
    return () => {
      present = false;
    };
  }, [headsetSupported]);
  const flat = view === "simple" || view === "text";
  return (
    <div className="row view-switch" role="group" aria-label={say("circle.views")}>
      {headset && view !== "headset" ? (
        <Button onPress={() => onView("headset")}>
          <Icon name="headset" />
          <span>{say("view.headset")}</span>
        </Button>
      ) : null}
      {flat ? (
        <Button onPress={() => onView("screen")}>
          <Icon name="screen" />
          <span>{say("view.screen")}</span>
        </Button>
      ) : (
        <Button onPress={() => onView("simple")}>
          <Icon name="page" />
          <span>{say("view.simple")}</span>
        </Button>
      )}
    </div>
  );
}
