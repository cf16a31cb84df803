import type { Notice } from "#rules/circle/view.ts";

import { say } from "../ui/say.ts";
import type { World } from "../world/circle-store.ts";
import { middleWords } from "./middle-words.ts";
import { noticeWords } from "./notice-words.ts";
import { nameOf } from "./seat-words.ts";

type Read = Pick<World, "circle" | "own" | "lines" | "notices">;

/** What there is to read on the panel: whose turn it is, and what was written and announced last. */
export interface PanelReading {
  readonly title: string;
  readonly lines: readonly string[];
}

const MOST = 12;

function titleOf(world: Read): string {
  const { circle, own } = world;
  if (!circle) return "";
  const { kind, by, lane } = circle.floor;
  const mine = by !== "" && by === own?.seat;
  const name = nameOf(circle, by);
  switch (kind) {
    case "offered":
      return mine ? say("floor.offer") : say("floor.offered", { name });
    case "held":
      if (mine) return say("floor.yours");
      return say(lane === "text" ? "floor.held-text" : "floor.held", { name });
    case "on-hold":
      return say("floor.on-hold", { name });
    case "none":
      return circle.openTalk ? say("phase.open-talk") : say(`phase.${circle.phase}`);
  }
}

function toldOf(notice: Notice, { circle, own }: Read): readonly { at: number; text: string }[] {
  if (!circle || !own) return [];
  const text = noticeWords(notice, circle, own.seat, own.door);
  return text === null ? [] : [{ at: notice.at, text }];
}

/** Words about the middle come last, nearest to the buttons: they say what can be done now. */
export function panelReading(world: Read, nowMs = Infinity): PanelReading {
  const { lines, notices, circle, own } = world;
  const read = [
    ...lines
      .slice(-MOST)
      .map(({ at, name, text }) => ({ at, text: say("panel.line", { name, text }) })),
    ...notices.slice(-MOST).flatMap((notice) => toldOf(notice, world)),
  ];
  read.sort((a, b) => a.at - b.at);
  const prompt = circle?.segment.prompt;
  const last = read.slice(-MOST).map(({ text }) => text);
  const middle = circle && own ? middleWords(circle, own, nowMs) : [];
  return { title: titleOf(world), lines: [...last, ...(prompt ? [prompt] : []), ...middle] };
}
