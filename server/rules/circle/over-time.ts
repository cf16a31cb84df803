import { withHeld } from "./clock.ts";
import type { Changes, Due } from "./rule.ts";
import type { Circle } from "./state.ts";
import { OVER_MS, STRICT_CLOSE_MS } from "./times.ts";
import { endTurn } from "./turn-end.ts";

/** A turn that is over its time is reminded three times; the clock ends it only where the part is strict (circles.md §2.2). */
export function overTimeDue(circle: Circle): readonly Due[] {
  const { floor } = circle;
  if (floor.kind !== "held" || !floor.overdue) return [];
  // While the clock stands nobody is hurried.
  if (floor.clockFrom === null || floor.remainingMs === null) return [];
  const end = floor.clockFrom + floor.remainingMs;
  const strict = circle.sheet[circle.segment]?.strict === true;
  const seat = floor.by;
  const after = OVER_MS[floor.over];
  if (after !== undefined) {
    const step = floor.over + 1;
    const closing = strict && step === OVER_MS.length;
    return [{ at: end + after, events: () => [{ type: "turn-over", seat, step, closing }] }];
  }
  const at = end + (OVER_MS.at(-1) ?? 0) + STRICT_CLOSE_MS;
  const why = { how: "time-over", by: null, reason: null } as const;
  return strict ? [{ at, events: (now) => endTurn(circle, seat, why, now) }] : [];
}

export const overTimeChanges: Changes<"turn-over"> = {
  "turn-over": (circle, { seat, step }) =>
    withHeld(circle, seat, ({ over }) => ({ over: Math.max(over, step) })),
};
