import type { CircleView } from "#rules/circle/view.ts";
import type { Ms, SeatId } from "#rules/ids.ts";

import {
  type Asked,
  both,
  type DeedGroup,
  facilitates,
  leadingIn,
  may,
  not,
  overlaid,
  type Plan,
  plain,
  type See,
  wish,
} from "./deed.ts";

const SILENCE_MS: Ms = 60_000;

/** Ending a round that is not finished needs a reason; a finished one ends with one press. */
const reasonIfUnfinished: See<readonly Asked[]> = ({ floor, round }, own) => {
  const { unoffered = [], laters = [] } = own.console ?? {};
  const unfinished = unoffered.length > 0 || laters.length > 0 || floor.kind !== "none";
  return unfinished && round.state !== "none" ? ["reason"] : [];
};
/** As above, and a meeting is not closed silently over people who never had the piece. */
const reasonToClose: See<readonly Asked[]> = (circle, own) =>
  circle.phase === "meeting" && (own.console?.unoffered.length ?? 0) > 0
    ? ["reason"]
    : reasonIfUnfinished(circle, own);

/** About one person: the target is given with the button. */
const aboutOne = (
  group: DeedGroup,
  shown: See<boolean>,
  type: "admit" | "decline" | "mute",
): Plan => ({
  group,
  shown,
  enabled: may(type),
  does: ({ target }) => (target ? wish({ type, target }) : null),
});

const someoneElse: See<boolean> = (circle, own, target) =>
  facilitates(circle, own) && target !== undefined && target !== own.seat;
const targetSeat = (circle: CircleView, target: SeatId | undefined) =>
  circle.seats.find((seat) => seat.id === target);

/** What those who facilitate can do; the law says when. */
export const forFacilitators = {
  "open-door": plain("facilitator", "open-door", leadingIn("scheduled")),
  "start-meeting": plain("facilitator", "start-meeting", leadingIn("lobby")),
  "start-round": {
    group: "facilitator",
    shown: both(leadingIn("meeting"), ({ round }) => round.state !== "running"),
    enabled: may("start-round"),
    does: ({ prompt, turnMs }) =>
      wish({
        type: "start-round",
        ...(prompt === undefined ? {} : { prompt }),
        ...(turnMs === undefined ? {} : { turnMs }),
      }),
  },
  "set-prompt": {
    group: "facilitator",
    shown: leadingIn("meeting"),
    enabled: may("set-prompt"),
    asks: () => ["prompt"],
    does: ({ prompt }) => (prompt === undefined ? null : wish({ type: "set-prompt", prompt })),
  },
  "next-segment": {
    group: "facilitator",
    shown: leadingIn("meeting"),
    enabled: may("next-segment"),
    asks: reasonIfUnfinished,
    does: ({ reason }) => wish({ type: "next-segment", ...(reason ? { reason } : {}) }),
  },
  "call-hand": plain(
    "facilitator",
    "call-hand",
    both(leadingIn("meeting"), ({ handsUp }) => handsUp > 0),
  ),
  "lower-all-hands": plain(
    "facilitator",
    "lower-all-hands",
    both(leadingIn("lobby", "meeting", "afterglow"), ({ handsUp }) => handsUp > 0),
  ),
  skip: {
    group: "facilitator",
    shown: leadingIn("meeting"),
    enabled: may("skip"),
    asks: () => ["reason"],
    does: ({ reason }) => (reason ? wish({ type: "skip", reason }) : null),
  },
  "give-time": plain("facilitator", "give-time"),
  "decline-time": plain("facilitator", "decline-time"),
  // At once: whoever needs a pause has no time for a dialog.
  pause: {
    group: "facilitator",
    shown: both(leadingIn("lobby", "meeting", "afterglow"), not(overlaid("paused"))),
    enabled: may("pause"),
    does: ({ reason = "care" }) => wish({ type: "pause", reason }),
  },
  resume: plain("facilitator", "resume", both(facilitates, overlaid("paused"))),
  silence: {
    group: "facilitator",
    shown: both(leadingIn("lobby", "meeting"), not(overlaid("silence"))),
    enabled: may("start-silence"),
    does: () => wish({ type: "start-silence", lengthMs: SILENCE_MS }),
  },
  "end-silence": plain("facilitator", "end-silence", both(overlaid("silence"), may("end-silence"))),
  "close-round": {
    group: "facilitator",
    shown: leadingIn("meeting"),
    enabled: may("close-round"),
    asks: reasonIfUnfinished,
    does: ({ reason }) => wish({ type: "close-round", ...(reason ? { reason } : {}) }),
  },
  "close-meeting": {
    group: "facilitator",
    shown: leadingIn("lobby", "meeting"),
    enabled: may("close-meeting"),
    asks: reasonToClose,
    does: ({ reason }) => wish({ type: "close-meeting", ...(reason ? { reason } : {}) }),
  },
  "mute-everyone": plain(
    "facilitator",
    "mute-everyone",
    leadingIn("lobby", "meeting", "afterglow"),
  ),
  "lock-door": plain(
    "facilitator",
    "lock-door",
    both(facilitates, (circle) => !circle.doorLocked),
  ),
  "unlock-door": plain(
    "facilitator",
    "unlock-door",
    both(facilitates, ({ doorLocked }) => doorLocked),
  ),
  // At once, like a pause.
  lockdown: {
    group: "facilitator",
    shown: both(facilitates, not(overlaid("lockdown"))),
    enabled: may("start-lockdown"),
    does: ({ reason = "safety" }) => wish({ type: "start-lockdown", reason }),
  },
  release: plain("facilitator", "release-lockdown", both(facilitates, overlaid("lockdown"))),
  "hand-over": {
    group: "facilitator",
    shown: facilitates,
    enabled: may("offer-facilitation"),
    asks: () => ["person"],
    does: ({ target }) => (target ? wish({ type: "offer-facilitation", target }) : null),
  },
} as const satisfies Record<string, Plan>;

/** Whoever is told of the door may answer it. */
const atTheDoor: See<boolean> = (_circle, { door }, target) => door.some(({ id }) => id === target);

/** What they can do about one person. */
export const aboutPeople = {
  admit: aboutOne("door", atTheDoor, "admit"),
  "not-now": aboutOne("door", atTheDoor, "decline"),
  mute: aboutOne(
    "person",
    both(someoneElse, (circle, _own, target) => targetSeat(circle, target)?.micOpen === true),
    "mute",
  ),
  "call-one": {
    group: "person",
    shown: both(facilitates, (circle, _own, id) => targetSeat(circle, id)?.handRaised === true),
    enabled: may("call-hand"),
    does: ({ target }) => (target ? wish({ type: "call-hand", target }) : null),
  },
  remove: {
    group: "person",
    shown: someoneElse,
    enabled: may("remove"),
    asks: () => ["reason"],
    does: ({ target, reason }) =>
      target && reason ? wish({ type: "remove", target, reason }) : null,
  },
} as const satisfies Record<string, Plan>;
