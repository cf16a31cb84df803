import type { Ms, SeatId } from "../ids.ts";
import { AT_ONCE, type Changes, type Due, type Rules, allow, refuse } from "./rule.ts";
import type { Circle, Floor } from "./state.ts";
import { ENDING_MS, MICROPHONE_WAIT_MS, SHORT_TURN_MS, WARN_MS } from "./times.ts";

type Held = Extract<Floor, { kind: "held" }>;

/** The full length of a turn as things stand; null where turns have no clock. */
export const turnLength = (circle: Circle): Ms | null =>
  circle.round ? circle.round.turnMs : (circle.sheet[circle.segment]?.turnMs ?? null);

/** How long before its end a turn of this length is warned. */
export const warnAhead = (turnMs: Ms | null): Ms =>
  turnMs !== null && turnMs < SHORT_TURN_MS ? turnMs / 3 : WARN_MS;

/** How long before its end the last seconds of a turn begin; never before its warning. */
export const endingAhead = (turnMs: Ms | null): Ms => Math.min(ENDING_MS, warnAhead(turnMs) / 2);

/** The clock of a turn stands under any overlay, and for a voice nobody can hear. */
const clockStands = (circle: Circle, lane: "voice" | "text"): boolean =>
  circle.overlay.kind !== "none" || (lane === "voice" && !circle.voiceUp);

const running = (floor: Held, at: Ms): Ms =>
  floor.clockFrom === null ? 0 : Math.max(0, at - floor.clockFrom);

/** What is left of the turn at this moment; never below nothing. */
export const remainingAt = (floor: Held, at: Ms): Ms | null =>
  floor.remainingMs === null ? null : Math.max(0, floor.remainingMs - running(floor, at));

export const spentAt = (floor: Held, at: Ms): Ms => floor.spentMs + running(floor, at);

export const clockRules: Rules<"microphone-live"> = {
  "microphone-live": (circle, { seat }) => {
    const { floor } = circle;
    if (floor.kind !== "held" || floor.by !== seat) return refuse("not-your-turn");
    if (floor.clockFrom !== null || floor.standing || clockStands(circle, floor.lane))
      return refuse("already-so");
    return allow({ type: "clock-started", by: seat });
  },
};

/** What the clock of the held turn brings by itself. */
export function clockDue(circle: Circle): readonly Due[] {
  const { floor } = circle;
  if (floor.kind !== "held") return [];
  const stands = clockStands(circle, floor.lane);
  if (floor.clockFrom !== null) return stands ? [stopping(floor)] : ending(circle, floor);
  if (stands) return [];
  if (floor.standing) return [{ at: AT_ONCE, events: () => [{ type: "clock-resumed" }] }];
  const at = floor.lane === "text" ? AT_ONCE : floor.since + MICROPHONE_WAIT_MS;
  return [{ at, events: () => [{ type: "clock-started", by: floor.by }] }];
}

const stopping = (floor: Held): Due => ({
  at: AT_ONCE,
  events: (now) => [{ type: "clock-stopped", remainingMs: remainingAt(floor, now) }],
});

function ending(circle: Circle, floor: Held): readonly Due[] {
  if (floor.clockFrom === null || floor.remainingMs === null) return [];
  const end = floor.clockFrom + floor.remainingMs;
  const warning: Due = {
    at: end - warnAhead(turnLength(circle)),
    events: () => [{ type: "turn-warned", seat: floor.by }],
  };
  const last: Due = {
    at: end - endingAhead(turnLength(circle)),
    events: () => [{ type: "turn-ending", seat: floor.by }],
  };
  const up: Due = { at: end, events: () => [{ type: "turn-overdue", seat: floor.by }] };
  return [
    ...(floor.warned ? [] : [warning]),
    ...(floor.ending ? [] : [last]),
    ...(floor.overdue ? [] : [up]),
  ];
}

/** The circle with its held floor changed; any other floor is left alone. */
export const withHeld = (
  circle: Circle,
  by: SeatId | null,
  change: (floor: Held) => Partial<Held>,
): Circle =>
  circle.floor.kind === "held" && (by === null || circle.floor.by === by)
    ? { ...circle, floor: { ...circle.floor, ...change(circle.floor) } }
    : circle;

export const clockChanges: Changes<
  | "clock-started"
  | "clock-stopped"
  | "clock-resumed"
  | "turn-warned"
  | "turn-ending"
  | "turn-overdue"
> = {
  "clock-started": (circle, { by, at }) =>
    withHeld(circle, by, () => ({ clockFrom: at, standing: false })),
  "clock-stopped": (circle, { remainingMs, at }) =>
    withHeld(circle, null, (floor) => ({
      clockFrom: null,
      standing: true,
      remainingMs,
      spentMs: spentAt(floor, at),
    })),
  "clock-resumed": (circle, { at }) =>
    withHeld(circle, null, () => ({ clockFrom: at, standing: false })),
  "turn-warned": (circle, { seat }) => withHeld(circle, seat, () => ({ warned: true })),
  "turn-ending": (circle, { seat }) =>
    withHeld(circle, seat, () => ({ warned: true, ending: true })),
  "turn-overdue": (circle, { seat }) =>
    withHeld(circle, seat, () => ({ warned: true, ending: true, overdue: true })),
};
