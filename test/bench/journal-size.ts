import type { CircleEvent } from "#rules/circle/events.ts";

import { A, aRound, B, by, C, D, E, F, live, type Meeting, run, wait } from "../kit/a-circle.ts";

const HOUR_MS = 3_600_000;
const TURN_MS = 120_000;

/** An hour of rounds: the piece goes on every two minutes, hands and "me too" between. */
function anHour(): readonly CircleEvent[] {
  let meeting: Meeting = aRound(A, B, C, D, E);
  const until = meeting.at + HOUR_MS;
  while (meeting.at < until) {
    const { floor, round } = meeting.circle;
    if (floor.kind === "offered") {
      const who = floor.to;
      const taken = run(meeting, by(who, { type: "take-piece" }), live(who));
      const other = who === A ? B : A;
      const thanked = run(wait(taken, TURN_MS / 2), by(other, { type: "me-too" }));
      meeting = run(wait(thanked, TURN_MS / 2), by(who, { type: "hand-on" }));
    } else if (round?.state === "complete") meeting = run(meeting, by(F, { type: "start-round" }));
    else meeting = wait(meeting, 1000);
  }
  return meeting.events;
}

/** What an hour of a meeting of six takes in its journal, as it is written down. */
export const journalBytesPerHour = (): number =>
  anHour().reduce((sum, event) => sum + Buffer.byteLength(JSON.stringify(event)), 0);
