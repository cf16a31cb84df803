import type { Command } from "./commands.ts";
import { nextDue } from "./deadlines.ts";
import type { CircleEvent, CircleHappening } from "./events.ts";
import { evolve } from "./evolve.ts";
import type { Refusal } from "./refusals.ts";
import { ruleOn } from "./rulings.ts";
import type { Circle } from "./state.ts";

export type Decision =
  | { readonly ok: true; readonly events: readonly CircleEvent[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** More than any decision can bring by itself; a law that ran in circles would stop here. */
const FOLLOWING_MOST = 1000;

/** May this happen, and what happens then: the answer to the command and all that follows at this moment. */
export function decide(circle: Circle, command: Command): Decision {
  const at = Math.max(circle.at, command.at);
  const ruling = ruleOn(circle, { ...command, at });
  if (!ruling.ok) return ruling;
  const stamp = (happening: CircleHappening): CircleEvent => ({ at, ...happening });
  const events = ruling.events.map(stamp);
  let now = events.reduce(evolve, circle);
  for (let step = 0; step < FOLLOWING_MOST; step++) {
    const due = nextDue(now);
    if (!due || due.at > at) break;
    const following = due.events(at).map(stamp);
    events.push(...following);
    now = following.reduce(evolve, now);
  }
  return { ok: true, events };
}
