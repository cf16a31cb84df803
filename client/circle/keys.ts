import { useEffect } from "react";

import { dialogIsOpen, openDialog } from "../bridge/open-dialog.ts";
import { useMeeting } from "../bridge/parts.tsx";
import { usePreferences } from "../bridge/preferences.ts";
import { useDoing } from "../bridge/use-doing.ts";
import type { World } from "../world/circle-store.ts";
import { type Deed, type DeedId, deedOf } from "../world/deeds.ts";

/** A key may mean one of several deeds: the first that is shown and possible now. */
const KEYS: Readonly<Record<string, readonly DeedId[]>> = {
  m: ["microphone"],
  h: ["raise-hand", "lower-hand"],
  t: ["take-piece"],
  p: ["pass"],
  l: ["later"],
  d: ["hand-on"],
  "+": ["more-time"],
  s: ["safe-place"],
};

/** What is typed into belongs to whoever types. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** A combination, a held key, or one that somebody else has answered already. */
const isOthers = (event: KeyboardEvent): boolean =>
  event.ctrlKey ||
  event.metaKey ||
  event.altKey ||
  event.repeat ||
  event.defaultPrevented ||
  isTyping(event.target);

/** The deed a key stands for just now; null where it would do nothing. */
export function deedForKey(key: string, { circle, own }: World): Deed | null {
  if (!circle || !own) return null;
  return (
    (KEYS[key.toLowerCase()] ?? [])
      .map(deedOf)
      .find((deed) => deed.shown(circle, own) && deed.enabled(circle, own)) ?? null
  );
}

interface Reading {
  readonly whoAndWhen: () => void;
  readonly line: (step: -1 | 1) => void;
  readonly write: () => void;
}

function readingKey(key: string, reading: Reading): boolean {
  switch (key) {
    case "?":
      openDialog({ kind: "keys" });
      return true;
    case "w":
      reading.whoAndWhen();
      return true;
    case ",":
      reading.line(-1);
      return true;
    case ".":
      reading.line(1);
      return true;
    case "t":
      reading.write();
      return true;
    default:
      return false;
  }
}

/** Single keys, for whoever wants them. They rest while somebody writes, while a dialog is open, and can be switched off. */
export function useKeys(reading: Reading): void {
  const { store } = useMeeting();
  const { singleKeys } = usePreferences();
  const doing = useDoing();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (isOthers(event) || dialogIsOpen()) return;
      // The list of keys is always there: it says how to switch them off and on.
      if (!singleKeys && event.key !== "?") return;
      const deed = deedForKey(event.key, store.getState());
      if (deed) doing(deed);
      if (deed || readingKey(event.key, reading)) event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [store, singleKeys, doing, reading]);
}
