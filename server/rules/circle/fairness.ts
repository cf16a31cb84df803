import type { Ms, SeatId } from "../ids.ts";
import type { Circle, Seat } from "./state.ts";
import {
  KEEPERS_SHARE,
  LIGHT_UNDER,
  FULL_OVER,
  MUCH_OVER,
  SAME_THREE_SHARE,
  SAME_THREE_TURNS,
  UNHEARD_FROM_PART,
} from "./times.ts";
import { isSeated } from "./who.ts";

/** How much of the time somebody has had, in words that judge nobody. */
export type Share = "unheard" | "light" | "about-even" | "full";

/** What those who facilitate may act upon, or not: nothing follows from it by itself. */
export interface Fairness {
  /** 0 … 1, 1: everybody spoke equally long; null while nobody has spoken. */
  readonly evenness: number | null;
  /** Who has not spoken, and from when on that is worth a word; 0: the meeting has no planned length. */
  readonly unheard: readonly SeatId[];
  readonly unheardFrom: Ms;
  /** Their hands are up again, and they spoke far more than most. */
  readonly again: readonly SeatId[];
  /** In popcorn: three who hold most of the time; empty when no three do. */
  readonly sameThree: readonly SeatId[];
  /** The share of whoever sees this, when it is more than that of a keeper; else 0. Told to nobody else. */
  readonly ownShare: number;
}

/** Nobody who only listens is counted. Not who is in their safe place either, unless members see what comes of it: they are not to learn who is there. */
const counted = (circle: Circle, forMembers: boolean): readonly Seat[] =>
  circle.seats.filter(
    (seat) => isSeated(seat) && seat.mode !== "listen-only" && (forMembers || !seat.steppedOut),
  );

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  return (lower + upper) / 2;
}

const spoken = ({ spokenMs }: Seat): Ms => spokenMs;
const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

/** What is usual here; while more than half are unheard, what is usual among those who spoke. */
function usual(seats: readonly Seat[]): Ms {
  const all = median(seats.map(spoken));
  return all > 0 ? all : median(seats.map(spoken).filter((ms) => ms > 0));
}

function shareAmong(seats: readonly Seat[], seat: Seat): Share {
  if (seat.turns === 0 && seat.spokenMs === 0) return "unheard";
  const part = usual(seats) === 0 ? 1 : seat.spokenMs / usual(seats);
  return part < LIGHT_UNDER ? "light" : part > FULL_OVER ? "full" : "about-even";
}

/** For the console. */
export const shareOf = (circle: Circle, seat: Seat): Share =>
  shareAmong(counted(circle, false), seat);

/** For the person alone. */
export const ownShareOf = (circle: Circle, seat: Seat): Share =>
  shareAmong(counted(circle, true), seat);

/** 1 − Gini of these times; null where there is nothing to share. */
export function evennessOf(times: readonly Ms[]): number | null {
  const total = sum(times);
  if (total === 0) return null;
  const rising = times.toSorted((a, b) => a - b);
  const weighted = sum(rising.map((ms, place) => (2 * (place + 1) - rising.length - 1) * ms));
  return 1 - weighted / (rising.length * total);
}

/** The evenness of the whole meeting, for everybody once it is over. */
export const groupEvenness = (circle: Circle): number | null =>
  circle.phase === "afterglow" || circle.phase === "ended"
    ? evennessOf(counted(circle, true).map(spoken))
    : null;

/**
 * Who is called first where the least heard are: the lowest (circles.md §2.15). Who has not been offered the piece comes
 * before all others; being passed over while away counts half a turn; earlier meetings count a quarter, where they may.
 */
export function need(circle: Circle, seat: Seat): number {
  if (seat.offers === 0) return -Infinity;
  const seats = counted(circle, false);
  const now = median(seats.map(spoken));
  const earlier = median(seats.flatMap(({ before }) => (before ? [before.spokenMs] : [])));
  const before = seat.before !== null && earlier > 0 ? seat.before.spokenMs / earlier : 0;
  return (now > 0 ? seat.spokenMs / now : seat.spokenMs) + before / 4 - (seat.owed ? 0.5 : 0);
}

const totalPlanned = ({ sheet }: Circle): Ms => sum(sheet.map(({ plannedMs }) => plannedMs));

function sameThree(circle: Circle, seats: readonly Seat[]): readonly SeatId[] {
  const open = circle.round?.middle.kind === "popcorn" && circle.round.state === "running";
  // Of five, any three hold three fifths.
  if (!open || seats.length <= 5 || sum(seats.map(({ turns }) => turns)) < SAME_THREE_TURNS)
    return [];
  const three = seats.toSorted((a, b) => b.spokenMs - a.spokenMs).slice(0, 3);
  const all = sum(seats.map(spoken));
  return sum(three.map(spoken)) > SAME_THREE_SHARE * all ? three.map(({ id }) => id) : [];
}

/** What one who facilitates may know of how the time is shared. */
export function fairness(circle: Circle, me: Seat): Fairness {
  const seats = counted(circle, false);
  const all = sum(seats.map(spoken));
  const middle = median(seats.map(spoken));
  const own = all > 0 ? me.spokenMs / all : 0;
  const planned = totalPlanned(circle);
  return {
    evenness: evennessOf(seats.map(spoken)),
    unheard: seats.filter((seat) => shareAmong(seats, seat) === "unheard").map(({ id }) => id),
    unheardFrom:
      circle.startedAt !== null && planned > 0 && circle.phase === "meeting"
        ? circle.startedAt + planned * UNHEARD_FROM_PART
        : 0,
    again: circle.hands
      .map((hand) => seats.find(({ id }) => id === hand.seat))
      .flatMap((seat) =>
        seat && middle > 0 && seat.spokenMs > MUCH_OVER * middle ? [seat.id] : [],
      ),
    sameThree: sameThree(circle, seats),
    // In a small circle an even share is more than a fifth.
    ownShare: own > Math.max(KEEPERS_SHARE, 1 / Math.max(1, seats.length)) ? own : 0,
  };
}
