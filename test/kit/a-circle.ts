import type { Command, Report, Wish } from "#rules/circle/commands.ts";
import { nextDeadline } from "#rules/circle/deadlines.ts";
import { decide } from "#rules/circle/decide.ts";
import type { CircleEvent } from "#rules/circle/events.ts";
import { emptyCircle, evolve } from "#rules/circle/evolve.ts";
import { noticesOf } from "#rules/circle/notices.ts";
import type { Refusal } from "#rules/circle/refusals.ts";
import { type Segment, segment } from "#rules/circle/segment.ts";
import type { Circle, Mode, Role } from "#rules/circle/state.ts";
import type { Notice } from "#rules/circle/view.ts";
import { asMeetingId, asSeatId, type Ms, type SeatId } from "#rules/ids.ts";
import { lookFromSeed } from "#rules/people/look.ts";

/** The people of the tests: F leads, C helps, the others came to share. */
export const F = asSeatId("F");
export const C = asSeatId("C");
export const A = asSeatId("A");
export const B = asSeatId("B");
export const D = asSeatId("D");
export const E = asSeatId("E");

/** When every meeting of the tests begins: far from zero, so that a forgotten "at" shows. */
export const NOON: Ms = 1_800_000_000_000;

export const sheet: readonly Segment[] = [
  segment({ format: "words", title: "Arriving" }),
  segment({ title: "First round", prompt: "What brings you here?", turnMs: 180_000 }),
  segment({ title: "Closing", prompt: "One word to go with", turnMs: 60_000 }),
];

/** A meeting under way, moved by hand: it remembers every event, so that it can be replayed. */
export interface Meeting {
  readonly circle: Circle;
  readonly events: readonly CircleEvent[];
  readonly at: Ms;
}

export const MEETING = asMeetingId("the-meeting");

export const emptyMeeting: Meeting = { circle: emptyCircle(MEETING), events: [], at: NOON };

/** A wish of somebody. */
export const by = <W extends Wish>(who: SeatId, wish: W) => ({ ...wish, by: who });
/** A report of the server. */
export const server = <R extends Report>(report: R) => ({ ...report, by: "server" as const });
/** Somebody's link is lost, or returns. */
export const lost = (seat: SeatId) => server({ type: "link-lost", seat });
export const back = (seat: SeatId) => server({ type: "link-returned", seat });
export const live = (seat: SeatId) => server({ type: "microphone-live", seat });

export type Step = (Wish & { readonly by: SeatId }) | (Report & { readonly by: "server" });

const commandAt = (step: Step, at: Ms): Command => ({ ...step, at });

/** What the law answers, with nothing done. */
const ask = (meeting: Meeting, step: Step) => decide(meeting.circle, commandAt(step, meeting.at));

/** The refusal of a step, or null when it is allowed. */
export function refusal(meeting: Meeting, step: Step): Refusal | null {
  const answer = ask(meeting, step);
  return answer.ok ? null : answer.refusal;
}

/** The meeting after these steps, all at one moment; a refused step fails the test. */
export function run(meeting: Meeting, ...steps: readonly Step[]): Meeting {
  return steps.reduce((now, step) => {
    const answer = ask(now, step);
    if (!answer.ok) throw new Error(`${step.by} ${step.type}: ${answer.refusal}`);
    return after(now, answer.events);
  }, meeting);
}

const after = (meeting: Meeting, events: readonly CircleEvent[]): Meeting => ({
  ...meeting,
  circle: events.reduce(evolve, meeting.circle),
  events: [...meeting.events, ...events],
});

/** The clock moves on by so many milliseconds, and the timer fires whenever the law asked for it. */
export function wait(meeting: Meeting, ms: Ms): Meeting {
  const until = meeting.at + ms;
  let now = meeting;
  for (let fired = 0; fired < 1000; fired++) {
    const due = nextDeadline(now.circle);
    if (due === null || due > until) break;
    now = run({ ...now, at: Math.max(now.at, due) }, server({ type: "time-passed" }));
  }
  return { ...now, at: until };
}

export const arriving = (seat: SeatId, role: Role = "member", mode: Mode = "speak") =>
  server({
    type: "arrive",
    seat,
    name: `name of ${seat}`,
    role,
    look: lookFromSeed(seat.length),
    mode,
  });

/** A lobby: F at chair 0 leads; whoever else is named has been let in, in this order. */
export function aLobby(...guests: readonly SeatId[]): Meeting {
  const opened = run(
    emptyMeeting,
    server({ type: "schedule", chairs: 8, sheet, place: "lounge", places: ["lounge", "beach"] }),
    arriving(F, "facilitator"),
    by(F, { type: "open-door" }),
  );
  return guests.reduce(
    (now, guest) =>
      guest === C
        ? run(now, arriving(C, "co-facilitator"))
        : run(now, arriving(guest), by(F, { type: "admit", target: guest })),
    opened,
  );
}

/** A meeting that has started, in its second segment (turns of three minutes), with no round yet. */
export const aMeeting = (...guests: readonly SeatId[]): Meeting =>
  run(aLobby(...guests), by(F, { type: "start-meeting" }), by(F, { type: "next-segment" }));

/** A round that has just begun: the piece is offered to F, then to the guests in order. */
export const aRound = (...guests: readonly SeatId[]): Meeting =>
  run(aMeeting(...guests), by(F, { type: "start-round" }));

/** This person takes the piece, and their microphone is live at once. */
export const taking = (meeting: Meeting, who: SeatId): Meeting =>
  run(meeting, by(who, { type: "take-piece" }), live(who));

/** These people pass, one after the other. */
export const passing = (meeting: Meeting, ...people: readonly SeatId[]): Meeting =>
  people.reduce((now, who) => run(now, by(who, { type: "pass" })), meeting);

/** Everything that was told to anybody so far. */
export function noticesIn({ events }: Meeting): readonly Notice[] {
  let before = emptyMeeting.circle;
  return events.flatMap((event) => {
    const now = evolve(before, event);
    const told = noticesOf(before, now, event);
    before = now;
    return told;
  });
}
