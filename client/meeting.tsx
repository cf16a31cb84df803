import "./circle/circle.css";
import "./circle/hud.css";
import "./safety/safety.css";
import { useEffect, useMemo, useState } from "react";

import type { Ticket } from "#protocol/http-shapes.ts";

import { closeDialog, useOpenDialog } from "./bridge/open-dialog.ts";
import { MeetingProvider, useIntents, useWorld } from "./bridge/parts.tsx";
import { rememberVisit, visitOf } from "./bridge/visits.ts";
import { DeedDialog } from "./circle/deed-dialog.tsx";
import { Hud } from "./circle/hud.tsx";
import { KeysDialog } from "./circle/keys-dialog.tsx";
import { SettingsDialog } from "./circle/settings-dialog.tsx";
import { SheetDialog } from "./circle/sheet-dialog.tsx";
import { SimpleView } from "./circle/simple-view.tsx";
import { openMeeting } from "./open-meeting.ts";
import { DoorPage } from "./people/door-page.tsx";
import { EndPage } from "./people/end-page.tsx";
import { PageFrame } from "./people/page-frame.tsx";
import { loadScene as load3d, RoomIn3d } from "./room-in-3d.tsx";
import { HelpDialog } from "./safety/help-dialog.tsx";
import { ReportDialog } from "./safety/report-dialog.tsx";
import { SafePlace } from "./safety/safe-place.tsx";
import { say } from "./ui/say.ts";
import { type Link, worldStore } from "./world/circle-store.ts";
import type { Answered } from "./world/house-door.ts";
import type { RoomView } from "./world/room-view.ts";
import { headsetSupported, requestHeadset } from "./xr/enter.ts";

/** For whoever is on the way in already. */
export const loadScene = (): Promise<unknown> => load3d();

interface Props {
  readonly id: string;
  readonly ticket: (meeting: string) => Promise<Answered<Ticket>>;
  /** A headset session that the click on the page before has brought; `letGo` once it is ours. */
  readonly brought: {
    readonly look: () => Promise<XRSession> | null;
    readonly letGo: () => void;
  };
}

const VIEWS: readonly RoomView[] = ["headset", "screen", "simple", "text"];

/** The view the address asks for; else the one of the last visit. A headset is entered by a click only. */
function firstView(id: string, headset: boolean): RoomView {
  const asked = new URLSearchParams(location.search).get("view");
  const view = VIEWS.find((one) => one === asked) ?? visitOf(id)?.view ?? "screen";
  return view === "headset" && !headset ? "screen" : view;
}

function showInAddress(view: RoomView): void {
  const url = new URL(location.href);
  url.searchParams.set("view", view === "headset" ? "screen" : view);
  history.replaceState(history.state, "", url);
}

