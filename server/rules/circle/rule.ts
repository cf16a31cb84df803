import type { Ms, SeatId } from "../ids.ts";
import type { Command, Wish } from "./commands.ts";
import type { CircleEvent, CircleHappening } from "./events.ts";
import type { Refusal } from "./refusals.ts";
import type { Circle, Crew, Seat } from "./state.ts";

/** What a single rule answers: what happens, or why not. */
export type Ruling =
  | { readonly ok: true; readonly events: readonly CircleHappening[] }
  | { readonly ok: false; readonly refusal: Refusal };

export type Commands = { [K in Command["type"]]: Extract<Command, { type: K }> };
export type Events = { [K in CircleEvent["type"]]: Extract<CircleEvent, { type: K }> };

/** Rules for some commands: may this happen? */
export type Rules<K extends Command["type"]> = {
  readonly [T in K]: (circle: Circle, command: Commands[T]) => Ruling;
};

/** What some events change. */
export type Changes<K extends CircleEvent["type"]> = {
  readonly [T in K]: (circle: Circle, event: Events[T]) => Circle;
};

/** Something that will follow by itself once `at` has come. */
export interface Due {
  readonly at: Ms;
  readonly events: (now: Ms) => readonly CircleHappening[];
}

/** It follows in the same breath. */
export const AT_ONCE: Ms = 0;

export const allow = (...events: readonly CircleHappening[]): Ruling => ({ ok: true, events });
export const refuse = (refusal: Refusal): Ruling => ({ ok: false, refusal });

/** The first refusal that applies, or the ruling. */
export function unless(refusals: readonly (Refusal | false)[], ruling: () => Ruling): Ruling {
  const refusal = refusals.find((r) => r !== false);
  return refusal ? refuse(refusal) : ruling();
}

type Wished = Wish & { readonly by: SeatId; readonly at: Ms };

/** A rule for whoever sits in the circle with a live link. */
export function seated<C extends Wished>(
  rule: (circle: Circle, command: C, me: Seat) => Ruling,
): (circle: Circle, command: C) => Ruling {
  return (circle, command) => {
    if (circle.removed.includes(command.by)) return refuse("was-removed");
    const me = circle.seats.find((s) => s.id === command.by);
    if (!me || me.presence === "left") return refuse("not-in-the-circle");
    return me.presence === "lost" ? refuse("not-here") : rule(circle, command, me);
  };
}

/** A rule for facilitators and co-facilitators only. */
export function led<C extends Wished>(
  rule: (circle: Circle, command: C, me: Seat) => Ruling,
): (circle: Circle, command: C) => Ruling {
  return seated<C>((circle, command, me) =>
    me.role === "member" ? refuse("not-a-facilitator") : rule(circle, command, me),
  );
}

/** A rule for those who facilitate, and for whoever has taken on this task. */
export function tasked<C extends Wished>(
  task: Crew,
  rule: (circle: Circle, command: C, me: Seat) => Ruling,
): (circle: Circle, command: C) => Ruling {
  return seated<C>((circle, command, me) =>
    me.role === "member" && !me.crew.includes(task)
      ? refuse("not-a-facilitator")
      : rule(circle, command, me),
  );
}
