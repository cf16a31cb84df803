import type { World } from "../world/circle-store.ts";

/** What the member wants to hear of the place. */
export interface SoundWish {
  readonly sounds: "off" | "between-turns" | "always";
  /** 0 … 1 */
  readonly soundVolume: number;
  readonly headphones: boolean;
}

/** A voice this loud, 0 … 1, has the place behind it entirely. */
const FULL_VOICE = 0.25;
/** What is left of the place while somebody speaks. */
const UNDER_VOICES = 0.18;
/** On loudspeakers my own open microphone would hear the place too. */
const UNDER_MY_MICROPHONE = 0.35;

type Moment = Pick<World, "link" | "circle" | "own">;

/** Somebody has the piece, or it is being offered: the place is silent, unless it is wanted all the same. */
const isTurn = ({ circle }: Moment): boolean => circle !== null && circle.floor.kind !== "none";

/** How loud the place should be now, 0 … 1. Never over the voices. */
export function wantedLevel(world: Moment, wish: SoundWish, loudestVoice: number): number {
  const { link, circle, own } = world;
  if (wish.sounds === "off" || circle === null || own === null || own.steppedOut) return 0;
  if (link.kind !== "in" && link.kind !== "lost") return 0;
  if (isTurn(world) && wish.sounds !== "always") return 0;
  const voice = Math.min(1, Math.max(0, loudestVoice) / FULL_VOICE);
  const under = 1 - (1 - UNDER_VOICES) * voice;
  const mine = own.micOpen && !wish.headphones ? UNDER_MY_MICROPHONE : 1;
  return wish.soundVolume * Math.min(under, mine);
}

/** Steps from one level toward another: down at once when somebody speaks, up again without haste. */
export const UP_S = 1.8;
export const DOWN_S = 0.12;
