import { type Changes, type Rules, allow, led, seated, unless } from "./rule.ts";
import { seatOf } from "./who.ts";

/** When somebody speaks about another's turn: noted in private, answered with a reminder to all (circles.md §2.9). */
export const crosstalkRules: Rules<"note-crosstalk" | "remind"> = {
  "note-crosstalk": seated((circle, { by }) =>
    unless(
      [
        circle.phase !== "meeting" && "wrong-phase",
        circle.sheet[circle.segment]?.crosstalk === "open" && "not-in-this-format",
        circle.crosstalk.by.includes(by) && "already-so",
      ],
      () => allow({ type: "crosstalk-noted", seat: by }),
    ),
  ),
  remind: led((circle, { by, target }) =>
    unless(
      [
        circle.phase !== "meeting" && "wrong-phase",
        target === by && "not-yourself",
        target !== undefined && !seatOf(circle, target) && "no-such-person",
      ],
      () => allow({ type: "reminded", to: target ?? null, by }),
    ),
  ),
};

export const crosstalkChanges: Changes<"crosstalk-noted" | "reminded"> = {
  "crosstalk-noted": (circle, { seat }) => ({
    ...circle,
    crosstalk: { notes: circle.crosstalk.notes + 1, by: [...circle.crosstalk.by, seat] },
  }),
  // Whoever noted it has been heard, and may note again.
  reminded: (circle) => ({ ...circle, crosstalk: { ...circle.crosstalk, by: [] } }),
};
