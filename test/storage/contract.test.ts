import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { CircleEvent } from "#rules/circle/events.ts";
import { segment } from "#rules/circle/segment.ts";
import { asMeetingId, asMemberId, asSeatId, type GroupId, type MeetingId } from "#rules/ids.ts";
import { lookFromSeed } from "#rules/people/look.ts";
import { nameKey } from "#rules/people/names.ts";

import { type CircleJournal, JournalConflict } from "../../server/ports/circle-journal.ts";
import type { Founder } from "../../server/ports/founder.ts";
import type { Lines } from "../../server/ports/lines.ts";
import { NameTaken, type Register } from "../../server/ports/register.ts";
import { openStorage, type Storage } from "../../server/storage/open.ts";
import { memoryJournal, memoryLines, memoryRegister } from "../kit/memory-storage.ts";
import { listeningLog, scratchDir } from "../kit/scratch.ts";

interface Shelf {
  readonly journal: CircleJournal;
  readonly lines: Lines;
  readonly register: Register & Founder;
}

const scratch = scratchDir();
let storage: Storage;
beforeAll(async () => {
  storage = await openStorage({ dataDir: scratch.dir, log: listeningLog() });
});
afterAll(async () => {
  await storage.close();
  scratch.remove();
});

const memory: Shelf = {
  journal: memoryJournal(),
  lines: memoryLines(),
  register: memoryRegister(),
};
const shelves: readonly (readonly [string, () => Shelf])[] = [
  ["memory", () => memory],
  [
    "PostgreSQL",
    () => ({
      journal: storage.journal,
      lines: storage.lines,
      register: { ...storage.register, ...storage.founder },
    }),
  ],
];

const anyMeeting = (): MeetingId => asMeetingId(randomUUID());
const lost = (at: number): CircleEvent => ({ type: "link-lost", seat: asSeatId("s1"), at });

describe.each(shelves)("journal in %s", (_, shelf) => {
  test("what was appended is read back to the byte and in order", async () => {
    const { journal } = shelf();
    const meeting = anyMeeting();
    const odd: CircleEvent = {
      by: asSeatId("s2"),
      type: "prompt-set",
      prompt: 'Ça va? 你好 🌊 "quoted"\n',
      at: 1_795_443_857_179,
    };
    await journal.append(meeting, 0, [lost(1), lost(2)]);
    await journal.append(meeting, 2, [odd]);
    const back = await journal.read(meeting);
    expect(back.map((event) => JSON.stringify(event))).toEqual(
      [lost(1), lost(2), odd].map((event) => JSON.stringify(event)),
    );
    expect(await journal.read(anyMeeting())).toEqual([]);
  });

  test("a second writer at the same version is refused and leaves nothing behind", async () => {
    const { journal } = shelf();
    const meeting = anyMeeting();
    await journal.append(meeting, 0, [lost(1)]);
    await expect(journal.append(meeting, 0, [lost(9)])).rejects.toThrow(JournalConflict);
    await expect(journal.append(meeting, 2, [lost(9)])).rejects.toThrow(JournalConflict);
    expect(await journal.read(meeting)).toEqual([lost(1)]);
  });

  test("of many who append at once exactly one succeeds", async () => {
    const { journal } = shelf();
    const meeting = anyMeeting();
    const tries = await Promise.allSettled(
      Array.from({ length: 12 }, (_one, at) => journal.append(meeting, 0, [lost(at), lost(at)])),
    );
    const refused = tries.filter((one) => one.status === "rejected");
    expect(refused).toHaveLength(11);
    expect(refused.every((one) => one.reason instanceof JournalConflict)).toBe(true);
    const [first, second, ...more] = await journal.read(meeting);
    expect(first).toEqual(second);
    expect(more).toEqual([]);
  });

  test("signs of life only ever move forward", async () => {
    const { journal } = shelf();
    const meeting = anyMeeting();
    expect(await journal.lastAlive(meeting)).toBeNull();
    await journal.markAlive(meeting, 5000);
    await journal.markAlive(meeting, 4000);
    expect(await journal.lastAlive(meeting)).toBe(5000);
  });
});

describe.each(shelves)("lines in %s", (_, shelf) => {
  const line = (id: string) => ({ id, seat: "s", name: "Alder", text: `said ${id}`, at: 7 });

  test("a repeat is recognised, the newest come last, forgotten is gone", async () => {
    const { lines } = shelf();
    const meeting = anyMeeting();
    expect(await lines.keep(meeting, line("a"))).toBe(true);
    expect(await lines.keep(meeting, line("b"))).toBe(true);
    expect(await lines.keep(meeting, line("c"))).toBe(true);
    expect(await lines.keep(meeting, line("a"))).toBe(false);
    expect(await lines.recent(meeting, 2)).toEqual([line("b"), line("c")]);
    await lines.forget(meeting);
    expect(await lines.recent(meeting, 10)).toEqual([]);
  });
});

