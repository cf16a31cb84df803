import { useId } from "react";

import { chooseRoom, useRoomChoice } from "../bridge/room-choice.ts";
import { Check, Choices } from "../ui/choices.tsx";
import { say } from "../ui/say.ts";

/** How the place looks and sounds to this person, on this device. Nobody else notices. */
export function RoomSettings() {
  const { calm, thrifty, sounds, soundVolume } = useRoomChoice();
  const id = useId();
  return (
    <section className="stack-small" aria-label={say("settings.room")}>
      <h3>{say("settings.room")}</h3>
      <Check
        label={say("settings.calm")}
        checked={calm}
        onChange={(now) => chooseRoom({ calm: now })}
      />
      <Check
        label={say("settings.thrifty")}
        checked={thrifty}
        onChange={(now) => chooseRoom({ thrifty: now })}
      />
      <Choices
        legend={say("settings.sounds")}
        className="choices-row"
        options={(["off", "between-turns", "always"] as const).map((value) => ({
          value,
          label: say(`settings.sounds-${value}`),
        }))}
        value={sounds}
        onChoose={(chosen) => chooseRoom({ sounds: chosen })}
      />
      <div className="field">
        <label htmlFor={id}>{say("settings.sound-volume")}</label>
        <input
          id={id}
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={soundVolume}
          disabled={sounds === "off"}
          onChange={(event) => chooseRoom({ soundVolume: Number(event.currentTarget.value) })}
        />
      </div>
    </section>
  );
}
