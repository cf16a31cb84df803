import { type Changes, type Rules, allow, refuse, seated, unless } from "./rule.ts";
import { ME_TOO_PACE_MS } from "./times.ts";
import { withSeat } from "./who.ts";

/** "Me too": counted quietly, told to the speaker alone, as a number, once the turn is over. */
export const recognitionRules: Rules<"me-too"> = {
  "me-too": seated((circle, { by, at }, me) => {
    const { floor } = circle;
    if (floor.kind !== "held") return refuse("nobody-holds-the-piece");
    return unless(
      [
        floor.by === by && "not-yourself",
        circle.overlay.kind === "silence" && "in-silence",
        circle.meToo.includes(by) && "already-so",
        me.meTooAt !== null && at - me.meTooAt < ME_TOO_PACE_MS && "too-soon",
      ],
      () => allow({ type: "recognised", seat: by }),
    );
  }),
};

export const recognitionChanges: Changes<"recognised"> = {
  recognised: (circle, { seat, at }) =>
    circle.meToo.includes(seat)
      ? circle
      : withSeat({ ...circle, meToo: [...circle.meToo, seat] }, seat, { meTooAt: at }),
};
