import { type Changes, type Rules, allow, led, refuse, unless } from "./rule.ts";

/** What surrounds the meeting: the place, its light, and which piece goes round. */
export const frameRules: Rules<"change-place" | "change-light" | "choose-piece"> = {
  "change-place": led((circle, { by, place }) =>
    unless(
      [
        circle.phase === "ended" && "wrong-phase",
        circle.place === place && "already-so",
        !circle.places.includes(place) && "no-such-place",
        // Nobody's chair is moved under them while they speak.
        (circle.floor.kind !== "none" || circle.round?.state === "running") && "round-running",
      ],
      () => allow({ type: "place-changed", place, by }),
    ),
  ),
  "change-light": led((circle, { by, light }) =>
    circle.light === light ? refuse("already-so") : allow({ type: "light-changed", light, by }),
  ),
  "choose-piece": led((circle, { by, piece }) =>
    circle.piece === piece ? refuse("already-so") : allow({ type: "piece-chosen", piece, by }),
  ),
};

export const frameChanges: Changes<"place-changed" | "light-changed" | "piece-chosen"> = {
  "place-changed": (circle, { place }) => ({ ...circle, place }),
  "light-changed": (circle, { light }) => ({ ...circle, light }),
  "piece-chosen": (circle, { piece }) => ({ ...circle, piece }),
};
