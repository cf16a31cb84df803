import { useEffect, useRef } from "react";

import type { LightName, PlaceSound } from "#protocol/place-scene-shape.ts";

import { roomChoice } from "./bridge/room-choice.ts";
import { soundChoice } from "./bridge/sound-choice.ts";
import { Ambience } from "./sound/ambience.ts";
import type { WorldStore } from "./world/circle-store.ts";

const silence: readonly PlaceSound[] = [];

/** The place's own sounds, for as long as the room is shown. */
export function useAmbience(
  store: WorldStore,
  sounds: readonly PlaceSound[] = silence,
  bell: readonly [number, number, number] | null,
  light: LightName,
): void {
  const ambience = useRef<Ambience>(null);
  useEffect(() => {
    const made = new Ambience({
      store,
      wish: () => ({ ...roomChoice(), headphones: soundChoice().headphones }),
      speaker: () => soundChoice().speaker,
    });
    ambience.current = made;
    return () => {
      ambience.current = null;
      made.close();
    };
  }, [store]);
  useEffect(() => ambience.current?.sounds(sounds, bell), [store, sounds, bell]);
  useEffect(() => ambience.current?.light(light), [store, light]);
}
