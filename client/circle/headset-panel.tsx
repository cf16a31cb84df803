import { useCallback, useMemo, useState, useSyncExternalStore } from "react";

import type { World, WorldStore } from "../world/circle-store.ts";
import type { Intents } from "../world/intents.ts";
import { Panel3D, type PlacedInRoom } from "./panel-3d.tsx";
import { comfortDeeds } from "./panel-comfort.ts";
import { panelDeeds, type Word } from "./panel-deeds.ts";
import { type PanelDeed, type PanelFacts } from "./panel-page.ts";

/** What there is to read: who speaks now, and what was said and announced last. */
export interface PanelReading {
  readonly title: string;
  readonly lines: readonly string[];
}

interface Props {
  readonly store: WorldStore;
  readonly intents: Intents;
  readonly word: Word;
  readonly read: (world: World) => PanelReading;
  /** Counts up with every call: by button, by turning a palm up. */
  readonly called: number;
  readonly onRecentre: () => void;
  readonly onLeaveHeadset: () => void;
  readonly onLayout: (buttons: readonly PlacedInRoom[]) => void;
}

const offeredToMe = ({ circle, own }: World): boolean =>
  circle?.floor.kind === "offered" && circle.floor.by === own?.seat;

/** The panel with the circle's commands. It comes by itself when the piece is offered. */
export function HeadsetPanel(props: Props) {
  const { store, intents, word, read, called, onRecentre, onLeaveHeadset, onLayout } = props;
  const world = useSyncExternalStore(store.subscribe, store.getState);
  // The call at which it was put away; a newer call, or an offer, brings it back.
  const [awayAt, setAwayAt] = useState(-1);
  const [changed, setChanged] = useState(0);
  const offered = offeredToMe(world);
  const putAway = useCallback(() => setAwayAt(called), [called]);

  const facts = useMemo((): PanelFacts | null => {
    const { circle, own } = world;
    if (!circle || !own) return null;
    const view = comfortDeeds(word, {
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
      ...read(world),
      deeds: [...panelDeeds({ circle, own, intents, word }), ...redrawn],
      words: {
        tabs: {
          me: word("panel.tab.me"),
          talk: word("panel.tab.talk"),
          guide: word("panel.tab.guide"),
          view: word("panel.tab.view"),
        },
        back: word("panel.back"),
        more: word("panel.more"),
      },
    };
  }, [world, word, read, intents, onRecentre, onLeaveHeadset, putAway, changed]);

  if (!facts || (awayAt === called && !offered)) return null;
  // An offer starts the panel anew: on its first tab, before the eyes.
  return (
    <Panel3D key={offered ? "offered" : "open"} facts={facts} called={called} onLayout={onLayout} />
  );
}
