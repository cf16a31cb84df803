import type { CircleView } from "#rules/circle/view.ts";
import type { SeatId } from "#rules/ids.ts";

import { levels } from "../world/levels.ts";

/** A voice quieter than this turns no heads. */
const HEARD = 0.06;

/** Whom everybody looks at: the loudest voice, else whoever has or is offered the piece; "" when nobody. */
export function attention(circle: CircleView): SeatId | "" {
  let loudest: SeatId | "" = "";
  let most = HEARD;
  for (const seat of circle.seats) {
    const level = seat.live ? (levels.get(seat.id) ?? 0) : 0;
    if (level <= most) continue;
    most = level;
    loudest = seat.id;
  }
  if (loudest) return loudest;
  const { kind, by } = circle.floor;
  return kind === "held" || kind === "offered" ? by : "";
}
