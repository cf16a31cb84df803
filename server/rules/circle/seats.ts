import type { Ms, SeatId } from "../ids.ts";
import type { CircleHappening } from "./events.ts";
import { type Changes, type Rules, allow, refuse, seated, unless } from "./rule.ts";
import type { Circle, Mode, Seat } from "./state.ts";
import { endTurn } from "./turn-end.ts";
import { isSeated, joinOrder, seatOf, withSeat, withoutHoldings } from "./who.ts";

/** Another way of taking part. Whoever only listens gives the piece on first. */
export function modeChanging(
  circle: Circle,
  me: Seat,
  mode: Mode,
  at: Ms,
): readonly CircleHappening[] {
  if (me.mode === mode) return [];
  const changed = { type: "mode-changed", seat: me.id, mode } as const;
  if (mode !== "listen-only") return [changed];
  const why = { how: "handed-on", by: me.id, reason: null } as const;
  return [...endTurn(circle, me.id, why, at), changed];
}

export const seatRules: Rules<
  "move-chair" | "change-mode" | "step-out" | "step-in" | "go-away" | "come-back"
> = {
  "move-chair": seated((circle, { by, chair }, me) =>
    unless(
      [
        me.chair === chair && "already-so",
        !(Number.isInteger(chair) && chair >= 0 && chair < circle.chairs) && "no-such-chair",
        circle.seats.some((s) => isSeated(s) && s.chair === chair) && "chair-taken",
      ],
      () => allow({ type: "chair-changed", seat: by, chair }),
    ),
  ),
  "change-mode": seated((circle, { at, mode }, me) =>
    me.mode === mode ? refuse("already-so") : allow(...modeChanging(circle, me, mode, at)),
  ),
  "step-out": seated((circle, { by, at }, me) =>
    me.steppedOut
      ? refuse("already-so")
      : allow(...endTurn(circle, by, { how: "handed-on", by, reason: null }, at), {
          type: "stepped-out",
          seat: by,
        }),
  ),
  "step-in": seated((_circle, { by }, me) =>
    me.steppedOut ? allow({ type: "stepped-in", seat: by }) : refuse("already-so"),
  ),
  "go-away": seated((_circle, { by }, me) =>
    me.presence === "away" ? refuse("already-so") : allow({ type: "went-away", seat: by }),
  ),
  "come-back": seated((_circle, { by }, me) =>
    me.presence === "away" ? allow({ type: "came-back", seat: by }) : refuse("already-so"),
  ),
};

export const seatChanges: Changes<
  "chair-changed" | "mode-changed" | "stepped-out" | "stepped-in" | "went-away" | "came-back"
> = {
  "chair-changed": (circle, { seat, chair }) => withSeat(circle, seat, { chair }),
  "mode-changed": (circle, { seat, mode }) => {
    const before = seatOf(circle, seat);
    const micOpen = mode === "speak" && before?.micOpen === true;
    const changed = withSeat(circle, seat, { mode, micOpen });
    if (mode === "listen-only") return withoutHoldings(changed, seat);
    const { floor } = changed;
    if ((floor.kind !== "held" && floor.kind !== "on-hold") || floor.by !== seat)
      return joinOrder(changed, seat);
    const lane = mode === "speak" && circle.voiceUp ? "voice" : "text";
    return joinOrder({ ...changed, floor: { ...floor, lane } }, seat);
  },
  "stepped-out": (circle, { seat }) =>
    withSeat({ ...circle, hands: circle.hands.filter((h) => h.seat !== seat) }, seat, {
      steppedOut: true,
      micOpen: false,
    }),
  "stepped-in": (circle, { seat }) => withSeat(circle, seat, { steppedOut: false }),
  "went-away": (circle, { seat }) => awayFrom(circle, seat),
  "came-back": (circle, { seat }) =>
    seatOf(circle, seat)?.presence === "away"
      ? withSeat(circle, seat, { presence: "here" })
      : circle,
};

/** The holder's microphone is kept, for they come back into their turn; anybody else comes back muted. */
function awayFrom(circle: Circle, id: SeatId): Circle {
  const { floor } = circle;
  const holds = floor.kind === "held" && floor.by === id;
  const micOpen = holds && seatOf(circle, id)?.micOpen === true;
  return seatOf(circle, id)?.presence === "here"
    ? withSeat(circle, id, { presence: "away", micOpen })
    : circle;
}
