import { useState } from "react";

import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { say } from "../ui/say.ts";
import { Announcements } from "./announcements.tsx";
import { Chat } from "./chat.tsx";
import { Console } from "./console.tsx";
import { MainDeeds, QuietDeeds } from "./deed-bar.tsx";
import { MiddleCard } from "./middle-card.tsx";
import { PeopleList } from "./people-list.tsx";
import { Banners, StageWords } from "./stage-words.tsx";
import { TurnCard } from "./turn-card.tsx";
import { ViewSwitch, type ViewChoice } from "./view-switch.tsx";

/** Wide enough for the room and the panel side by side. */
const WIDE = "(min-width: 62rem)";

/** The same controls over the 3D room. The room stays free in the middle; the panel can be put away. */
export function Hud(props: ViewChoice) {
  const [open, setOpen] = useState(() => matchMedia(WIDE).matches);
  return (
    <div className="hud dusk-light" data-panel={open}>
      <a href="#controls" className="skip-link">
        {say("circle.skip-link")}
      </a>
      <header className="hud-head">
        <StageWords />
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
          <section aria-labelledby="people-title" className="stack-small">
            <h2 id="people-title">{say("circle.people")}</h2>
            <PeopleList />
          </section>
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
