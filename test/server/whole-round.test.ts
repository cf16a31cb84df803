import { expect, test } from "vitest";

import { CLOSE } from "#protocol/messages.ts";
import { PROTOCOL_VERSION } from "#protocol/version.ts";
import { asSeatId } from "#rules/ids.ts";

import { runHearth } from "../kit/running-hearth.ts";
import { seatedCircle, Sitter } from "../kit/sitter.ts";

test("four people hold a round through real rooms: take, pass, later, skip", async () => {
  const hearth = await runHearth();
  try {
    const { host, members } = await seatedCircle(hearth, ["Alder", "Birch", "Cedar"]);
    const everybody = [host, ...members];
    host.wish({ type: "start-meeting" });
    await host.until(({ view }) => view?.phase === "meeting");
    host.wish({ type: "start-round", prompt: "What brought you here?", turnMs: 60_000 });
    const offeredTo = () =>
      host.until(({ view }) => view?.floor.kind === "offered" && view.floor.by);
    const seen: string[] = [];
    for (const act of ["take", "pass", "later", "take", "take"] as const) {
      const seat = await offeredTo();
      const who = everybody.find((sitter) => sitter.seat === seat);
      if (!who) throw new Error("offered to nobody we know");
      await who.until(({ view }) => view?.floor.kind === "offered" && view.floor.by === who.seat);
      seen.push(`${who.name} ${act}`);
      if (act === "take") {
        who.wish({ type: "take-piece" });
        await host.until(({ view }) => view?.floor.kind === "held" && view.floor.by === who.seat);
        who.wish({ type: "hand-on" });
      } else who.wish({ type: act });
      await host.until(({ view }) => view?.floor.by !== seat);
    }
    await host.until(({ view }) => view?.round.state === "complete");
    expect(seen.map((line) => line.split(" ").at(-1))).toEqual([
      "take",
      "pass",
      "later",
      "take",
      "take",
    ]);
    expect(new Set(seen.map((line) => line.split(" ").slice(0, -1).join(" "))).size).toBe(4);
    host.wish({ type: "close-meeting" });
    await host.until(({ view }) => view?.phase === "afterglow");
  } finally {
    await hearth.close();
  }
});

test("[AC-33] whoever is removed is out at once, and no ticket brings them back", async () => {
  const hearth = await runHearth();
  try {
    const { host, members } = await seatedCircle(hearth, ["Alder", "Birch"]);
    const [alder] = members;
    if (!alder) throw new Error("nobody sat down");
    host.wish({ type: "remove", target: asSeatId(alder.seat), reason: "safety" });
    await alder.until(({ closedWith }) => closedWith === CLOSE.removed);
    const again = await alder.visitor.post(`/api/meetings/${alder.meetingId}/ticket`, {
      version: PROTOCOL_VERSION,
    });
    expect([again.status, again.body]).toEqual([403, { error: "was-removed" }]);
  } finally {
    await hearth.close();
  }
});

test("[F-06] a second tab takes over; the first is told and does not come back", async () => {
  const hearth = await runHearth();
  try {
    const { members } = await seatedCircle(hearth, ["Alder"]);
    const [first] = members;
    if (!first) throw new Error("nobody sat down");
    const second = new Sitter(hearth, "Alder");
    second.visitor.cookie = first.visitor.cookie;
    second.meetingId = first.meetingId;
    await second.sit();
    await first.until(({ closedWith }) => closedWith === CLOSE.moved);
    await second.until(({ own }) => own !== null);
    await expect(first.client().reconnect(first.room.reconnectionToken)).rejects.toThrow(
      /expired|invalid|token/,
    );
    expect(second.closedWith).toBeNull();
  } finally {
    await hearth.close();
  }
});
