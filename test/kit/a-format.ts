import { rightsOf } from "#rules/circle/rights.ts";
import { segment, type Segment } from "#rules/circle/segment.ts";
import { circleView } from "#rules/circle/views.ts";
import type { SeatId } from "#rules/ids.ts";

import {
  arriving,
  by,
  C,
  emptyMeeting,
  F,
  live,
  type Meeting,
  noticesIn,
  run,
  server,
  wait,
} from "./a-circle.ts";

export const second = 1000;
export const minute = 60 * second;

/** A meeting whose second part is held like this; F leads, the guests sit in the order in which they are named. */
export function held(part: Partial<Segment>, ...guests: readonly SeatId[]): Meeting {
  const sheet = [segment({ format: "words" }), segment(part), segment({ title: "After" })];
  const opened = run(
    emptyMeeting,
    server({ type: "schedule", chairs: 8, sheet, place: "lounge", places: ["lounge", "beach"] }),
    arriving(F, "facilitator"),
    by(F, { type: "open-door" }),
  );
  const seated = guests.reduce(
    (now, guest) =>
      guest === C
        ? run(now, arriving(C, "co-facilitator"))
        : run(now, arriving(guest), by(F, { type: "admit", target: guest })),
    opened,
  );
  return run(seated, by(F, { type: "start-meeting" }), by(F, { type: "next-segment" }));
}
export const begun = (part: Partial<Segment>, ...guests: readonly SeatId[]): Meeting =>
  run(held(part, ...guests), by(F, { type: "start-round" }));

export const floor = ({ circle }: Meeting) => circle.floor;
export const speakers = ({ circle }: Meeting) => rightsOf(circle).speakers.toSorted();
export const hearing = ({ circle }: Meeting, ...seats: readonly SeatId[]) =>
  seats.map((id) => rightsOf(circle).groups.get(id) ?? 0);
export const view = ({ circle }: Meeting) => circleView(circle);
export const told = (meeting: Meeting, code: string) =>
  noticesIn(meeting).filter((notice) => notice.code === code);
export const speak = (meeting: Meeting, who: SeatId, ms: number): Meeting =>
  run(wait(run(meeting, live(who)), ms), by(who, { type: "hand-on" }));
