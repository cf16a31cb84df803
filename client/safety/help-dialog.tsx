import { useState } from "react";

import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { say } from "../ui/say.ts";

/** Known by heart: whoever needs it needs it even when the server does not answer. */
const LINKS = [
  { name: "Find A Helpline", what: "help.helpline", url: "https://findahelpline.com" },
  { name: "Befrienders Worldwide", what: "help.befrienders", url: "https://befrienders.org" },
] as const;

interface Props {
  readonly onClose: () => void;
  /** Inside a meeting: tells those who hold the circle. Absent outside. */
  readonly onTell?: () => void;
  /** The server has it. */
  readonly told?: boolean;
}

/** Where help is, and a quiet way to ask for it here. */
export function HelpDialog({ onClose, onTell, told = false }: Props) {
  const [telling, setTelling] = useState(false);
  return (
    <Dialog title={say("help.title")} onClose={onClose}>
      <p>{say("help.emergency")}</p>
      {onTell ? (
        <section className="stack-small">
          <Button
            kind="first"
            enabled={!telling || told}
            onPress={() => {
              setTelling(true);
              onTell();
            }}
          >
            {say("help.tell")}
          </Button>
          <p className="soft small" role="status">
            {say(told ? "help.told" : telling ? "help.telling" : "help.tell-hint")}
          </p>
        </section>
      ) : null}
      <p>{say("help.notice")}</p>
      <ul className="stack-small">
        {LINKS.map(({ name, what, url }) => (
          <li key={url}>
            <a href={url} target="_blank" rel="noreferrer noopener">
              {name}
            </a>{" "}
            <span className="soft small">({say("help.new-tab")})</span>
            <br />
            {say(what)}
          </li>
        ))}
      </ul>
      <p className="soft small">{say("help.check")}</p>
      <div className="dialog-end">
        <Button onPress={onClose}>{say("ask.close")}</Button>
      </div>
    </Dialog>
  );
}
