import { useEffect, useState } from "react";

import type { CircleView, Notice } from "#rules/circle/view.ts";

import { useMeeting } from "../bridge/parts.tsx";
import { usePreferences } from "../bridge/preferences.ts";
import { say } from "../ui/say.ts";
import type { World } from "../world/circle-store.ts";
import { Announcer } from "./announcer.ts";
import { noticeWords } from "./notice-words.ts";
import { ownNews } from "./own-news.ts";

/** What happened before this page was here, give or take a breath, is past and not news. */
const BREATH_MS = 1500;

const makeAnnouncer = (tell: (words: string) => void): Announcer =>
  new Announcer({
    tell,
    now: () => performance.now(),
    after: (ms, call) => {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
    countWords: (count) => (count === 1 ? say("chat.one-new") : say("chat.new", { count })),
  });

const linkNews = (now: World, before: World): readonly (string | null)[] => [
  now.link.kind === "lost" && before.link.kind === "in" ? say("link.lost") : null,
  now.link.kind === "in" && before.link.kind === "lost" ? say("link.back") : null,
];

/** A notice may come a breath before the circle it speaks of; its words wait for that. */
function isSo({ code, at, count = 0 }: Notice, circle: CircleView): boolean {
  if (code === "segment-entered") return circle.segment.from >= at;
  return code !== "round-started" || circle.round.number >= count;
}

/** Tells each new notice once, when what it speaks of is so. */
function makeNoticeNews(hereSince: number) {
  let waiting: readonly Notice[] = [];
  return (now: World, before: World): readonly (string | null)[] => {
    const { circle, own, notices, clockOffsetMs } = now;
    if (!circle || !own || clockOffsetMs === 0) return [];
    const known = new Set(before.notices);
    const since = hereSince + clockOffsetMs - BREATH_MS;
    const fresh =
      notices === before.notices
        ? []
        : notices.filter((notice) => !known.has(notice) && notice.at > since);
    const all = [...waiting, ...fresh];
    waiting = all.filter((notice) => !isSo(notice, circle));
    return all
      .filter((notice) => isSo(notice, circle))
      .map((notice) => noticeWords(notice, circle, own.seat, own.door));
  };
}

const newsOf = (
  now: World,
  before: World,
  noticeNews: ReturnType<typeof makeNoticeNews>,
): readonly string[] =>
  [...noticeNews(now, before), ...ownNews(now, before), ...linkNews(now, before)].filter(
    (words) => words !== null,
  );

const isMine = ({ circle, own }: World): boolean =>
  circle !== null && own !== null && (circle.floor.by === own.seat || own.invitedWith.length > 0);
const becameMine = (now: World, before: World): boolean => isMine(now) && !isMine(before);

function chatOf(now: World, before: World): readonly string[] {
  if (now.lines === before.lines || before.lines.length === 0) return [];
  const known = new Set(before.lines.map(({ id }) => id));
  return now.lines
    .filter(({ id, seat }) => !known.has(id) && seat !== now.own?.seat)
    .map(({ name, text }) => say("chat.line", { name, text }));
}

/** Long enough to be read twice; what stands longer would be taken for the present. */
const STAYS_MS = 12_000;

/** What the status region says just now. */
export function useAnnouncements(): string {
  const { store } = useMeeting();
  const { chatAloud } = usePreferences();
  const [words, setWords] = useState("");
  const [announcer] = useState(() => makeAnnouncer(setWords));
  useEffect(() => {
    if (words === "") return undefined;
    const timer = setTimeout(() => setWords(""), STAYS_MS);
    return () => clearTimeout(timer);
  }, [words]);
  useEffect(() => {
    announcer.readChat(chatAloud);
  }, [announcer, chatAloud]);
  useEffect(() => {
    const noticeNews = makeNoticeNews(performance.now());
    const stop = store.subscribe((now, before) => {
      for (const news of newsOf(now, before, noticeNews)) announcer.announce(news);
      for (const line of chatOf(now, before)) announcer.chat(line);
      // The alert has the word now; what was said before would stand beside it like a contradiction.
      if (becameMine(now, before)) setWords("");
      announcer.hold(now.circle?.floor.kind === "held" && now.circle.floor.lane === "voice");
    });
    return () => {
      stop();
      announcer.close();
    };
  }, [store, announcer]);
  return words;
}
