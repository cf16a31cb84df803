import type { SeatId } from "../ids.ts";
import type { CircleEvent } from "./events.ts";
import type { Events } from "./rule.ts";
import type { Circle, Crew } from "./state.ts";
import { CROSSTALK_OFTEN } from "./times.ts";
import type { Notice, NoticeCode } from "./view.ts";

type Said = Omit<Notice, "at">;

const toAll = (code: NoticeCode, more: Omit<Said, "to" | "code"> = {}): readonly Said[] => [
  { to: "all", code, ...more },
];

/** `by` and `reason` of a use of power, as far as there are any. */
const power = ({ by, reason }: { by?: Said["by"] | null; reason?: Said["reason"] | null }) => ({
  ...(by ? { by } : {}),
  ...(reason ? { reason } : {}),
});

type Voices = {
  readonly [K in CircleEvent["type"]]?: (
    event: Events[K],
    before: Circle,
    after: Circle,
  ) => readonly Said[];
};

/** Said to those in one group only. */
function toGroup(circle: Circle, number: number, code: NoticeCode, by?: SeatId): readonly Said[] {
  const groups = circle.round?.middle.kind === "groups" ? circle.round.middle.groups : [];
  const members = groups.find((group) => group.number === number)?.members ?? [];
  const said = { code, count: number, ...(by ? { by } : {}) };
  return members.map((to): Said => Object.assign({ to }, said));
}

/** Those who have a task and do not facilitate: who does is told anyway. */
const toTasked = (circle: Circle, task: Crew, code: NoticeCode, about: SeatId): readonly Said[] =>
  circle.seats
    .filter((s) => s.role === "member" && s.crew.includes(task))
    .map(({ id }) => ({ to: id, code, about }));

