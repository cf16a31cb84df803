import type { Refusal } from "./refusals.ts";
import type { Circle } from "./state.ts";

/** Why nothing new begins under the present overlay; false when none is in the way. */
export function overlayRefusal(circle: Circle): Refusal | false {
  switch (circle.overlay.kind) {
    case "paused":
      return "paused";
    case "silence":
      return "in-silence";
    case "lockdown":
      return "in-lockdown";
    case "none":
    case "no-facilitator":
      return false;
  }
}
