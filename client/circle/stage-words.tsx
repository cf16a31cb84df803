import type { CircleView, OwnView } from "#rules/circle/view.ts";

import { useCircle, useIntents, useWorld } from "../bridge/parts.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { say } from "../ui/say.ts";
import { nameOf } from "./seat-words.ts";

/** Rounds of the talking piece are counted; every other way of being together is called by its name. */
const isNamed = ({ phase, round }: CircleView): boolean =>
  phase === "meeting" && round.state !== "none" && !["round", "words"].includes(round.format);
const roundWords = (circle: CircleView): string =>
  isNamed(circle)
    ? say(`format.${circle.round.format}`)
    : say("phase.round", { number: circle.round.number });

function moreWords(circle: CircleView, own: OwnView): string | null {
  const { phase, round, overlay, openTalk } = circle;
  // Hands rest in a silence; its own line says what it is.
  if (overlay.kind === "silence") return null;
  if (phase === "meeting")
    return round.state === "none" ? say("phase.between") : roundWords(circle);
  if (phase === "scheduled" && own.role !== "member") return say("phase.scheduled-facilitator");
  return openTalk ? say("phase.open-talk") : null;
}

/** Which part of the meeting this is, and the question that stands over it. */
export function StageWords() {
  const { circle, own } = useCircle();
  const { phase, segment } = circle;
  const title = phase === "meeting" && segment.title !== "" ? segment.title : say(`phase.${phase}`);
  const more = moreWords(circle, own);
  return (
    <div className="stage-words">
      <h1>{title}</h1>
      {phase === "meeting" && segment.prompt !== "" ? (
        <p className="prompt">{segment.prompt}</p>
      ) : null}
      {more ? (
        <p className="stage-more" data-named={isNamed(circle) || undefined}>
          {more}
        </p>
      ) : null}
    </div>
  );
}

function useOverlayWords(): string | null {
  const { circle } = useCircle();
  const { kind, by, reason } = circle.overlay;
  if (kind === "none") return null;
  return say(`overlay.${kind}`, {
    name: nameOf(circle, by),
    reason: reason === "" ? "" : say(`reason.${reason}`),
  });
}

function useVoiceWords(): string | null {
  const voice = useWorld((world) => world.voice);
  const pass = useWorld((world) => world.voicePass);
  const { circle, own } = useCircle();
  const mode = circle.seats.find(({ id }) => id === own.seat)?.mode;
  if (pass && pass.state !== "on") return say(`phase.voice-${pass.state}`);
  if (mode === "text-only" || voice.state === "off" || voice.state === "on") return null;
  return voice.state === "building"
    ? say("phase.voice-building")
    : say(`phase.voice-${voice.state}`);
}

/** What lies over everything: a pause, a lost link, voices that cannot be carried, sound that waits for a click. */
export function Banners({ note }: { readonly note: string | null }) {
  const intents = useIntents();
  const link = useWorld((world) => world.link);
  const blocked = useWorld((world) => world.voice.soundBlocked);
  const overlay = useOverlayWords();
  const voice = useVoiceWords();
  if (link.kind !== "lost" && !overlay && !voice && !note && !blocked) return null;
  return (
    <section className="banners" aria-label={say("circle.now")}>
      {link.kind === "lost" ? (
        <p className="banner" data-kind="warn">
          {say("link.lost")}
        </p>
      ) : null}
      {overlay ? (
        <p className="banner" data-kind="calm">
          {overlay}
        </p>
      ) : null}
      {voice && link.kind !== "lost" ? <p className="banner">{voice}</p> : null}
      {note ? (
        <p className="banner" role="status">
          {note}
        </p>
      ) : null}
      {blocked ? (
        <div className="banner row">
          <span>{say("view.sound-hint")}</span>
          <Button kind="first" onPress={() => intents.allowSound()}>
            <Icon name="speaker" />
            {say("view.sound")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
