import type { RoomView } from "../world/room-view.ts";
import { keep, readKept } from "./kept.ts";

const KEY = "visits";
const MOST = 8;

/** The way into a meeting, so that one click brings somebody back. Nothing about people is in it. */
export interface Visit {
  readonly meeting: string;
  readonly code: string;
  readonly name: string;
  readonly view: RoomView;
}

const VIEWS: readonly RoomView[] = ["headset", "screen", "simple", "text"];

function asVisit(value: unknown): Visit | null {
  if (typeof value !== "object" || value === null) return null;
  const { meeting, code, name, view } = value as Partial<Record<keyof Visit, unknown>>;
  const known = VIEWS.find((one) => one === view);
  return typeof meeting === "string" &&
    typeof code === "string" &&
    typeof name === "string" &&
    known
    ? { meeting, code, name, view: known }
    : null;
}

export function visits(): readonly Visit[] {
  const { list } = readKept(KEY);
  return Array.isArray(list) ? list.map(asVisit).filter((visit) => visit !== null) : [];
}

export const visitOf = (meeting: string): Visit | undefined =>
  visits().find((visit) => visit.meeting === meeting);

export function rememberVisit(visit: Visit): void {
  const others = visits().filter(({ meeting }) => meeting !== visit.meeting);
  keep(KEY, { list: [visit, ...others].slice(0, MOST) });
}
