import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

import { keep, readKept } from "./kept.ts";

/** How somebody wants the place to be, on this device: seen and heard. */
export interface RoomChoice {
  /** Few things, soft light, nothing moves but people. */
  readonly calm: boolean;
  /** For weak devices: the small model, small pictures. */
  readonly thrifty: boolean;
  /** Fire, sea and wind: never, between turns, or always. */
  readonly sounds: "off" | "between-turns" | "always";
  /** 0 … 1 */
  readonly soundVolume: number;
}

const DEFAULTS: RoomChoice = {
  calm: false,
  thrifty: false,
  sounds: "between-turns",
  soundVolume: 0.5,
};
const KEY = "room";

function readChoice(): RoomChoice {
  const { calm, thrifty, sounds, soundVolume } = readKept(KEY);
  const known = (["off", "between-turns", "always"] as const).find((one) => one === sounds);
  return {
    calm: calm === true,
    thrifty: thrifty === true,
    sounds: known ?? DEFAULTS.sounds,
    soundVolume:
      typeof soundVolume === "number" && soundVolume >= 0 && soundVolume <= 1
        ? soundVolume
        : DEFAULTS.soundVolume,
  };
}

const choice = createStore<RoomChoice>(() => readChoice());
choice.subscribe((now) => keep(KEY, now));

export const roomChoice = (): RoomChoice => choice.getState();
export const chooseRoom = (change: Partial<RoomChoice>): void => choice.setState(change);
export const useRoomChoice = (): RoomChoice => useStore(choice);
