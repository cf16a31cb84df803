import { createHash, randomBytes, randomInt } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type Segment, segment } from "#rules/circle/segment.ts";
import type { GroupId, Ms } from "#rules/ids.ts";

import type { Founder } from "./ports/founder.ts";
import type { MeetingCard, Register } from "./ports/register.ts";

export interface FirstMeeting {
  readonly card: MeetingCard;
  /** The first facilitator's one-time key; null when somebody holds it and we never knew it. */
  readonly facilitatorKey: string | null;
}

const SECOND: Ms = 1000;

const MINUTE: Ms = 60 * SECOND;

const SHEET: readonly Segment[] = [
  segment({
    format: "words",
    title: "Opening",
    prompt: "Arrive, breathe, and hear the agreements.",
    plannedMs: 5 * MINUTE,
  }),
  segment({
    title: "Check-in round",
    prompt: "How are you arriving today?",
    turnMs: 75 * SECOND,
    plannedMs: 12 * MINUTE,
  }),
  segment({
    title: "Sharing round",
    prompt: "What would you like to share, or to leave unsaid?",
    turnMs: 180 * SECOND,
    plannedMs: 30 * MINUTE,
  }),
  segment({
    format: "words",
    title: "Closing",
    prompt: "One word to take with you.",
    plannedMs: 8 * MINUTE,
  }),
];

const WHAT_HAPPENS = [
  "We sit in a circle. A talking piece goes round, and whoever holds it is the only one who can be heard.",
  "You may pass at any time, without a reason. Listening is taking part.",
  "A check-in round, a sharing round, a closing word. Afterwards the room stays open for a while.",
];

const AGREEMENTS = [
  "What is said here stays here.",
  "We speak for ourselves and do not give advice nobody asked for.",
  "We do not record, and we do not ask who somebody is.",
  "We may pass, step out or leave whenever we need to.",
];

/** A group to try things out with, and one meeting in it that is open: made at the first start, found again later. */
export async function firstMeeting(
  parts: { readonly register: Register; readonly founder: Founder },
  dataDir: string,
  now: Ms,
): Promise<FirstMeeting> {
  const { register, founder } = parts;
  const group = (await founder.firstGroup())?.id ?? (await founder.foundGroup("Hearth demo group"));
  const open = (await register.openMeetings()).find((card) => card.groupId === group);
  const card = open ?? (await founder.planMeeting({ groupId: group, ...firstCircle(now) }));
  return { card, facilitatorKey: await facilitatorKey(parts, group, dataDir) };
}

const firstCircle = (now: Ms) => ({
  code: meetingCode(),
  name: "First circle",
  startsAt: now,
  minutes: 90,
  place: "lounge",
  chairs: 8,
  sheet: SHEET,
  whatHappens: WHAT_HAPPENS,
  agreements: AGREEMENTS,
});

/** Letters and digits that are hard to confuse, by eye or by ear; ten of them are 49 bits. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

const meetingCode = (): string =>
  Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join("");

async function facilitatorKey(
  { register, founder }: { readonly register: Register; readonly founder: Founder },
  group: GroupId,
  dataDir: string,
): Promise<string | null> {
  const file = join(dataDir, "facilitator.key");
  if (existsSync(file)) {
    const kept = readFileSync(file, "utf8").trim();
    if ((await register.keyState(group, hashOf(kept))) !== "unknown") return kept;
  }
  if ((await register.facilitators(group)).length > 0) return null;
  const key = randomBytes(24).toString("base64url");
  await founder.addKey(group, hashOf(key));
  writeFileSync(file, key, { mode: 0o600 });
  return key;
}

const hashOf = (key: string): string => createHash("sha256").update(key).digest("hex");
