import type { CircleView, SeatView } from "#rules/circle/view.ts";
import type { SeatId } from "#rules/ids.ts";

import { say } from "../ui/say.ts";

export type SeatState =
  | "speaking"
  | "offered"
  | "next"
  | "hand"
  | "muted"
  | "away"
  | "lost"
  | "text-only"
  | "listen-only";

/** Everything worth knowing about a seat now; never that somebody passed, said later or is in the safe place. */
export function statesOf(
  seat: SeatView,
  circle: CircleView,
  speaking: ReadonlySet<string>,
): readonly SeatState[] {
  const { floor } = circle;
  const mine = floor.by === seat.id;
  const voices = seat.mode === "speak";
  const all: readonly (readonly [SeatState, boolean])[] = [
    ["speaking", mine ? floor.kind === "held" : seat.live && speaking.has(seat.id)],
    ["offered", mine && floor.kind === "offered"],
    ["next", circle.next === seat.id],
    ["hand", seat.handRaised],
    ["muted", voices && !seat.micOpen],
    ["away", seat.presence === "away"],
    ["lost", seat.presence === "lost"],
    ["text-only", seat.mode === "text-only"],
    ["listen-only", seat.mode === "listen-only"],
  ];
  return all.filter(([, is]) => is).map(([state]) => state);
}

export const nameOf = ({ seats }: CircleView, id: SeatId | "" | undefined): string =>
  seats.find((seat) => seat.id === id)?.name ?? say("notice.somebody");

/** "1 min 5 s" */
export function timeWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  return minutes > 0
    ? say("floor.time-minutes", { minutes, seconds: seconds % 60 })
    : say("floor.time-seconds", { seconds });
}

const shortened = (name: string, most: number): string => {
  const letters = Array.from(name);
  return letters.length <= most
    ? name
    : `${letters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
};

/** A name as it fits under its chair, in one line or two; the list has the whole of it. */
export function nameLines(name: string, most: number): readonly string[] {
  if (Array.from(name).length <= most) return [name];
  const [first = "", ...rest] = name.split(" ");
  return [first, rest.join(" ")].filter((one) => one !== "").map((one) => shortened(one, most));
}

/** "2nd" */
export const nthWords = (place: number): string =>
  place >= 1 && place <= 3 ? say(`place.${place as 1 | 2 | 3}`) : say("place.more", { place });
