import { lazy, Suspense, useCallback, useState } from "react";
import { Route, Switch, useLocation } from "wouter";

import type { Invitation } from "#protocol/http-shapes.ts";

import { houseApi } from "./api/house-api.ts";
import { rememberVisit } from "./bridge/visits.ts";
import { CheckPage } from "./people/check-page.tsx";
import { HomePage } from "./people/home-page.tsx";
import { InvitationPage } from "./people/invitation-page.tsx";
import { PageFrame, QuietPage } from "./people/page-frame.tsx";
import { HelpDialog } from "./safety/help-dialog.tsx";
import { say } from "./ui/say.ts";
import type { RoomView } from "./world/room-view.ts";
import { headsetSupported, preloadScene, requestHeadset } from "./xr/enter.ts";

// Nothing of the circle, of voices or of the 3D room is loaded before somebody goes in.
const loadMeeting = () => import("./meeting.tsx");
const MeetingPage = lazy(async () => ({ default: (await loadMeeting()).MeetingPage }));

const openSoundCheck = async () => (await import("./voice/sound-check.ts")).openSoundCheck();

/** A headset's session asked for in a click on one page and used on the next. */
let headset: Promise<XRSession> | null = null;

function askForHeadset(): void {
  headset = requestHeadset();
  // Who refuses it is told by the page that wanted it.
  headset.catch(() => undefined);
}

function forgetHeadset(): void {
  void headset?.then((session) => session.end()).catch(() => undefined);
  headset = null;
}

/** Looked at while drawing, and let go of afterwards: a drawing that React begins twice must find it twice. */
const broughtHeadset = {
  look: () => headset,
  letGo: () => {
    headset = null;
  },
};

export function App() {
  return (
    <Switch>
      <Route path="/j/:code">{({ code }) => <Invited code={code} />}</Route>
      <Route path="/m/:id">
        {({ id }) => (
          <Suspense fallback={<Loading />}>
            <MeetingPage key={id} id={id} ticket={houseApi.ticket} brought={broughtHeadset} />
          </Suspense>
        )}
      </Route>
      <Route path="/check">
        <CheckPage house={houseApi} headsetSupported={headsetSupported} />
      </Route>
      <Route path="/">
        <Home />
      </Route>
      <Route>
        <QuietPage title={say("way.not-found")} text={say("error.not-found")}>
          <a className="button" data-kind="first" href="/">
            {say("way.home")}
          </a>
        </QuietPage>
      </Route>
    </Switch>
  );
}

function Home() {
  const [, go] = useLocation();
  return <HomePage onGo={go} />;
}

function Loading() {
  return (
    <PageFrame title={say("way.title")} narrow>
      <p role="status" className="card quiet-page">
        {say("circle.joining")}
      </p>
    </PageFrame>
  );
}

function Invited({ code }: { readonly code: string }) {
  const [, go] = useLocation();
  const [help, setHelp] = useState(false);
  const click = useCallback((view: RoomView) => {
    if (view === "headset") askForHeadset();
    const inSpace = view === "headset" || view === "screen";
    // Asked of the meeting, not from here: else what both share would move into the invitation's page.
    preloadScene(async () => {
      const { loadScene } = await loadMeeting();
      if (inSpace) await loadScene();
    });
  }, []);
  const entered = (invitation: Invitation, view: RoomView): void => {
    const { meetingId: meeting, name } = invitation;
    rememberVisit({ meeting, code, name, view });
    go(`/m/${encodeURIComponent(meeting)}?view=${view}`);
  };
  return (
    <>
      <InvitationPage
        key={code}
        code={code}
        house={houseApi}
        openSoundCheck={openSoundCheck}
        headsetSupported={headsetSupported}
        onClick={click}
        onFailed={forgetHeadset}
        onEntered={entered}
        onHelp={() => setHelp(true)}
      />
      {help ? <HelpDialog onClose={() => setHelp(false)} /> : null}
    </>
  );
}
