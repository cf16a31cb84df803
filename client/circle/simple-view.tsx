import { useCircle } from "../bridge/parts.tsx";
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

/** The whole circle as a page: everything the room has, without the room. Nothing here draws with WebGL. */
export function SimpleView(props: ViewChoice) {
  const { own } = useCircle();
  return (
    <div className={own.console ? "simple simple-led" : "simple"}>
      <a href="#controls" className="skip-link">
        {say("circle.skip-link")}
      </a>
      <header className="simple-head">
        <StageWords />
        <div className="simple-ways">
          <QuietDeeds />
          <ViewSwitch
            view={props.view}
            onView={props.onView}
            headsetSupported={props.headsetSupported}
          />
        </div>
      </header>
      <Banners note={props.note} />
      <main className="simple-main">
        <div className="simple-middle card">
          <TurnCard />
          <MiddleCard />
          <Ring />
          <FormatCard />
        </div>
        <section className="card simple-people" aria-labelledby="people-title">
          <h2 id="people-title">{say("circle.people")}</h2>
          <PeopleList />
          <MoreDeeds />
        </section>
        <div className="card simple-chat">
          <Chat />
        </div>
        {own.console ? (
          <div className="card simple-console">
            <Console />
          </div>
        ) : (
          <Console />
        )}
      </main>
      <div className="simple-foot">
        <Announcements />
        <MainDeeds />
      </div>
    </div>
  );
}
