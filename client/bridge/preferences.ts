import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

import { keep, readKept } from "./kept.ts";

/** How somebody likes the pages, on this device. */
export interface Preferences {
  readonly theme: "auto" | "light" | "dusk";
  readonly singleKeys: boolean;
  readonly chatAloud: "off" | "count" | "full";
  /** Taking the piece asks before the microphone opens. */
  readonly takeAsks: boolean;
  readonly timeAsText: boolean;
}

const DEFAULTS: Preferences = {
  theme: "auto",
  singleKeys: true,
  chatAloud: "full",
  takeAsks: false,
  timeAsText: false,
};

const KEY = "preferences";

function readPreferences(): Preferences {
  const kept = readKept(KEY);
  const one = <T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T =>
    allowed.find((choice) => choice === value) ?? otherwise;
  const flag = (value: unknown, otherwise: boolean): boolean =>
    typeof value === "boolean" ? value : otherwise;
  return {
    theme: one(kept["theme"], ["auto", "light", "dusk"], DEFAULTS.theme),
    singleKeys: flag(kept["singleKeys"], DEFAULTS.singleKeys),
    chatAloud: one(kept["chatAloud"], ["off", "count", "full"], DEFAULTS.chatAloud),
    takeAsks: flag(kept["takeAsks"], DEFAULTS.takeAsks),
    timeAsText: flag(kept["timeAsText"], DEFAULTS.timeAsText),
  };
}

const preferences = createStore<Preferences>(() => readPreferences());
preferences.subscribe((now) => keep(KEY, now));

export const prefer = (change: Partial<Preferences>): void => preferences.setState(change);
export const usePreferences = (): Preferences => useStore(preferences);

/** The page wears the chosen light, now and whenever it is chosen anew, or evening comes to the device. */
export function wearTheme(root: HTMLElement): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const wear = (): void => {
    const { theme } = preferences.getState();
    root.dataset["theme"] = theme === "auto" ? (dark.matches ? "dusk" : "light") : theme;
  };
  wear();
  preferences.subscribe(wear);
  dark.addEventListener("change", wear);
}
