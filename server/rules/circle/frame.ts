import { type Changes, type Rules, allow, led, refuse } from "./rule.ts";

/** What surrounds the meeting: the light of the place, and which piece goes round. */
export const frameRules: Rules<"change-light" | "choose-piece"> = {
  "change-light": led((circle, { by, light }) =>
    circle.light === light ? refuse("already-so") : allow({ type: "light-changed", light, by }),
  ),
  "choose-piece": led((circle, { by, piece }) =>
    circle.piece === piece ? refuse("already-so") : allow({ type: "piece-chosen", piece, by }),
  ),
};

export const frameChanges: Changes<"light-changed" | "piece-chosen"> = {
  "light-changed": (circle, { light }) => ({ ...circle, light }),
  "piece-chosen": (circle, { piece }) => ({ ...circle, piece }),
};
