import { Decoder, Encoder } from "@colyseus/schema";
import { expect, test } from "vitest";

import { CircleMirror, readMirror, writeMirror } from "#protocol/circle-mirror.ts";
import type { CircleView } from "#rules/circle/view.ts";
import { asSeatId } from "#rules/ids.ts";

import { aCircleView, aSeatView } from "../kit/a-circle-view.ts";

/** A mirror on the server and its copy in a page, with what travels between them. */
function wire() {
  const server = new CircleMirror();
  const page = new CircleMirror();
  const encoder = new Encoder(server);
  const decoder = new Decoder(page);
  let joined = false;
  return (view: CircleView, voices: Readonly<Record<string, string>> = {}) => {
    writeMirror(view, new Map(Object.entries(voices)), server);
    const bytes = (joined ? encoder.encode() : encoder.encodeAll()).slice();
    joined = true;
    encoder.discardChanges();
    decoder.decode(bytes);
    return { bytes: bytes.length, ...readMirror(page) };
  };
}

const alder = aSeatView({
  id: asSeatId("alder"),
  name: "Älder 木",
  chair: 3,
  live: true,
  micOpen: true,
});
const birch = aSeatView({
  id: asSeatId("birch"),
  chair: 7,
  role: "facilitator",
  presence: "lost",
  handRaised: true,
  inMiddle: true,
  group: 3,
  crew: ["timekeeper", "reader"],
  mode: "text-only",
  look: { skin: 11, cloth: 9, crown: 9, accessory: 4, pattern: 4 },
});

const full = aCircleView({
  overlay: { kind: "paused", by: birch.id, reason: "care", until: 1_795_000_000_123 },
  round: { number: 2, state: "running", format: "fishbowl" },
  middle: { kind: "bowl", stage: "full", until: 1_795_000_000_001, half: 1, chairs: 5 },
  place: "beach",
  light: "night",
  piece: "lantern",
  handOrder: "least-heard",
  acting: true,
  floor: {
    kind: "held",
    by: alder.id,
    lane: "text",
    endAt: 1_795_000_060_500,
    remainingMs: -1,
    turnMs: 180_000,
    graceUntil: 0,
    warned: true,
    ending: true,
    overdue: true,
    over: 2,
  },
  next: birch.id,
  doorLocked: true,
  leader: birch.id,
  handsUp: 1,
  afterglowUntil: 1_795_000_000_000,
  seats: [alder, birch],
});

test("a page reads exactly what the server wrote, voices included", () => {
  const send = wire();
  expect(send(full, { alder: "v-1" })).toMatchObject({
    view: full,
    voiceSeats: { "v-1": "alder" },
  });
  expect(send(aCircleView())).toMatchObject({ view: aCircleView(), voiceSeats: {} });
});

test("the speaking order travels: whoever is moved in the list is moved in the page", () => {
  const send = wire();
  send(full);
  const turned = { ...full, seats: [birch, alder] };
  expect(send(turned).view.seats.map(({ id }) => id)).toEqual(["birch", "alder"]);
});

test("what is the same costs nothing", () => {
  const send = wire();
  send(full);
  expect(send(full).bytes).toBe(0);
});

test("one raised hand costs less than twenty bytes", () => {
  const send = wire();
  send(full);
  const raised = { ...full, handsUp: 2, seats: [{ ...alder, handRaised: true }, birch] };
  expect(send(raised).bytes).toBeLessThan(20);
});
