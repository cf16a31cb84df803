import type { Notice } from "#rules/circle/view.ts";
import type { SeatId } from "#rules/ids.ts";

import { say, type WordKey } from "../ui/say.ts";
import type { World } from "../world/circle-store.ts";

type Read = Pick<World, "circle" | "own" | "lines" | "notices">;

/** What there is to read on the panel: whose turn it is, and what was written and announced last. */
export interface PanelReading {
  readonly title: string;
  readonly lines: readonly string[];
}

const MOST = 12;

const nameOf = ({ circle }: Read, seat: SeatId | "" | undefined): string =>
  circle?.seats.find(({ id }) => id === seat)?.name ?? say("notice.somebody");

function titleOf(world: Read): string {
  const { circle, own } = world;
  if (!circle) return "";
  const { kind, by, lane } = circle.floor;
  const mine = by !== "" && by === own?.seat;
  const name = nameOf(world, by);
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

/** One notice as a sentence. Names are those of now; whoever left is somebody. */
function noticeLine(world: Read, notice: Notice): string {
  const key: WordKey = `notice.${notice.code}`;
  return say(key, {
    about: nameOf(world, notice.about),
    by: nameOf(world, notice.by),
    reason: notice.reason ? say(`reason.${notice.reason}`) : "",
    count: notice.count ?? 0,
    segment: world.circle?.segment.title ?? "",
    prompt: world.circle?.segment.prompt ?? "",
  });
}

export function panelReading(world: Read): PanelReading {
  const { lines, notices, circle } = world;
  const read = [
    ...lines
      .slice(-MOST)
      .map(({ at, name, text }) => ({ at, text: say("panel.line", { name, text }) })),
    ...notices.slice(-MOST).map((notice) => ({ at: notice.at, text: noticeLine(world, notice) })),
  ];
  read.sort((a, b) => a.at - b.at);
  const prompt = circle?.segment.prompt;
  const last = read.slice(-MOST).map(({ text }) => text);
  return { title: titleOf(world), lines: prompt ? [...last, prompt] : last };
}
