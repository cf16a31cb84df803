import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

import type { SoundChoice } from "../world/sound-check.ts";
import { keep, readKept } from "./kept.ts";

const KEY = "sound";
const text = (value: unknown): string => (typeof value === "string" ? value : "");

function readChoice(): SoundChoice {
  const kept = readKept(KEY);
  return {
    microphone: text(kept["microphone"]),
    speaker: text(kept["speaker"]),
    headphones: kept["headphones"] === true,
    withMicrophone: kept["withMicrophone"] === true,
  };
}

const choice = createStore<SoundChoice>(() => readChoice());
choice.subscribe((now) => keep(KEY, now));

/** Devices are remembered here and nowhere else. */
export const soundChoice = (): SoundChoice => choice.getState();
export const chooseSound = (change: Partial<SoundChoice>): void => choice.setState(change);
export const useSoundChoice = (): SoundChoice => useStore(choice);
export const onSoundChoice = (listener: () => void): (() => void) => choice.subscribe(listener);