const look = lookFromSeed(3);
const newcomer = (
  register: Register,
  group: GroupId,
  name: string,
  sessionHash: string = randomUUID(),
) => register.welcome({ sessionHash, group, name, look });
const plan = (founder: Founder, groupId: GroupId) =>
  founder.planMeeting({
    groupId,
    code: randomUUID(),
    name: "First circle",
    startsAt: 1_795_443_857_179,
    minutes: 60,
    place: "lounge",
    chairs: 8,
    sheet: [segment({ title: "Check-in", prompt: "How are you?", turnMs: 60_000 })],
    whatHappens: ["We sit."],
    agreements: ["We listen."],
  });

describe.each(shelves)("members in %s", (_, shelf) => {
  test("a meeting is found by code and id until it ends, and keeps its card after", async () => {
    const { register } = shelf();
    const group = await register.foundGroup("Tuesday");
    const card = await plan(register, group);
    expect(card.groupName).toBe("Tuesday");
    expect(await register.meetingByCode(card.code)).toEqual(card);
    expect(await register.meeting(card.id)).toEqual(card);
    expect(await register.openMeetings()).toContainEqual(card);
    await register.endMeeting(card.id);
    expect(await register.openMeetings()).not.toContainEqual(card);
    expect(await register.meetingByCode(card.code)).toEqual(card);
    expect(await register.meetingByCode("nowhere")).toBeNull();
  });

  test("a browser is known in the group it joined and in no other", async () => {
    const { register } = shelf();
    const [here, there] = [await register.foundGroup("A"), await register.foundGroup("B")];
    const alder = await newcomer(register, here, "Alder", "hash-1");
    expect(alder).toMatchObject({ name: "Alder", role: "member", look });
    expect(await register.memberBySession("hash-1", here)).toEqual(alder);
    expect(await register.memberBySession("hash-1", there)).toBeNull();
    const other = await newcomer(register, there, "Alder", "hash-1");
    expect(other.member).not.toBe(alder.member);
    expect(await register.memberBySession("hash-1", here)).toEqual(alder);
  });

  test("a name that looks like another's is taken; one's own is not", async () => {
    const { register } = shelf();
    const group = await register.foundGroup("Names");
    const birch = await newcomer(register, group, "Birch");
    await expect(newcomer(register, group, "BIRCH")).rejects.toThrow(NameTaken);
    expect(await register.nameTaken(group, nameKey("birch"), null)).toBe(true);
    expect(await register.nameTaken(group, nameKey("birch"), birch.member)).toBe(false);
    const cedar = await newcomer(register, group, "Cedar");
    expect(await register.rename(cedar.member, group, "birch", look)).toBeNull();
    const plain = lookFromSeed(4);
    expect(await register.rename(cedar.member, group, "Cedar wood", plain)).toEqual({
      ...cedar,
      name: "Cedar wood",
      look: plain,
    });
    expect(await register.nameTaken(group, nameKey("Cedar"), null)).toBe(false);
  });

  test("of many newcomers with one name exactly one gets it", async () => {
    const { register } = shelf();
    const group = await register.foundGroup("Rush");
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => newcomer(register, group, "Dogwood")),
    );
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });
});

describe.each(shelves)("keys and seats in %s", (_, shelf) => {
  test("a facilitator's key makes one facilitator, in its own group, once", async () => {
    const { register } = shelf();
    const [group, other] = [await register.foundGroup("Keys"), await register.foundGroup("Other")];
    const key = randomUUID();
    await register.addKey(group, key);
    const [elm, fir] = [
      await newcomer(register, group, "Elm"),
      await newcomer(register, group, "Fir"),
    ];
    expect(await register.keyState(other, key)).toBe("unknown");
    expect(await register.keyState(group, key)).toBe("open");
    expect(await register.claimKey(group, key, asMemberId("nobody"))).toBe("unknown");
    const claims = await Promise.all([
      register.claimKey(group, key, elm.member),
      register.claimKey(group, key, fir.member),
    ]);
    expect(claims.toSorted()).toEqual(["open", "used"]);
    expect(await register.keyState(group, key)).toBe("used");
    expect(await register.facilitators(group)).toEqual([claims[0] === "open" ? "Elm" : "Fir"]);
    const winner = claims[0] === "open" ? elm : fir;
    expect(await register.claimKey(group, key, winner.member)).toBe("open");
  });

  test("a member has one seat in a meeting, the same ever after, unlike in any other", async () => {
    const { register } = shelf();
    const group = await register.foundGroup("Seats");
    const [one, two] = [await plan(register, group), await plan(register, group)];
    const { member } = await newcomer(register, group, "Gorse");
    const seats = await Promise.all([
      register.seatFor(one.id, member),
      register.seatFor(one.id, member),
    ]);
    expect(seats[0]).toBe(seats[1]);
    expect(await register.seatFor(one.id, member)).toBe(seats[0]);
    const elsewhere = await register.seatFor(two.id, member);
    expect(elsewhere).not.toBe(seats[0]);
    expect(await register.memberOf(one.id, seats[0])).toBe(member);
    expect(await register.memberOf(one.id, elsewhere)).toBeNull();
  });
});
