import type { Ms, SeatId } from "../ids.ts";
import type { CircleHappening } from "./events.ts";
import { formatOf } from "./formats/formats.ts";
import {
  AT_ONCE,
  type Changes,
  type Commands,
  type Due,
  type Events,
  type Rules,
  type Ruling,
  allow,
  led,
  refuse,
  tasked,
  unless,
} from "./rule.ts";
import { modeChanging } from "./seats.ts";
import type { Circle, Seat } from "./state.ts";
import { LATE_DOOR_MS } from "./times.ts";
import { endTurn } from "./turn-end.ts";
import { freeChair, joinOrder, seatOf, withSeat, withoutHoldings } from "./who.ts";

type Arrival = Commands["arrive"];

export const doorRules: Rules<
  "arrive" | "admit" | "decline" | "leave" | "lock-door" | "unlock-door" | "remove"
> = {
  arrive: (circle, arrival) => {
    if (circle.removed.includes(arrival.seat)) return refuse("was-removed");
    if (circle.phase === "ended" || circle.chairs === 0) return refuse("wrong-phase");
    const known = circle.seats.find((s) => s.id === arrival.seat);
    return known ? returning(circle, known, arrival) : coming(circle, arrival);
  },
  admit: tasked("greeter", (circle, { by, at, target }) => {
    const guest = circle.waiting.find((w) => w.id === target);
    const chair = freeChair(circle, "member");
    if (!guest) return refuse("no-such-person");
    return unless(
      [
        circle.phase !== "lobby" && circle.phase !== "meeting" && "wrong-phase",
        circle.overlay.kind === "lockdown" && "in-lockdown",
        isLate(circle, at) && "between-rounds",
      ],
      () =>
        chair === null
          ? refuse("circle-full")
          : allow({ type: "sat-down", ...person(guest), chair, admittedBy: by }),
    );
  }),
  decline: tasked("greeter", (circle, { by, target }) =>
    circle.waiting.some((w) => w.id === target)
      ? allow({ type: "turned-away", seat: target, by })
      : refuse("no-such-person"),
  ),
  leave: (circle, { by, at }) => {
    if (circle.waiting.some((w) => w.id === by)) return allow({ type: "left-the-door", seat: by });
    if (!seatOf(circle, by))
      return refuse(circle.removed.includes(by) ? "was-removed" : "not-in-the-circle");
    const ended = endTurn(circle, by, { how: "left", by: null, reason: null }, at);
    return allow(...ended, { type: "left", seat: by });
  },
  "lock-door": led((circle, { by }) =>
    unless([circle.phase === "ended" && "wrong-phase", circle.doorLocked && "already-so"], () =>
      allow({ type: "door-locked", by }),
    ),
  ),
  "unlock-door": led((circle, { by }) =>
    unless(
      [
        circle.overlay.kind === "lockdown" && "in-lockdown",
        circle.phase === "ended" && "wrong-phase",
        !circle.doorLocked && "already-so",
      ],
      () => allow({ type: "door-unlocked", by }),
    ),
  ),
  remove: led((circle, { by, at, target, reason }, me) => {
    const seat = circle.seats.find((s) => s.id === target);
    if (!seat && !circle.waiting.some((w) => w.id === target)) return refuse("no-such-person");
    return unless(
      [
        target === by && "not-yourself",
        // A co-facilitator does not put out whoever holds the frame, nor one another.
        seat !== undefined && seat.role !== "member" && circle.leader !== me.id && "not-the-leader",
      ],
      () =>
        allow(...endTurn(circle, target, { how: "removed", by, reason }, at), {
          type: "removed",
          seat: target,
          by,
          reason,
        }),
    );
  }),
};

/** Whoever comes this late comes in between two rounds: nobody is interrupted, and nobody begins in the middle. */
const isLate = ({ startedAt, round }: Circle, at: Ms): boolean =>
  startedAt !== null && at >= startedAt + LATE_DOOR_MS && round?.state === "running";

const person = ({
  id,
  name,
  role,
  look,
  mode,
  newcomer,
  before,
}: Omit<Arrival, "seat" | "type" | "by" | "at"> & { readonly id: SeatId }) => ({
  seat: id,
  name,
  role,
  look,
  mode,
  ...(newcomer === undefined ? {} : { newcomer }),
  ...(before == null ? {} : { before }),
});

/** Somebody new: those who hold the frame sit down, everybody else waits to be let in. */
function coming(circle: Circle, arrival: Arrival): Ruling {
  const who = person({ ...arrival, id: arrival.seat });
  const chair = freeChair(circle, arrival.role);
  const facilitates = arrival.role !== "member";
  if (facilitates && chair !== null)
    return allow({ type: "sat-down", ...who, chair, admittedBy: null });
  return unless(
    [
      !facilitates && circle.doorLocked && "door-locked",
      circle.phase === "afterglow" && "wrong-phase",
      circle.waiting.some((w) => w.id === arrival.seat && sameGuest(w, arrival)) && "already-so",
    ],
    () => allow({ type: "came-to-door", ...who }),
  );
}

/** Whoever facilitates and found every chair taken sits down as soon as one is free: nobody need be left to admit them. */
export function doorDue(circle: Circle): readonly Due[] {
  const guest = circle.waiting.find((w) => w.role !== "member");
  const chair = guest && freeChair(circle, guest.role);
  if (!guest || chair === undefined || chair === null || circle.phase === "ended") return [];
  const seated = { type: "sat-down", ...person(guest), chair, admittedBy: null } as const;
  return [{ at: AT_ONCE, events: () => [seated] }];
}

