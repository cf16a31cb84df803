import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";

import { say } from "../ui/say.ts";
import type { World, WorldStore } from "../world/circle-store.ts";
import type { Intents } from "../world/intents.ts";
import { middleWords } from "./middle-words.ts";
import { Panel3D, type PlacedInRoom } from "./panel-3d.tsx";
import { comfortDeeds } from "./panel-comfort.ts";
import { panelDeeds } from "./panel-deeds.ts";
import { type PanelDeed, type PanelFacts } from "./panel-page.ts";
import { panelReading } from "./panel-reading.ts";
import { clockSteps, panelRing } from "./panel-ring.ts";

interface Props {
  readonly store: WorldStore;
  readonly intents: Intents;
  /** Counts up with every call: by button, by turning a palm up. */
  readonly called: number;
  readonly onRecentre: () => void;
  readonly onLeaveHeadset: () => void;
  readonly onLayout: (buttons: readonly PlacedInRoom[]) => void;
}

const STEP_MS = 1000;

const serverNow = (store: WorldStore): number => performance.now() + store.getState().clockOffsetMs;

/** The server's time at the newest moment at which something on the panel follows from it. */
function useSteps(store: WorldStore): number {
  const [step, setStep] = useState(() => ({ at: serverNow(store), shows: "" }));
  useEffect(() => {
    const timer = setInterval(() => {
      const { circle, own } = store.getState();
      if (!circle || !own) return;
      const at = serverNow(store);
      const shows = JSON.stringify([clockSteps(circle, at), middleWords(circle, own, at)]);
      setStep((last) => (last.shows === shows ? last : { at, shows }));
    }, STEP_MS);
    return () => clearInterval(timer);
  }, [store]);
  return step.at;
}

const offeredToMe = ({ circle, own }: World): boolean =>
  circle?.floor.kind === "offered" && circle.floor.by === own?.seat;

/** The panel with the circle's commands. It comes by itself when the piece is offered. */
export function HeadsetPanel(props: Props) {
  const { store, intents, called, onRecentre, onLeaveHeadset, onLayout } = props;
  const world = useSyncExternalStore(store.subscribe, store.getState);
  // The call at which it was put away; a newer call, or an offer, brings it back.
  const [awayAt, setAwayAt] = useState(-1);
  const [changed, setChanged] = useState(0);
  const offered = offeredToMe(world);
  const putAway = useCallback(() => setAwayAt(called), [called]);

  const { circle, own, lines, notices } = world;
  const now = useSteps(store);
  const facts = useMemo((): PanelFacts | null => {
    if (!circle || !own) return null;
    const view = comfortDeeds({
      recentre: onRecentre,
      putAway,
      leaveHeadset: onLeaveHeadset,
    });
    // Comfort lives outside the store: its buttons redraw the panel themselves.
    const redrawn = view.map((deed): PanelDeed => {
      const act: PanelDeed["act"] = (answers) => {
        deed.act(answers);
        setChanged(changed + 1);
      };
      return Object.assign({}, deed, { act });
    });
    return {
      ...panelReading({ circle, own, lines, notices }, now),
      ring: { label: say("panel.tab.ring"), shown: panelRing(circle, own, now) },
      deeds: [...panelDeeds({ circle, own, intents }), ...redrawn],
      words: {
        tabs: {
          me: say("panel.tab.me"),
          talk: say("panel.tab.talk"),
          guide: say("panel.tab.guide"),
          view: say("panel.tab.view"),
        },
        back: say("panel.back"),
        more: say("panel.more"),
      },
    };
  }, [circle, own, lines, notices, intents, onRecentre, onLeaveHeadset, putAway, changed, now]);

  if (!facts || (awayAt === called && !offered)) return null;
  // An offer starts the panel anew: on its first tab, before the eyes.
  return (
    <Panel3D key={offered ? "offered" : "open"} facts={facts} called={called} onLayout={onLayout} />
  );
}
