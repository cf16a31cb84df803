import { comfort } from "./comfort.ts";

/** Where somebody sits: the point between their eyes when they sit upright, and where the chair looks (radians). */
export interface Viewpoint {
  readonly chair: number;
  readonly eyes: readonly [number, number, number];
  readonly yaw: number;
}

/** Seconds to dark and back again when the view moves to another chair. */
const FADE_S = 0.28;

/** The viewpoint in use and the veil before the eyes; rigs read it every frame. */
export interface View {
  shown: Viewpoint;
  /** Counts up whenever the view must be placed anew: another chair, or recentre. */
  placed: number;
  /** 0 clear, 1 dark. */
  veil: number;
}

export const makeView = (first: Viewpoint): View => ({ shown: first, placed: 0, veil: 1 });

/** Sits the person straight again: another chair, another way of seeing, or recentre. */
export function placeAnew(view: View): void {
  view.placed += 1;
}

/** Another chair, or the same chair of another place. */
const isSameSpot = (a: Viewpoint, b: Viewpoint): boolean =>
  a.chair === b.chair &&
  a.yaw === b.yaw &&
  a.eyes[0] === b.eyes[0] &&
  a.eyes[1] === b.eyes[1] &&
  a.eyes[2] === b.eyes[2];

/** One frame: darken, move, clear. The view is moved only while nothing can be seen (or at once, if motion is reduced). */
export function advanceView(view: View, wanted: Viewpoint, ready: boolean, delta: number): void {
  const moving = !isSameSpot(view.shown, wanted);
  const step = delta / FADE_S;
  if (moving && (comfort.still || view.veil >= 1)) {
    view.shown = wanted;
    placeAnew(view);
    return;
  }
  if (!moving && view.shown !== wanted) view.shown = wanted;
  if (moving) view.veil = Math.min(1, view.veil + step);
  else if (ready) view.veil = comfort.still ? 0 : Math.max(0, view.veil - step);
}