/** One meeting, from the door to its end, in whichever way somebody is there. */
export function MeetingPage({ id, ticket, brought }: Props) {
  const [headset, setHeadset] = useState(brought.look);
  useEffect(() => brought.letGo(), [brought]);
  const [note, setNote] = useState<string | null>(null);
  const [view, setView] = useState(() => firstView(id, headset !== null));
  const meeting = useMemo(() => openMeeting(worldStore, id, ticket), [id, ticket]);
  useEffect(() => {
    meeting.start(view !== "text");
    return () => meeting.close();
    // Voice is decided once: a view can be changed without it being lost.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [meeting]);
  const choose = (next: RoomView, why: string | null = null): void => {
    setNote(why);
    if (next === "headset") {
      const asked = requestHeadset();
      asked.catch(() => undefined);
      setHeadset(asked);
      meeting.allowSound();
    } else {
      // Ended already, where the headset was taken off.
      void headset?.then((session) => session.end()).catch(() => undefined);
      setHeadset(null);
    }
    setView(next);
    showInAddress(next);
    const visit = visitOf(id);
    if (visit) rememberVisit({ ...visit, view: next });
  };
  return (
    <MeetingProvider parts={meeting.parts}>
      <Inside id={id} view={view} headset={headset} note={note} onView={choose} />
      <Dialogs />
    </MeetingProvider>
  );
}

interface InsideProps {
  readonly id: string;
  readonly view: RoomView;
  readonly headset: Promise<XRSession> | null;
  readonly note: string | null;
  readonly onView: (view: RoomView, why?: string) => void;
}

/** A lost link is no reason to leave the circle's page: the seat is kept. */
const PAGES: Readonly<Record<Link["kind"], "joining" | "door" | "circle" | "end">> = {
  idle: "joining",
  joining: "joining",
  "at-the-door": "door",
  in: "circle",
  lost: "circle",
  moved: "end",
  removed: "end",
  left: "end",
  ended: "end",
  "not-now": "end",
  failed: "end",
};

/** Which page this is now: the way in, the door, the circle, or an end; and the room behind it, where it is wanted. */
function Inside(props: InsideProps) {
  const page = usePage();
  const visit = visitOf(props.id);
  useEffect(() => {
    document.title = visit ? `${visit.name} · ${say("way.title")}` : say("way.title");
  }, [visit]);
  const inSpace = props.view === "headset" || props.view === "screen";
  const room = inSpace && (page === "circle" || (props.headset !== null && page !== "end"));
  return (
    <>
      {room ? <RoomIn3d headset={props.headset} onView={props.onView} /> : null}
      <Page {...props} page={page} />
    </>
  );
}

type PageKind = (typeof PAGES)[Link["kind"]] | "safe-place";

function usePage(): PageKind {
  const page = useWorld((world) => PAGES[world.link.kind]);
  const seated = useWorld((world) => world.circle !== null && world.own !== null);
  const steppedOut = useWorld((world) => world.own?.steppedOut === true);
  if (page !== "circle") return page;
  if (!seated) return "joining";
  return steppedOut ? "safe-place" : "circle";
}

function Page(props: InsideProps & { readonly page: PageKind }) {
  const intents = useIntents();
  const link = useWorld((world) => world.link);
  const visit = visitOf(props.id);
  switch (props.page) {
    case "joining":
      return <Joining />;
    case "door":
      return <DoorPage name={visit?.name ?? null} onLeave={() => intents.leave()} />;
    case "safe-place":
      return <SafePlace />;
    case "circle":
      return <Controls {...props} />;
    case "end":
      return <Ended link={link} code={visit?.code ?? null} />;
  }
}

function Controls({ view, note, onView }: InsideProps) {
  const choice = { view, note, headsetSupported, onView: (next: RoomView) => onView(next) };
  return view === "simple" || view === "text" ? <SimpleView {...choice} /> : <Hud {...choice} />;
}

function Ended({ link, code }: { readonly link: Link; readonly code: string | null }) {
  const intents = useIntents();
  const [help, setHelp] = useState(false);
  return (
    <>
      <EndPage
        link={link}
        invitation={code ? `/j/${encodeURIComponent(code)}` : null}
        onComeBack={() => intents.comeBack()}
        onHelp={() => setHelp(true)}
      />
      {help ? <HelpDialog onClose={() => setHelp(false)} /> : null}
    </>
  );
}

function Joining() {
  return (
    <PageFrame title={say("way.title")} narrow>
      <p role="status" className="card quiet-page">
        {say("circle.joining")}
      </p>
    </PageFrame>
  );
}

/** The one dialog over the circle. */
function Dialogs() {
  const open = useOpenDialog();
  const intents = useIntents();
  const told = useWorld((world) => world.done?.what === "help-now");
  const seated = useWorld((world) => world.circle !== null && world.own !== null);
  useEffect(() => closeDialog, []);
  if (!seated) return null;
  switch (open.kind) {
    case "none":
      return null;
    case "report":
      return <ReportDialog onClose={closeDialog} />;
    case "settings":
      return <SettingsDialog onClose={closeDialog} />;
    case "sheet":
      return <SheetDialog onClose={closeDialog} />;
    case "keys":
      return <KeysDialog onClose={closeDialog} />;
    case "help-now":
      return <HelpDialog onClose={closeDialog} onTell={() => intents.helpNow()} told={told} />;
    case "deed":
      return (
        <DeedDialog
          key={`${open.deed} ${open.target ?? ""}`}
          deed={open.deed}
          {...(open.target ? { target: open.target } : {})}
          onClose={closeDialog}
        />
      );
  }
}
