import { SETTLING_MS } from "../times.ts";
import type { FormatLaw } from "./format-law.ts";

/** Silence, out of which whoever is moved rises, once; then it settles again (circles.md §2.16). */
export const worship: FormatLaw = {
  byOrder: false,
  hands: false,
  unclocked: true,
  begin: (_circle, at) => ({ kind: "worship", settledFrom: at }),
  afterTurn: (middle, _seat, at) =>
    middle.kind === "worship" ? { ...middle, settledFrom: at + SETTLING_MS } : middle,
};
