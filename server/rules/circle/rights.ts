import type { SeatId } from "../ids.ts";
import { formatOf } from "./formats/formats.ts";
import { hasVoice } from "./microphones.ts";
import type { Circle, Seat } from "./state.ts";
import { isPresent, isSeated, seatOf } from "./who.ts";

/** May be heard this moment: the floor gives a voice, the person is here and has opened their microphone. */
export const isLive = (circle: Circle, seat: Seat): boolean =>
  seat.micOpen &&
  seat.mode === "speak" &&
  seat.presence === "here" &&
  !seat.steppedOut &&
  hasVoice(circle, seat);

/** With whom this seat hears and is heard: 0 is the whole circle, to which everybody comes back when something lies over it. */
export function groupOf(circle: Circle, seat: Seat): number {
  const calm = circle.overlay.kind === "none" || circle.overlay.kind === "no-facilitator";
  return calm ? (formatOf(circle)?.hearing?.(circle, seat) ?? 0) : 0;
}

/** Who may be heard and who may hear. Everybody else has no voice connection at all. */
export function rightsOf(circle: Circle): {
  readonly speakers: readonly SeatId[];
  readonly listeners: readonly SeatId[];
  /** Who is not with the whole circle: one hears only those with the same number. */
  readonly groups: ReadonlyMap<SeatId, number>;
} {
  if (circle.phase === "ended") return { speakers: [], listeners: [], groups: new Map() };
  const inside = circle.seats.filter((s) => isSeated(s) && !s.steppedOut);
  return {
    speakers: inside.filter((s) => isLive(circle, s)).map((s) => s.id),
    listeners: inside.map((s) => s.id),
    groups: new Map(
      inside.map((s) => [s.id, groupOf(circle, s)] as const).filter(([, group]) => group !== 0),
    ),
  };
}

/** May this seat write a line now? A silence is silent for everybody, a lockdown for all but those who hold the frame. */
export function mayWrite(circle: Circle, id: SeatId): boolean {
  const seat = seatOf(circle, id);
  if (!seat || !isPresent(seat) || circle.phase === "ended") return false;
  switch (circle.overlay.kind) {
    case "silence":
      return false;
    case "lockdown":
      return seat.role !== "member";
    case "none":
    case "paused":
    case "no-facilitator":
      return seat.role !== "member" || !isListening(circle, id);
  }
}

/** Somebody else has the word: what others would write now is crosstalk, unless this part is open to it. */
function isListening({ floor, sheet, segment }: Circle, id: SeatId): boolean {
  const spoken = floor.kind === "held" || floor.kind === "on-hold";
  return spoken && floor.by !== id && sheet[segment]?.crosstalk !== "open";
}

/**
 * Who reads what this seat writes now; null: everybody, and it is kept. What is written while people are in small groups is
 * read by those with whom one is, and kept nowhere.
 */
export function readersOf(circle: Circle, id: SeatId): ReadonlySet<SeatId> | null {
  const { listeners, groups } = rightsOf(circle);
  const own = groups.get(id) ?? 0;
  if (groups.size === 0) return null;
  return new Set(listeners.filter((seat) => (groups.get(seat) ?? 0) === own));
}
