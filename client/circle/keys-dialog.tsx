import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { say, type WordKey } from "../ui/say.ts";

const KEYS: readonly (readonly [string, WordKey])[] = [
  ["M", "keys.m"],
  ["H", "keys.h"],
  ["T", "keys.t"],
  ["P", "keys.p"],
  ["L", "keys.l"],
  ["D", "keys.d"],
  ["+", "keys.plus"],
  ["S", "keys.s"],
  ["W", "keys.w"],
  [",", "keys.comma"],
  [".", "keys.period"],
  ["?", "keys.question"],
];

/** The list of keys. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={say("keys.title")} onClose={onClose}>
      <dl className="keys">
        {KEYS.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{say(words)}</dd>
          </div>
        ))}
        <div>
          <dt>{say("keys.look")}</dt>
          <dd>{say("keys.look-what")}</dd>
        </div>
      </dl>
      <p className="soft small">{say("keys.hint")}</p>
      <div className="dialog-end">
        <Button kind="first" onPress={onClose}>
          {say("ask.close")}
        </Button>
      </div>
    </Dialog>
  );
}
