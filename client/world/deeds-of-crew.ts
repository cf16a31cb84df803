import type { Crew, WhisperAbout } from "#rules/circle/state.ts";

import {
  both,
  facilitates,
  leadingIn,
  may,
  mySeat,
  type Plan,
  plain,
  type See,
  wish,
} from "./deed.ts";

const TASKS: readonly Crew[] = ["timekeeper", "greeter", "reader"];
const WHISPERS: readonly WhisperAbout[] = ["time", "depth", "identifying"];

const meeting: See<boolean> = ({ phase }) => phase === "meeting";
const keepsTime: See<boolean> = (circle, own) =>
  facilitates(circle, own) || mySeat(circle, own)?.crew.includes("timekeeper") === true;
const spoken: See<boolean> = ({ floor }) => floor.kind === "held" || floor.kind === "on-hold";

/** Tasks, and what helps when it becomes too much. */
export const forCrew = {
  "give-task": {
    group: "person",
    shown: (circle, own, target) =>
      target !== undefined && target !== own.seat && facilitates(circle, own),
    enabled: may("give-task"),
    asks: () => ["choice"],
    choices: () => TASKS,
    does: ({ target, choice }) => {
      const task = TASKS.find((one) => one === choice);
      return target && task ? wish({ type: "give-task", target, task }) : null;
    },
  },
  "take-task": {
    group: "person",
    shown: ({ seats }, own, target) =>
      own.role !== "member" &&
      own.seat !== target &&
      seats.some(({ id, crew }) => id === target && crew.length > 0),
    enabled: may("take-task"),
    asks: () => ["choice"],
    choices: () => TASKS,
    does: ({ target, choice }) => {
      const task = TASKS.find((one) => one === choice);
      return target && task ? wish({ type: "take-task", target, task }) : null;
    },
  },
  "lay-down-task": {
    group: "taking-part",
    shown: (circle, own) => (mySeat(circle, own)?.crew.length ?? 0) > 0,
    enabled: may("take-task"),
    asks: () => ["choice"],
    choices: (circle, own) => mySeat(circle, own)?.crew ?? [],
    does: ({ choice }, _circle, own) => {
      const task = TASKS.find((one) => one === choice);
      return task ? wish({ type: "take-task", target: own.seat, task }) : null;
    },
  },
  "ring-bell": plain("everyone", "ring-bell", keepsTime),
  breathe: plain("everyone", "breathe", both(meeting, keepsTime)),
  "too-much": plain("everyone", "too-much", meeting),
  "note-crosstalk": plain("everyone", "note-crosstalk", meeting),
  whisper: {
    group: "facilitator",
    shown: both(leadingIn("meeting"), spoken),
    enabled: may("whisper"),
    asks: () => ["choice"],
    choices: () => WHISPERS,
    does: ({ choice }) => {
      const about = WHISPERS.find((one) => one === choice);
      return about ? wish({ type: "whisper", about }) : null;
    },
  },
  "stop-turn": {
    group: "facilitator",
    shown: both(leadingIn("meeting"), spoken),
    enabled: may("stop-turn"),
    asks: () => ["reason"],
    does: ({ reason }) => (reason ? wish({ type: "stop-turn", reason }) : null),
  },
  remind: plain("facilitator", "remind", leadingIn("meeting")),
  "remind-one": {
    group: "person",
    shown: (circle, own, target) =>
      target !== undefined && target !== own.seat && leadingIn("meeting")(circle, own),
    enabled: may("remind"),
    does: ({ target }) => (target ? wish({ type: "remind", target }) : null),
  },
} as const satisfies Record<string, Plan>;
