import { encode } from "@colyseus/schema";
import { afterAll, beforeAll, expect, test } from "vitest";

import { wishShapes } from "#protocol/messages.ts";

import { HandClock } from "../kit/hand-clock.ts";
import { runHearth, type RunningHearth } from "../kit/running-hearth.ts";
import { seatedCircle, Sitter } from "../kit/sitter.ts";

const FRAMES = 20_000;
/** Shown out after three wrong ones; the rest of a burst goes into a closed socket. */
const BURST = 200;
const ROOM_DATA = 13;
const ROOM_DATA_BYTES = 17;

/** Chance that repeats itself (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const chance = chanceFrom(20261123);
const below = (most: number): number => Math.floor(chance() * most);
const noise = (most: number): Uint8Array =>
  Uint8Array.from({ length: below(most) }, () => below(256));

function framed(code: number, type: string | number, payload: Uint8Array): Uint8Array {
  const head = Buffer.alloc(64);
  head[0] = code;
  const at = { offset: 1 };
  if (typeof type === "string") encode.string(head as never, type, at);
  else encode.number(head as never, type, at);
  return Buffer.concat([head.subarray(0, at.offset), payload]);
}

const text = (words: string): Buffer => {
  const bytes = Buffer.from(words);
  return Buffer.concat([Buffer.from([0xda, bytes.length >> 8, bytes.length & 255]), bytes]);
};
/** msgpack by hand: what no honest packer would write. */
const wild: readonly (() => Uint8Array)[] = [
  () => Buffer.alloc(9000, 0x91),
  () => Buffer.concat([Buffer.alloc(8000, 0x81), Buffer.from([0xa1, 0x61])]),
  () =>
    Buffer.concat([
      Buffer.from([0x81]),
      text("__proto__"),
      Buffer.from([0x81]),
      text("role"),
      text("facilitator"),
    ]),
  () => Buffer.concat([Buffer.from([0x81]), text("constructor"), Buffer.from([0xc0])]),
  () =>
    Buffer.concat([
      Buffer.from([0x82]),
      text("target"),
      text("x".repeat(5000)),
      text("reason"),
      Buffer.from([0xc3]),
    ]),
  () => Buffer.from([0xdf, 0xff, 0xff, 0xff, 0xff]),
  () => Buffer.from([0xdd, 0xff, 0xff, 0xff, 0xff, 0x01]),
  () => Buffer.from([0xc6, 0xff, 0xff, 0xff, 0x00]),
  () =>
    Buffer.concat([
      Buffer.from([0x81]),
      text("target"),
      Buffer.from([0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0]),
    ]),
  () => noise(300),
];
const types = [
  ...Object.keys(wishShapes),
  "line",
  "report",
  "clock",
  "voice-ticket",
  "__proto__",
  "toString",
  "",
  "*",
];

function frame(): Uint8Array {
  const payload = wild[below(wild.length)]?.() ?? noise(40);
  switch (below(5)) {
    case 0:
      return noise(200);
    case 1:
      return framed(ROOM_DATA_BYTES, below(4), noise(120));
    case 2:
      return framed(below(256), types[below(types.length)] ?? "", payload);
    default:
      return framed(ROOM_DATA, types[below(types.length)] ?? "", payload);
  }
}

/** Tickets are given out slowly: whoever was shown out so often would wait for minutes. */
const BETWEEN_MS = 30_000;

const clock = new HandClock();
let hearth: RunningHearth;
beforeAll(async () => {
  hearth = await runHearth({ clock });
});
afterAll(() => hearth.close());

test(`${FRAMES} frames that no page would send: nobody's turn stops, nothing changes, the house stands`, async () => {
  const { host, members } = await seatedCircle(hearth, ["Alder", "Birch"]);
  const [alder, birch] = members;
  if (!alder || !birch) throw new Error("nobody sat down");
  host.wish({ type: "start-meeting" });
  host.wish({ type: "start-round" });
  await host.until(({ view }) => view?.floor.by === host.seat);
  host.wish({ type: "pass" });
  await alder.until(({ view }) => view?.floor.by === alder.seat);
  alder.wish({ type: "take-piece" });
  await host.until(({ view }) => view?.floor.kind === "held");
  const before = structuredClone(host.view);

  let sent = 0;
  let shownOut = 0;
  while (sent < FRAMES) {
    for (let i = 0; i < BURST; i += 1, sent += 1) birch.room.connection.send(Buffer.from(frame()));
    await birch.until(({ closedWith }) => closedWith !== null);
    shownOut += 1;
    await clock.move(BETWEEN_MS);
    // Among the noise is a true "leave" now and then; whoever left comes back as anybody would.
    await birch.enter();
    await birch.sit();
    await birch.until(({ own, view }) => own !== null && view !== null);
  }
  expect(shownOut).toBe(FRAMES / BURST);

  // Nobody else noticed anything but a link that came and went.
  expect(host.closedWith).toBeNull();
  expect(alder.closedWith).toBeNull();
  await host.until(({ view }) => view?.seats.every(({ presence }) => presence === "here"));
  const after = host.view;
  expect({ ...after, seats: after?.seats.map(({ id, role }) => ({ id, role })) }).toEqual({
    ...before,
    seats: before?.seats.map(({ id, role }) => ({ id, role })),
  });
  alder.wish({ type: "hand-on" });
  await birch.until(({ view }) => view?.floor.kind === "offered" && view.floor.by === birch.seat);
  expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  expect("role" in {}).toBe(false);
  // Somebody new still comes in.
  const late = await new Sitter(hearth, "Cedar").enter();
  expect(await late.sit()).toBe("door");
});