/** Which events are told, to whom. No use of power is silent; no pass, absence or "later" is shown to the circle. */
const voices: Voices = {
  "came-to-door": ({ seat }, before) => [
    { to: "facilitators", code: "at-the-door", about: seat },
    ...toTasked(before, "greeter", "at-the-door", seat),
  ],
  "sat-down": ({ seat, admittedBy }) =>
    toAll("sat-down", { about: seat, ...power({ by: admittedBy }) }),
  "turned-away": ({ seat, by }) => [{ to: "facilitators", code: "turned-away", about: seat, by }],
  // Who left is not said aloud: an empty chair is enough, and whoever needs to go may go quietly.
  left: () => toAll("someone-left"),
  removed: ({ seat, by, reason }, before) =>
    before.seats.some((s) => s.id === seat)
      ? toAll("someone-removed", { by, reason })
      : [{ to: "facilitators", code: "someone-removed", by, reason }],
  "door-opened": (event) => toAll("door-opened", power(event)),
  "door-locked": (event) => toAll("door-locked", power(event)),
  "door-unlocked": (event) => toAll("door-unlocked", power(event)),
  "meeting-started": (event) => toAll("meeting-started", power(event)),
  "segment-entered": (event) => (event.index === 0 ? [] : toAll("segment-entered", power(event))),
  "round-started": (event) => toAll("round-started", { ...power(event), count: event.number }),
  "round-completed": () => toAll("round-complete"),
  "round-closed": (event) => toAll("round-closed", power(event)),
  "piece-offered": ({ to }) => [{ to, code: "piece-offered" }],
  "offer-repeated": ({ to }) => [{ to, code: "still-there" }],
  "piece-taken": ({ by }) => toAll("has-the-piece", { about: by }),
  "put-later": ({ seat }) => [{ to: "facilitators", code: "put-later", about: seat }],
  "turn-warned": ({ seat }) => toAll("one-minute", { about: seat }),
  "turn-overdue": ({ seat }) => toAll("time-is-up", { about: seat }),
  "turn-ending": ({ seat }) => [{ to: seat, code: "last-seconds" }],
  "turn-over": ({ seat, step }) => toAll("over-time", { about: seat, count: step }),
  "turn-held": ({ seat, cause }) =>
    toAll(cause === "link" ? "turn-held-link" : "turn-held-facilitator", { about: seat }),
  "turn-resumed": ({ seat }) => toAll("turn-resumed", { about: seat }),
  "turn-ended": (event, before) => turnEnded(event, before),
  "time-asked": ({ seat }, before) => [
    { to: "facilitators", code: "time-asked", about: seat },
    ...toTasked(before, "timekeeper", "time-asked", seat),
  ],
  "time-given": ({ seat, by, addedMs }) =>
    toAll("time-given", { about: seat, by, count: addedMs / 1000 }),
  "time-declined": ({ seat }) => [{ to: seat, code: "time-declined" }],
  "microphone-closed": ({ seat, by }) =>
    by && by !== seat ? toAll("muted-one", { about: seat, by }) : [],
  "everyone-muted": (event) => toAll("muted-everyone", power(event)),
  "quiet-noticed": () => [{ to: "facilitators", code: "middle-quiet" }],
  "middle-full-hinted": () => toAll("middle-full"),
  // Who stepped back by themselves is not said; being thanked is a use of power.
  "stepped-back": ({ seat, by, reason }) =>
    by ? toAll("thanked", { about: seat, ...power({ by, reason }) }) : [],
  "groups-proposed": () => toAll("groups-invited"),
  "groups-settled": () => toAll("groups-begun"),
  "half-begun": ({ half }) => (half === 0 ? [] : toAll("half-begun", { count: half + 1 })),
  "partner-missed": ({ group }, before) => [
    { to: "facilitators", code: "partner-missed", count: group },
    ...toGroup(before, group, "partner-missed"),
  ],
  "facilitator-called": ({ group }) => [{ to: "facilitators", code: "group-calls", count: group }],
  knocked: ({ group, by }, before) => toGroup(before, group, "knocked", by),
  "guest-entered": ({ group, by }, before) => toGroup(before, group, "guest-entered", by),
  "guest-left": ({ by }, before) => {
    const groups = before.round?.middle.kind === "groups" ? before.round.middle.groups : [];
    const group = groups.find(({ guest }) => guest?.seat === by);
    return group ? toGroup(before, group.number, "guest-left", by) : [];
  },
  "gathering-called": (event) => toAll("gathering", power(event)),
  gathered: () => toAll("gathered"),
  "hands-ordered": (event) => toAll("hands-ordered", power(event)),
  "sheet-changed": (event) => toAll("sheet-changed", power(event)),
  "turns-shortened": (event) =>
    toAll("turns-shortened", { ...power(event), count: Math.round(event.turnMs / 1000) }),
  "place-changed": (event) => toAll("place-changed", power(event)),
  "light-changed": (event) => toAll("light-changed", power(event)),
  "piece-chosen": (event) => toAll("piece-chosen", power(event)),
  "task-given": ({ seat, task, by }) => toAll("task-given", { about: seat, by, task }),
  "task-taken": ({ seat, task, by }) => toAll("task-taken", { about: seat, by, task }),
  "bell-rung": (event) => toAll("bell", power(event)),
  "breath-begun": (event) => toAll("breath", power(event)),
  whispered: ({ to, about, by }) => [{ to, code: `whisper-${about}`, by }],
  // Told once, when a second one has said so; nobody learns who.
  "too-much-said": (_event, before, after) =>
    before.tooMuch.length < after.tooMuch.length && after.tooMuch.length === 2
      ? [{ to: "facilitators", code: "too-much" }]
      : [],
  "crosstalk-noted": (_event, _before, { crosstalk: { notes } }) => [
    {
      to: "facilitators",
      code: notes % CROSSTALK_OFTEN === 0 ? "crosstalk-often" : "crosstalk-noted",
      count: notes,
    },
  ],
  reminded: ({ to, by }) =>
    to === null ? toAll("reminder", { by }) : [{ to, code: "reminder-private", by }],
  "supervisor-called": () => toAll("supervisor-called"),
  "hands-rested": (event) => toAll("hands-rested", power(event)),
  paused: (event) => toAll("paused", power(event)),
  resumed: (event) => toAll("resumed", power(event)),
  "silence-started": (event) => toAll("silence-started", power(event)),
  "silence-ended": (event) => toAll("silence-ended", power(event)),
  "lockdown-started": (event) => toAll("lockdown-started", power(event)),
  "lockdown-released": (event) => toAll("lockdown-released", power(event)),
  "facilitation-offered": ({ from, to }) => [{ to, code: "facilitation-offered", by: from }],
  "facilitation-declined": (_event, before) =>
    before.handOver ? [{ to: before.handOver.from, code: "facilitation-declined" }] : [],
  "leader-changed": ({ to, how }) =>
    how === "first"
      ? []
      : toAll(how === "volunteered" ? "volunteered" : "leader-changed", { about: to }),
  "facilitator-missed": () => toAll("facilitator-missed"),
  "facilitator-returned": ({ seat }) => toAll("facilitator-returned", { about: seat }),
  "meeting-closed": (event) => toAll("meeting-closed", power(event)),
  "meeting-ended": () => toAll("meeting-ended"),
  "voice-lost": () => toAll("voice-lost"),
  "voice-returned": () => toAll("voice-returned"),
  "server-returned": () => toAll("server-returned"),
};

/** A turn that a facilitator ended is told with its reason; recognition is told to the speaker alone. */
function turnEnded(event: Events["turn-ended"], before: Circle): readonly Said[] {
  const { how, seat, by } = event;
  const ended = (how === "skipped" || how === "lost") && by !== null;
  const count = before.floor.kind === "held" ? before.meToo.length : 0;
  return [
    ...(ended ? toAll("turn-skipped", { about: seat, ...power(event) }) : []),
    ...(how === "stopped" ? toAll("turn-stopped", { about: seat, ...power(event) }) : []),
    ...(how === "time-over" ? toAll("closed-by-time", { about: seat }) : []),
    ...(count > 0 ? [{ to: seat, code: "recognised", count } as const] : []),
  ];
}

const voiceOf = <K extends CircleEvent["type"]>(
  type: K,
  event: Events[K],
  before: Circle,
  after: Circle,
): readonly Said[] => voices[type]?.(event, before, after) ?? [];

/** The plain lines that an event brings, and who reads them. */
export const noticesOf = (before: Circle, after: Circle, event: CircleEvent): Notice[] =>
  voiceOf(event.type, event, before, after).map((said) => Object.assign({ at: event.at }, said));
