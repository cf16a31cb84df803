import type { CircleView, Notice, NoticeCode } from "#rules/circle/view.ts";
import type { SeatId } from "#rules/ids.ts";

import { say } from "../ui/say.ts";
import { nameOf } from "./seat-words.ts";

/** The offer has an alert of its own. */
const TOLD_ELSEWHERE: ReadonlySet<NoticeCode> = new Set(["piece-offered", "facilitation-offered"]);

/** Those at the door have no seat yet: their names come from the console. */
type Names = (id: SeatId | undefined) => string;

/** A notice as a sentence; null for what is told in another way. */
export function noticeWords(
  notice: Notice,
  circle: CircleView,
  me: SeatId,
  waiting: readonly { readonly id: SeatId; readonly name: string }[] = [],
): string | null {
  const { code, about, by, reason, task, count = 0 } = notice;
  if (TOLD_ELSEWHERE.has(code)) return null;
  // About myself I know: the floor has an alert, and that I sat down I have seen.
  if (about === me && (code === "has-the-piece" || code === "sat-down")) return null;
  if (code === "recognised" && count === 1) return say("notice.recognised-one");
  const names: Names = (id) => waiting.find((one) => one.id === id)?.name ?? nameOf(circle, id);
  return say(`notice.${code}`, {
    about: names(about),
    by: names(by),
    reason: reason ? say(`reason.${reason}`) : "",
    task: task ? say(`choice.${task}`) : "",
    count,
    segment: circle.segment.title,
    prompt: circle.segment.prompt,
  }).trim();
}
