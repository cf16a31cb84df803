import { useCallback, useEffect, useState } from "react";

import type { HttpError, Invitation } from "#protocol/http-shapes.ts";

import { visitOf } from "../bridge/visits.ts";
import { Button } from "../ui/button.tsx";
import { say } from "../ui/say.ts";
import type { HouseDoor, KeyState } from "../world/house-door.ts";
import type { RoomView } from "../world/room-view.ts";
import { AboutMeeting, WhenAndWho } from "./about-meeting.tsx";
import { ComeIn, type Entry } from "./come-in.tsx";
import { PageFrame, QuietPage } from "./page-frame.tsx";
import type { OpenSoundCheck } from "./sound-step.tsx";
import { useAnswer } from "./use-answer.ts";

interface Props {
  readonly code: string;
  readonly house: HouseDoor;
  readonly openSoundCheck: OpenSoundCheck;
  readonly headsetSupported: () => Promise<boolean>;
  /** Called inside the click, before anything is awaited: a headset must be asked for there. */
  readonly onClick: (view: RoomView) => void;
  /** The click came to nothing. */
  readonly onFailed: () => void;
  readonly onEntered: (invitation: Invitation, view: RoomView) => void;
  readonly onHelp: () => void;
}

/** The first facilitator's key rides in the fragment: it is never sent along with the page. */
function keyInAddress(): string | null {
  const words = new URLSearchParams(location.hash.slice(1));
  return words.get("facilitator") ?? words.get("host");
}

/** What one gets before going in: everything about the meeting, and nothing of the room. */
export function InvitationPage(props: Props) {
  const { code, house } = props;
  const ask = useCallback(() => house.invitation(code), [house, code]);
  const [answer, again] = useAnswer(ask);
  useEffect(() => {
    if (answer?.ok) document.title = `${answer.value.name} · ${say("way.title")}`;
  }, [answer]);
  if (answer === null) {
    return (
      <PageFrame title={say("way.title")} narrow>
        <p role="status">{say("way.loading")}</p>
      </PageFrame>
    );
  }
  if (!answer.ok) return <Unknown error={answer.error} onAgain={again} />;
  const invitation = answer.value;
  if (invitation.ended) {
    return (
      <QuietPage title={invitation.name} text={`${say("way.ended")} ${say("way.ended-text")}`} />
    );
  }
  return (
    <PageFrame
      title={invitation.name}
      over={<p className="sky-over">{say("way.group", { group: invitation.group })}</p>}
      under={<WhenAndWho invitation={invitation} />}
    >
      <div className={invitation.known ? "way way-known" : "way"}>
        <AboutMeeting invitation={invitation} onHelp={props.onHelp} />
        <Entrance {...props} invitation={invitation} />
      </div>
    </PageFrame>
  );
}

function Entrance(props: Props & { readonly invitation: Invitation }) {
  const { code, house, invitation, onClick, onEntered, onFailed } = props;
  const [key, setKey] = useState(keyInAddress);
  const [keyState, setKeyState] = useState<KeyState | null>(null);
  const [fault, setFault] = useState<HttpError | "offline" | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (key === null) return;
    void house.keyState(code, key).then((state) => state.ok && setKeyState(state.value));
  }, [house, code, key]);

  const enter = async ({ name, look, microphone, view }: Entry): Promise<void> => {
    onClick(view);
    setBusy(true);
    setFault(null);
    const usable = key !== null && keyState !== "used" && keyState !== "unknown";
    const entered = await house.enter(code, {
      name,
      look,
      microphone,
      ...(usable ? { facilitatorKey: key } : {}),
    });
    setBusy(false);
    if (entered.ok) {
      onEntered(invitation, view);
      return;
    }
    onFailed();
    setFault(entered.error);
    if (entered.error === "key-used" || entered.error === "key-unknown") setKey(null);
  };
  return (
    <ComeIn
      invitation={invitation}
      keyState={keyState}
      lastView={visitOf(invitation.meetingId)?.view ?? null}
      fault={fault}
      busy={busy}
      openSoundCheck={props.openSoundCheck}
      headsetSupported={props.headsetSupported}
      onEnter={(entry) => void enter(entry)}
    />
  );
}

function Unknown({
  error,
  onAgain,
}: {
  readonly error: HttpError | "offline";
  readonly onAgain: () => void;
}) {
  if (error === "not-found")
    return (
      <QuietPage title={say("way.not-found")} text={say("way.not-found-text")}>
        <a className="button" href="/">
          {say("way.home")}
        </a>
      </QuietPage>
    );
  return (
    <QuietPage title={say("end.failed-title")} text={say(`error.${error}`)}>
      <Button kind="first" onPress={onAgain}>
        {say("way.again")}
      </Button>
    </QuietPage>
  );
}
