import type { Due } from "../rule.ts";
import type { Circle } from "../state.ts";
import { formatOf } from "./formats.ts";

/** What a format brings by itself. Nothing of it moves while something lies over the circle, or nobody leads. */
export function formatsDue(circle: Circle): readonly Due[] {
  const { round, overlay, phase } = circle;
  if (!round || phase !== "meeting" || overlay.kind !== "none") return [];
  return formatOf(circle)?.due?.(circle, round) ?? [];
}
