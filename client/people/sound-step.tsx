import { useCallback, useEffect, useState, type ReactNode } from "react";

import { chooseSound, useSoundChoice } from "../bridge/sound-choice.ts";
import { Button } from "../ui/button.tsx";
import { Check, Select } from "../ui/choices.tsx";
import { Icon } from "../ui/icon.tsx";
import { Meter } from "../ui/meter.tsx";
import { say } from "../ui/say.ts";
import type { SoundCheck } from "../world/sound-check.ts";

export type OpenSoundCheck = () => Promise<SoundCheck>;
type State = "idle" | "opening" | "ready" | "denied" | "no-microphone" | "not-supported";

/** Louder than breathing. */
const HEARD = 0.12;

const TROUBLE = {
  denied: "way.sound-denied",
  "no-microphone": "way.sound-none",
  "not-supported": "way.sound-unsupported",
} as const;

interface Props {
  readonly openSoundCheck: OpenSoundCheck;
  /** What was settled: with a microphone, without, or nothing yet. */
  readonly settled: "with" | "without" | null;
  readonly onSettle: (how: "with" | "without") => void;
  /** What comes next, before the devices: whoever is heard need not look at them. */
  readonly children: ReactNode;
}

/** Trying the microphone, or coming in without one: two ways of equal weight. */
export function SoundStep({ openSoundCheck, settled, onSettle, children }: Props) {
  const [state, setState] = useState<State>("idle");
  const [check, setCheck] = useState<SoundCheck | null>(null);
  useEffect(() => () => check?.close(), [check]);

  const open = async (): Promise<void> => {
    setState("opening");
    const opened = check ?? (await openSoundCheck());
    const result = await opened.open();
    setCheck(opened);
    setState(result);
    if (result === "ready") onSettle("with");
  };
  const without = (): void => {
    setCheck(null);
    setState("idle");
    onSettle("without");
  };
  const opened = state === "ready" ? check : null;
  return (
    <>
      <section className="stack-small" aria-labelledby="sound-title">
        <h3 id="sound-title">{say("way.sound")}</h3>
        {settled === null ? <p className="soft small">{say("way.sound-text")}</p> : null}
        <div className="equals">
          <Button
            onPress={() => void open()}
            pressed={settled === null ? undefined : settled === "with"}
          >
            <Icon name="microphone" />
            {say("way.sound-check")}
          </Button>
          <Button onPress={without} pressed={settled === null ? undefined : settled === "without"}>
            <Icon name="page" />
            {say("way.sound-without")}
          </Button>
        </div>
        <SoundWords state={state} settled={settled} />
        {opened ? <Hearing check={opened} /> : null}
      </section>
      {children}
      {opened ? <SoundBench check={opened} /> : null}
    </>
  );
}

function SoundWords({
  state,
  settled,
}: {
  readonly state: State;
  readonly settled: Props["settled"];
}) {
  const words =
    state === "opening"
      ? say("way.sound-opening")
      : state === "denied" || state === "no-microphone" || state === "not-supported"
        ? say(TROUBLE[state])
        : settled === "without"
          ? say("way.sound-chosen-without")
          : settled === "with"
            ? say("way.sound-chosen")
            : say("way.sound-without-hint");
  return (
    <p className="soft small" role="status">
      {words}
    </p>
  );
}

/** As the browser names them. */
type Devices = Awaited<ReturnType<SoundCheck["devices"]>>;

/** How loud the microphone is just now. */
function Hearing({ check }: { readonly check: SoundCheck }) {
  const [heard, setHeard] = useState(false);
  const level = useCallback(() => {
    const now = check.level();
    if (now > HEARD) setHeard(true);
    return now;
  }, [check]);
  return (
    <>
      <Meter label={say("way.sound-level")} level={level} />
      <p className="small soft" role="status">
        {say(heard ? "way.sound-good" : "way.sound-ready")}
      </p>
    </>
  );
}

/** Which devices are meant. */
function SoundBench({ check }: { readonly check: SoundCheck }) {
  const choice = useSoundChoice();
  const [devices, setDevices] = useState<Devices>({ microphones: [], speakers: [] });
  useEffect(() => {
    void check.devices().then(setDevices);
  }, [check]);
  const options = (list: Devices["microphones"]) => [
    { value: "", label: say("way.sound-default") },
    ...list.map(({ id, label }) => ({ value: id, label: label || id.slice(0, 8) })),
  ];
  return (
    <div className="stack-small sound-bench">
      <Select
        label={say("way.sound-device")}
        options={options(devices.microphones)}
        value={choice.microphone}
        onChoose={(microphone) => {
          chooseSound({ microphone });
          void check.chooseMicrophone(microphone);
        }}
      />
      {devices.speakers.length > 0 ? (
        <Select
          label={say("way.sound-speaker")}
          options={options(devices.speakers)}
          value={choice.speaker}
          onChoose={(speaker) => {
            chooseSound({ speaker });
            void check.chooseSpeaker(speaker);
          }}
        />
      ) : null}
      <div className="row">
        <Button onPress={() => void check.playTest()}>
          <Icon name="speaker" />
          {say("way.sound-test")}
        </Button>
      </div>
      <Check
        label={say("way.headphones")}
        checked={choice.headphones}
        onChange={(headphones) => chooseSound({ headphones })}
      />
    </div>
  );
}
