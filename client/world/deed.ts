import type { Wish, WishType } from "#rules/circle/commands.ts";
import type { Segment } from "#rules/circle/segment.ts";
import type { PowerReason } from "#rules/circle/state.ts";
import type { CircleView, OwnView, SeatView } from "#rules/circle/view.ts";
import type { Ms, SeatId } from "#rules/ids.ts";

/** Who a deed belongs to. "person" deeds are done about one seat, "door" deeds about one who waits. */
export type DeedGroup =
  | "everyone"
  | "offered"
  | "holding"
  | "middle"
  | "taking-part"
  | "facilitator"
  | "door"
  | "person";

/** What must be known before it is done: asked in a dialog, or given with the person's own button. */
export type Asked = "reason" | "person" | "chair" | "prompt" | "choice";

export interface DeedAnswer {
  readonly reason?: PowerReason;
  readonly target?: SeatId;
  readonly chair?: number;
  readonly prompt?: string;
  /** The rest of a run sheet, from this part on. */
  readonly sheet?: { readonly from: number; readonly segments: readonly Segment[] };
  /** One of the deed's `choices`. */
  readonly choice?: string;
  readonly turnMs?: Ms | null;
}

/** What doing it means: a wish to the law, a page or dialog to open, or going home. */
export type Doing =
  | { readonly kind: "wish"; readonly wish: Wish }
  | { readonly kind: "open"; readonly what: "report" | "help-now" | "settings" | "sheet" }
  | { readonly kind: "leave" };

export type See<T> = (circle: CircleView, own: OwnView, target?: SeatId) => T;

export const always: See<true> = () => true;
export const nothing: See<readonly Asked[]> = () => [];
export const may =
  (...types: readonly WishType[]): See<boolean> =>
  (_circle, own) =>
    types.some((type) => own.may.includes(type));
export const wish = (made: Wish): Doing => ({ kind: "wish", wish: made });

export const mySeat = (circle: CircleView, own: OwnView): SeatView | undefined =>
  circle.seats.find((seat) => seat.id === own.seat);
export const offeredToMe: See<boolean> = ({ floor }, own) =>
  floor.kind === "offered" && floor.by === own.seat;
export const heldByMe: See<boolean> = ({ floor }, own) =>
  floor.kind === "held" && floor.by === own.seat;
export const facilitates: See<boolean> = (_circle, own) => own.role !== "member";
export const leadingIn =
  (...phases: readonly CircleView["phase"][]): See<boolean> =>
  (circle, own) =>
    facilitates(circle, own) && phases.includes(circle.phase);
export const overlaid =
  (kind: CircleView["overlay"]["kind"]): See<boolean> =>
  ({ overlay }) =>
    overlay.kind === kind;
export const both =
  (one: See<boolean>, other: See<boolean>): See<boolean> =>
  (circle, own, target) =>
    one(circle, own, target) && other(circle, own, target);
export const not =
  (one: See<boolean>): See<boolean> =>
  (circle, own, target) =>
    !one(circle, own, target);

/** One command before it has its id. */
export interface Plan {
  readonly group: DeedGroup;
  readonly shown: See<boolean>;
  readonly enabled: See<boolean>;
  readonly does: (answer: DeedAnswer, circle: CircleView, own: OwnView) => Doing | null;
  readonly asks?: See<readonly Asked[]>;
  /** What "choice" offers; each has its words in assets/words (choice.…), but for plain numbers. */
  readonly choices?: See<readonly string[]>;
  readonly pressed?: See<boolean>;
}

/** Wishes that are complete with their name alone. */
type PlainType = {
  readonly [T in WishType]: { readonly type: T } extends Extract<Wish, { type: T }> ? T : never;
}[WishType];

/** A deed that is one wish without anything to add. */
export const plain = (
  group: DeedGroup,
  type: PlainType,
  shown: See<boolean> = may(type),
): Plan => ({
  group,
  shown,
  enabled: may(type),
  // The union is too wide for the compiler to see that each of these is a whole wish.
  does: () => wish({ type } as Extract<Wish, { type: PlainType }>),
});
