import { turnLength } from "./clock.ts";
import type { Circle, Floor } from "./state.ts";
import type { CircleView } from "./view.ts";
import { seatOf } from "./who.ts";

type FloorView = CircleView["floor"];

/** The floor as everybody sees it. */
export function floorView(circle: Circle): FloorView {
  const { floor } = circle;
  const still: FloorView = {
    kind: floor.kind,
    by: "",
    lane: "voice",
    endAt: 0,
    remainingMs: -1,
    turnMs: turnLength(circle) ?? 0,
    graceUntil: 0,
    warned: false,
    ending: false,
    overdue: false,
    over: 0,
  };
  return { ...still, ...present(circle, floor) };
}

function present(circle: Circle, floor: Floor): Partial<FloorView> {
  switch (floor.kind) {
    case "none":
      return {};
    case "offered": {
      const lane = seatOf(circle, floor.to)?.mode === "speak" ? "voice" : "text";
      return { by: floor.to, lane, remainingMs: floor.remainingMs ?? turnLength(circle) ?? -1 };
    }
    case "held": {
      const { by, lane, remainingMs, warned, ending, overdue, over } = floor;
      const left = { endAt: endAt(floor), remainingMs: remainingMs ?? -1 };
      return { by, lane, ...left, warned, ending, overdue, over };
    }
    case "on-hold": {
      const { by, lane, remainingMs, graceUntil } = floor;
      return { by, lane, remainingMs: remainingMs ?? -1, graceUntil };
    }
  }
}

const endAt = ({ clockFrom, remainingMs }: Extract<Floor, { kind: "held" }>): number =>
  clockFrom === null || remainingMs === null ? 0 : clockFrom + remainingMs;
