import { expect, test } from "vitest";

import { BLINK_MS } from "../../server/rooms/circle-room.ts";
import { HandClock } from "../kit/hand-clock.ts";
import { runHearth } from "../kit/running-hearth.ts";
import { seatedCircle } from "../kit/sitter.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

test("[F-03] ten minutes without a link mid-turn: the piece goes on after 45 s, the seat and the turn are kept", async () => {
  const clock = new HandClock();
  const hearth = await runHearth({ clock });
  try {
    const { host, members } = await seatedCircle(hearth, ["Alder", "Birch"]);
    const [alder, birch] = members;
    if (!alder || !birch) throw new Error("nobody sat down");
    host.wish({ type: "start-meeting" });
    await host.until(({ view }) => view?.phase === "meeting");
    host.wish({ type: "start-round", turnMs: 3 * MINUTE });
    await host.until(({ view }) => view?.floor.by === host.seat);
    host.wish({ type: "pass" });
    await alder.until(({ view }) => view?.floor.by === alder.seat);
    alder.wish({ type: "take-piece" });
    await host.until(({ view }) => view?.floor.kind === "held" && view.floor.by === alder.seat);
    await clock.move(30 * SECOND);

    const lostAt = clock.now();
    const noticed = clock.asked(lostAt + BLINK_MS);
    alder.room.connection.close();
    await noticed;
    await clock.move(BLINK_MS);
    const held = await host.until(({ view }) => view?.floor.kind === "on-hold" && view.floor);
    const presence = () => host.view?.seats.find(({ id }) => id === alder.seat)?.presence;
    expect(presence()).toBe("lost");
    await clock.move(44 * SECOND);
    expect(host.view?.floor).toMatchObject({ kind: "on-hold", by: alder.seat });
    await clock.move(2 * SECOND);
    await birch.until(({ view }) => view?.floor.kind === "offered" && view.floor.by === birch.seat);
    birch.wish({ type: "take-piece" });
    await host.until(({ view }) => view?.floor.kind === "held" && view.floor.by === birch.seat);
    birch.room.send("line", { id: crypto.randomUUID(), text: "What Alder missed" });
    await host.until(({ heard }) => heard.line);

    await clock.move(lostAt + 10 * MINUTE - clock.now());
    expect(presence()).toBe("lost");
    const { seat } = alder;
    await alder.sit();
    await alder.until(({ own, view }) => own && view?.next === seat);
    expect([alder.seat, alder.view?.phase, alder.view?.floor.by]).toEqual([
      seat,
      "meeting",
      birch.seat,
    ]);
    const past = await alder.until(({ heard }) => heard.past?.at(-1));
    expect(past.lines.map(({ text }) => text)).toContain("What Alder missed");
    await host.until(() => presence() === "here");

    birch.wish({ type: "hand-on" });
    const offered = await alder.until(
      ({ view }) => view?.floor.kind === "offered" && view.floor.by === seat && view.floor,
    );
    expect(offered.remainingMs).toBe(held.remainingMs);
  } finally {
    await hearth.close();
  }
});