const sameGuest = (guest: Pick<Seat, "name" | "mode">, { name, mode }: Arrival): boolean =>
  guest.name === name && guest.mode === mode;

/** Somebody who has sat here: their place is theirs again, unless the door was locked behind them. */
function returning(circle: Circle, known: Seat, arrival: Arrival): Ruling {
  const news = newsOf(circle, known, arrival);
  if (known.presence === "left") return sittingAgain(circle, known, arrival, news);
  if (known.presence === "lost") return allow({ type: "link-returned", seat: known.id }, ...news);
  return news.length > 0 ? allow(...news) : refuse("already-so");
}

/** What has changed about somebody who comes again: a role they gained, a microphone they brought or left. */
function newsOf(
  circle: Circle,
  known: Seat,
  { seat, role, mode, at }: Arrival,
): readonly CircleHappening[] {
  const gained = known.role === "member" && role !== "member";
  const changing = modeChanging(circle, known, mode, at);
  return gained ? [{ type: "role-given", seat, role }, ...changing] : changing;
}

function sittingAgain(
  circle: Circle,
  known: Seat,
  { seat, role }: Arrival,
  news: readonly CircleHappening[],
): Ruling {
  const facilitates = known.role !== "member" || role !== "member";
  const chair = freeChair(circle, facilitates ? "facilitator" : "member", known.chair);
  return unless([circle.doorLocked && known.leftOnPurpose && !facilitates && "door-locked"], () =>
    chair === null
      ? refuse("circle-full")
      : allow({ type: "returned-to-circle", seat, chair }, ...news),
  );
}

const withoutGuest = (circle: Circle, id: SeatId): Circle => ({
  ...circle,
  waiting: circle.waiting.filter((w) => w.id !== id),
});

/** A person takes a chair for the first time: unheard, unasked, unoffered. */
function satDown(
  circle: Circle,
  { seat, name, role, look, mode, chair, newcomer = false, before = null }: Events["sat-down"],
): Circle {
  const sitting: Seat = {
    id: seat,
    name,
    role,
    look,
    chair,
    presence: "here",
    lostAt: null,
    mode,
    micOpen: false,
    steppedOut: false,
    owed: false,
    owedMs: null,
    // Where the middle is open to all, whoever comes is asked with everybody else.
    offers: (formatOf(circle)?.byOrder ?? true) ? 0 : 1,
    laterUsed: false,
    turns: 0,
    spokenMs: 0,
    recognised: 0,
    meTooAt: null,
    leftOnPurpose: false,
    crew: [],
    newcomer,
    apart: [],
    extendedMs: 0,
    before,
  };
  const others = circle.seats.filter((s) => s.id !== seat);
  return joinOrder({ ...withoutGuest(circle, seat), seats: [...others, sitting] }, seat);
}

export const doorChanges: Changes<
  | "came-to-door"
  | "sat-down"
  | "role-given"
  | "turned-away"
  | "left-the-door"
  | "left"
  | "returned-to-circle"
  | "door-locked"
  | "door-unlocked"
  | "removed"
> = {
  "came-to-door": (circle, { seat, name, role, look, mode, newcomer, before, at }) => ({
    ...circle,
    waiting: [
      ...circle.waiting.filter((w) => w.id !== seat),
      {
        id: seat,
        name,
        role,
        look,
        mode,
        newcomer: newcomer ?? false,
        before: before ?? null,
        since: at,
      },
    ],
  }),
  "sat-down": satDown,
  "role-given": (circle, { seat, role }) => withSeat(circle, seat, { role }),
  "turned-away": (circle, { seat }) => withoutGuest(circle, seat),
  "left-the-door": (circle, { seat }) => withoutGuest(circle, seat),
  left: (circle, { seat }) => goneFrom(circle, seat, true),
  "returned-to-circle": (circle, { seat, chair }) =>
    joinOrder(
      withSeat(circle, seat, { presence: "here", lostAt: null, chair, leftOnPurpose: false }),
      seat,
    ),
  "door-locked": (circle) => ({ ...circle, doorLocked: true }),
  "door-unlocked": (circle) => ({ ...circle, doorLocked: false }),
  removed: (circle, { seat }) => ({
    ...withoutGuest(withoutHoldings(circle, seat), seat),
    seats: circle.seats.filter((s) => s.id !== seat).map((s) => forgetting(s, seat)),
    together: circle.together.map((group) => group.filter((id) => id !== seat)),
    removed: circle.removed.includes(seat) ? circle.removed : [...circle.removed, seat],
    meToo: circle.meToo.filter((s) => s !== seat),
    tooMuch: circle.tooMuch.filter((said) => said.seat !== seat),
    crosstalk: { ...circle.crosstalk, by: circle.crosstalk.by.filter((s) => s !== seat) },
  }),
};

const forgetting = (seat: Seat, gone: SeatId): Seat =>
  seat.apart.includes(gone) ? { ...seat, apart: seat.apart.filter((id) => id !== gone) } : seat;

/** The chair is free again; the person is remembered, so that they may come back without asking. */
export const goneFrom = (circle: Circle, id: SeatId, onPurpose: boolean): Circle =>
  withSeat(withoutHoldings(circle, id), id, {
    presence: "left",
    lostAt: null,
    micOpen: false,
    steppedOut: false,
    owed: false,
    owedMs: null,
    leftOnPurpose: onPurpose,
  });
