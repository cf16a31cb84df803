import { useId, useState } from "react";

import type { HttpError, Invitation } from "#protocol/http-shapes.ts";
import type { Look } from "#rules/people/look.ts";

import { chooseSound, useSoundChoice } from "../bridge/sound-choice.ts";
import { Button } from "../ui/button.tsx";
import { Figure } from "../ui/figure.tsx";
import { say } from "../ui/say.ts";
import type { KeyState } from "../world/house-door.ts";
import { outfitOf } from "../world/outfit.ts";
import type { RoomView } from "../world/room-view.ts";
import { EnterStep } from "./enter-step.tsx";
import { Looks, rowOfLooks } from "./looks.tsx";
import { type OpenSoundCheck, SoundStep } from "./sound-step.tsx";

export interface Entry {
  readonly name: string;
  readonly look: Look;
  readonly microphone: boolean;
  readonly view: RoomView;
}

interface Props {
  readonly invitation: Invitation;
  readonly keyState: KeyState | null;
  readonly lastView: RoomView | null;
  readonly fault: HttpError | "offline" | null;
  readonly busy: boolean;
  readonly openSoundCheck: OpenSoundCheck;
  readonly headsetSupported: () => Promise<boolean>;
  readonly onEnter: (entry: Entry) => void;
}

const isNameFault = (fault: Props["fault"]): boolean => fault?.startsWith("name-") ?? false;

/** What is being chosen, before it is sent. */
function useEntry({ known, suggestion }: Invitation) {
  const start = known ?? suggestion;
  const sound = useSoundChoice();
  const [name, setName] = useState(start.name);
  const [row, setRow] = useState(0);
  const [chosen, choose] = useState(0);
  const [settled, setSettled] = useState<"with" | "without" | null>(
    known ? (sound.withMicrophone ? "with" : "without") : null,
  );
  const looks = rowOfLooks(start.look, row);
  return {
    name,
    setName,
    looks,
    look: looks[chosen] ?? start.look,
    chosen,
    choose,
    others: () => {
      setRow(row + 1);
      choose(1);
    },
    settled,
    settle: (how: "with" | "without") => {
      setSettled(how);
      chooseSound({ withMicrophone: how === "with" });
    },
  };
}

/** Name, look, sound, and the ways in. Whoever has been here before needs one click. */
export function ComeIn(props: Props) {
  const { invitation, keyState, fault, busy, onEnter } = props;
  const { known } = invitation;
  const entry = useEntry(invitation);
  const { name, look, settled } = entry;
  const facilitates = keyState === "open" || (known !== null && known.role !== "member");

  const enter = (view: RoomView): void =>
    onEnter({ name, look, microphone: settled === "with", view });
  return (
    <section className="card stack come-in" aria-labelledby="come-in-title">
      <h2 id="come-in-title">{say("way.you")}</h2>
      <KeyWords state={keyState} known={known} />
      {known ? (
        <Returning
          name={name}
          look={look}
          view={props.lastView ?? "screen"}
          microphone={settled === "with"}
          busy={busy}
          onEnter={enter}
        />
      ) : null}
      {fault ? (
        <p className="fault" role="alert">
          {say(`error.${fault}`)}
        </p>
      ) : null}
      <NameField name={name} onChange={entry.setName} wrong={isNameFault(fault)} />
      <Looks
        looks={entry.looks}
        chosen={entry.chosen}
        onChoose={entry.choose}
        onOthers={entry.others}
      />
      <SoundStep openSoundCheck={props.openSoundCheck} settled={settled} onSettle={entry.settle}>
        {settled ? (
          <EnterStep
            headsetSupported={props.headsetSupported}
            busy={busy}
            facilitates={facilitates}
            onEnter={enter}
          />
        ) : null}
      </SoundStep>
      {busy ? <p role="status">{say("way.entering")}</p> : null}
    </section>
  );
}

function KeyWords({
  state,
  known,
}: {
  readonly state: KeyState | null;
  readonly known: Invitation["known"];
}) {
  const leads = known !== null && known.role !== "member";
  if (state === null && !leads) return null;
  return (
    <p className="note" role="note">
      {say(leads ? "way.you-facilitate" : `way.key-${state ?? "unknown"}`)}
    </p>
  );
}

interface ReturningProps {
  readonly name: string;
  readonly look: Look;
  readonly view: RoomView;
  readonly microphone: boolean;
  readonly busy: boolean;
  readonly onEnter: (view: RoomView) => void;
}

function Returning({ name, look, view, microphone, busy, onEnter }: ReturningProps) {
  // A headset is never entered unasked: the page comes first.
  const flat = view === "simple" || view === "text" ? "simple" : "screen";
  const how = microphone
    ? flat === "simple"
      ? "way.join-with-simple"
      : "way.join-with"
    : flat === "simple"
      ? "way.join-without-simple"
      : "way.join-without";
  return (
    <div className="returning">
      <Figure parts={outfitOf(look)} className="returning-figure" />
      <div className="stack-small">
        <p>{say("way.back")}</p>
        <Button kind="first" enabled={!busy} onPress={() => onEnter(flat)}>
          {say("way.join-as", { name })}
        </Button>
        <p className="soft small">{say(how)}</p>
      </div>
    </div>
  );
}

interface NameProps {
  readonly name: string;
  readonly wrong: boolean;
  readonly onChange: (name: string) => void;
}

function NameField({ name, wrong, onChange }: NameProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{say("way.name")}</label>
      <input
        id={id}
        className="input"
        value={name}
        maxLength={48}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={wrong || undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <p className="soft small" id={`${id}-hint`}>
        {say("way.name-hint")}
      </p>
    </div>
  );
}
