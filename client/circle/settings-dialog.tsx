import { useCircle } from "../bridge/parts.tsx";
import { prefer, usePreferences } from "../bridge/preferences.ts";
import { chooseSound, useSoundChoice } from "../bridge/sound-choice.ts";
import { Button } from "../ui/button.tsx";
import { Check, Choices } from "../ui/choices.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { say } from "../ui/say.ts";
import { deedsShown } from "../world/deeds.ts";
import { DeedButton } from "./deed-button.tsx";
import { RoomSettings } from "./room-settings.tsx";

/** How one takes part, and how the page behaves on this device. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { circle, own } = useCircle();
  const preferences = usePreferences();
  const sound = useSoundChoice();
  return (
    <Dialog title={say("settings.title")} onClose={onClose}>
      <section className="stack-small" aria-label={say("settings.part")}>
        <h3>{say("settings.part")}</h3>
        <div className="row">
          {deedsShown("taking-part", circle, own).map((deed) => (
            <DeedButton
              deed={deed}
              key={deed.id}
              {...(deed.id === "speak-by-voice"
                ? { before: () => chooseSound({ withMicrophone: true }) }
                : {})}
            />
          ))}
        </div>
      </section>
      <div className="stack-small">
        <Check
          label={say("settings.headphones")}
          checked={sound.headphones}
          onChange={(headphones) => chooseSound({ headphones })}
        />
        <Check
          label={say("settings.take-asks")}
          checked={preferences.takeAsks}
          onChange={(takeAsks) => prefer({ takeAsks })}
        />
        <Check
          label={say("settings.keys-on")}
          checked={preferences.singleKeys}
          onChange={(singleKeys) => prefer({ singleKeys })}
        />
      </div>
      <RoomSettings />
      <Appearance />
      <div className="dialog-end">
        <Button kind="first" onPress={onClose}>
          {say("ask.close")}
        </Button>
      </div>
    </Dialog>
  );
}

function Appearance() {
  const preferences = usePreferences();
  return (
    <>
      <Choices
        legend={say("settings.theme")}
        className="choices-row"
        options={(["auto", "light", "dusk"] as const).map((value) => ({
          value,
          label: say(`settings.theme-${value}`),
        }))}
        value={preferences.theme}
        onChoose={(theme) => prefer({ theme })}
      />
      <Choices
        legend={say("settings.chat")}
        className="choices-row"
        options={[
          { value: "full" as const, label: say("settings.chat-full") },
          { value: "count" as const, label: say("settings.chat-names") },
          { value: "off" as const, label: say("settings.chat-off") },
        ]}
        value={preferences.chatAloud}
        onChoose={(chatAloud) => prefer({ chatAloud })}
      />
    </>
  );
}
