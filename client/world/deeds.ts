import type { WishType } from "#rules/circle/commands.ts";
import type { CircleView, OwnView } from "#rules/circle/view.ts";
import type { SeatId } from "#rules/ids.ts";

import { type DeedGroup, nothing, type Plan } from "./deed.ts";
import { forCrew } from "./deeds-of-crew.ts";
import { aboutPeople, forFacilitators } from "./deeds-of-facilitators.ts";
import { forFormats } from "./deeds-of-formats.ts";
import { forEveryone, forTurns } from "./deeds-of-members.ts";

const plans = {
  ...forTurns,
  ...forFormats,
  ...forEveryone,
  ...forCrew,
  ...forFacilitators,
  ...aboutPeople,
};
export type DeedId = keyof typeof plans;

/** A command of a meeting: who sees it when, what it asks first, and what doing it means. */
export interface Deed extends Plan {
  readonly id: DeedId;
  /** Key of its label in assets/words. A person's own buttons add the name: "Remove Alder". */
  readonly words: `deed.${DeedId}`;
  readonly asks: NonNullable<Plan["asks"]>;
}

/** Every command of a meeting, once. The simple view, the 3D page and the headset's panel all draw from here. */
export const deeds: readonly Deed[] = (Object.entries(plans) as [DeedId, Plan][]).map(
  ([id, { asks = nothing, ...plan }]) =>
    Object.assign({ id, words: `deed.${id}`, asks } as const, plan),
);

const byId = new Map<DeedId, Deed>(deeds.map((deed) => [deed.id, deed]));

export function deedOf(id: DeedId): Deed {
  const deed = byId.get(id);
  if (!deed) throw new Error(`no such deed: ${id}`);
  return deed;
}

/** The deeds of a group that somebody sees now, about `target` where there is one. */
export const deedsShown = (
  group: DeedGroup,
  circle: CircleView,
  own: OwnView,
  target?: SeatId,
): readonly Deed[] =>
  deeds.filter((deed) => deed.group === group && deed.shown(circle, own, target));

/** Wishes that no button makes: the page sends them by itself when it is hidden and shown again. */
export const AUTOMATIC_WISHES: readonly WishType[] = ["go-away", "come-back"];
