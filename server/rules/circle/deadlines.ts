import type { Ms } from "../ids.ts";
import { clockDue } from "./clock.ts";
import { doorDue } from "./door.ts";
import { facilitationDue } from "./facilitation.ts";
import { formatsDue } from "./formats/formats-due.ts";
import { linksDue } from "./links.ts";
import { microphonesDue } from "./microphones.ts";
import { moreTimeDue } from "./more-time.ts";
import { offersDue } from "./offers.ts";
import { overTimeDue } from "./over-time.ts";
import { overlaysDue } from "./overlays.ts";
import { phasesDue } from "./phases.ts";
import type { Due } from "./rule.ts";
import type { Circle } from "./state.ts";
import { turnsDue } from "./turns.ts";

/** In order of precedence for what falls on the same moment. */
const sources: readonly ((circle: Circle) => readonly Due[])[] = [
  phasesDue,
  doorDue,
  facilitationDue,
  overlaysDue,
  linksDue,
  turnsDue,
  clockDue,
  overTimeDue,
  microphonesDue,
  moreTimeDue,
  formatsDue,
  offersDue,
];

/** What will follow next by itself; null when nothing will. */
export function nextDue(circle: Circle): Due | null {
  let next: Due | null = null;
  for (const due of sources.flatMap((source) => source(circle)))
    if (!next || due.at < next.at) next = due;
  return next;
}

/** When the law wants to be asked again with `time-passed`; null when nothing waits for time. */
export function nextDeadline(circle: Circle): Ms | null {
  const due = nextDue(circle);
  return due && Math.max(due.at, circle.at);
}
