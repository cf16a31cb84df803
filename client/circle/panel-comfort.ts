import { chooseRoom, roomChoice } from "../bridge/room-choice.ts";
import { say } from "../ui/say.ts";
import { comfort, keepComfort, setHeight } from "../xr/comfort.ts";
import type { PanelDeed } from "./panel-page.ts";

const STEP_M = 0.04;

/** What the person may do with their own view: nobody else notices. */
export function comfortDeeds(seat: {
  readonly recentre: () => void;
  readonly putAway: () => void;
  readonly leaveHeadset: () => void;
}): readonly PanelDeed[] {
  const deed = (id: string, label: string, act: () => void, chosen = false): PanelDeed => ({
    id,
    label,
    tab: "view",
    kind: chosen ? "chosen" : "plain",
    enabled: true,
    asks: [],
    act,
  });
  const change = (make: () => void) => () => {
    make();
    keepComfort();
  };
  return [
    deed("put-away", say("panel.put-away"), seat.putAway),
    deed("recentre", say("panel.recentre"), seat.recentre),
    deed(
      "higher",
      say("panel.higher"),
      change(() => setHeight(comfort.heightM + STEP_M)),
    ),
    deed(
      "lower",
      say("panel.lower"),
      change(() => setHeight(comfort.heightM - STEP_M)),
    ),
    ...([30, 45, 60] as const).map((degrees) =>
      deed(
        `turn-${degrees}`,
        say("panel.turn", { degrees }),
        change(() => (comfort.snapDegrees = degrees)),
        comfort.snapDegrees === degrees,
      ),
    ),
    deed(
      "calm",
      say("panel.calm"),
      () => chooseRoom({ calm: !roomChoice().calm }),
      roomChoice().calm,
    ),
    ...(["off", "between-turns", "always"] as const).map((sounds) =>
      deed(
        `sounds-${sounds}`,
        say(`panel.sounds-${sounds}`),
        () => chooseRoom({ sounds }),
        roomChoice().sounds === sounds,
      ),
    ),
    deed("leave-headset", say("panel.leave-headset"), seat.leaveHeadset),
  ];
}
