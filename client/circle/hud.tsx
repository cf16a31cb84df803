import { useState } from "react";

import type { CircleView } from "#rules/circle/view.ts";

import { useCircle } from "../bridge/parts.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { say } from "../ui/say.ts";
import { Announcements } from "./announcements.tsx";
import { Chat } from "./chat.tsx";
import { Console } from "./console.tsx";
import { MainDeeds, MoreDeeds, QuietDeeds } from "./deed-bar.tsx";
import { FormatCard } from "./format-card.tsx";
import { MiddleCard } from "./middle-card.tsx";
import { PeopleList } from "./people-list.tsx";
import { Ring } from "./ring.tsx";
import { Banners, StageWords } from "./stage-words.tsx";
import { TurnCard } from "./turn-card.tsx";
import { ViewSwitch, type ViewChoice } from "./view-switch.tsx";

/** Wide enough for the room and the panel side by side. */
const WIDE = "(min-width: 62rem)";

/** The room shows a ring by itself; who sits in the middle or in which group is easier to see from above. */
const showsRing = ({ middle }: CircleView): boolean =>
  middle.kind === "bowl" || middle.kind === "groups";

/** The same controls over the 3D room. The room stays free in the middle; the panel can be put away. */
export function Hud(props: ViewChoice) {
  const { circle } = useCircle();
  const [open, setOpen] = useState(() => matchMedia(WIDE).matches);
  return (
    <div className="hud dusk-light" data-panel={open}>
      <a href="#controls" className="skip-link">
        {say("circle.skip-link")}
      </a>
      <header className="hud-head">
        <div className="hud-stage">
          <StageWords />
          <FormatCard />
        </div>
        <div className="hud-ways">
          <QuietDeeds />
          <ViewSwitch
            view={props.view}
            onView={props.onView}
            headsetSupported={props.headsetSupported}
          />
          <Button expanded={open} onPress={() => setOpen(!open)}>
            <Icon name="panel" />
            <span>{say("view.panel")}</span>
          </Button>
        </div>
      </header>
      <div className="hud-banners">
        <Banners note={props.note} />
      </div>
      {open ? (
        <aside className="hud-panel stack">
          {showsRing(circle) ? <Ring /> : null}
          <section aria-labelledby="people-title" className="stack-small">
            <h2 id="people-title">{say("circle.people")}</h2>
            <PeopleList />
          </section>
          <MoreDeeds />
          <Console />
          <Chat />
        </aside>
      ) : null}
      <div className="hud-foot">
        <TurnCard />
        <MiddleCard />
        <Announcements />
        <MainDeeds />
      </div>
    </div>
  );
}
