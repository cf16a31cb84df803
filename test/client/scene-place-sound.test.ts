import { describe, expect, test } from "vitest";

import { bellStroke, rings } from "../../client/sound/bell.ts";
import { birds, crackle, crickets, rushing } from "../../client/sound/noises.ts";
import { type SoundWish, wantedLevel } from "../../client/sound/wanted-level.ts";
import { aCircleView, anOwnView } from "../kit/a-circle-view.ts";

const RATE = 24_000;
const LOOPS = {
  rushing: rushing(3, RATE, 1),
  crackle: crackle(5, RATE, 1),
  crickets: crickets(6, RATE, 1),
  birds: birds(12, RATE, 1),
};

describe("sounds made by code", () => {
  test.each(Object.entries(LOOPS))(
    "%s is a sound, never too loud, and the same every time",
    (name, loop) => {
      expect(loop.every((value) => Number.isFinite(value) && Math.abs(value) <= 1)).toBe(true);
      const power = loop.reduce((sum, value) => sum + value * value, 0) / loop.length;
      expect(power).toBeGreaterThan(1e-6);
      expect(name).not.toBe("");
      expect(Math.abs(loop.reduce((sum, value) => sum + value, 0) / loop.length)).toBeLessThan(
        0.05,
      );
    },
  );

  test.each(Object.entries(LOOPS))("%s runs into its own beginning without a click", (_, loop) => {
    const steps = loop.slice(1).map((value, i) => Math.abs(value - (loop[i] ?? 0)));
    const steepest = steps.reduce((most, step) => Math.max(most, step), 0);
    expect(Math.abs((loop[0] ?? 0) - (loop.at(-1) ?? 0))).toBeLessThanOrEqual(steepest);
  });

  test("the same seed makes the same sound on every device", () => {
    expect(crackle(1, RATE, 4)).toEqual(crackle(1, RATE, 4));
    expect(crackle(1, RATE, 4)).not.toEqual(crackle(1, RATE, 5));
  });
});

const wish: SoundWish = { sounds: "between-turns", soundVolume: 0.5, headphones: true };
const world = {
  link: { kind: "in" as const },
  circle: aCircleView(),
  own: anOwnView(),
};
const turn = { ...world, circle: aCircleView({ floor: { kind: "held" } }) };

describe("how loud the place is", () => {
  test("as loud as it is wanted between turns, silent during one", () => {
    expect(wantedLevel(world, wish, 0)).toBe(0.5);
    expect(wantedLevel(turn, wish, 0)).toBe(0);
    const offered = { ...world, circle: aCircleView({ floor: { kind: "offered" } }) };
    expect(wantedLevel(offered, wish, 0)).toBe(0);
  });

  test("during a turn only for whoever wants that, and under the voice", () => {
    const always: SoundWish = { ...wish, sounds: "always" };
    expect(wantedLevel(turn, always, 0)).toBe(0.5);
    expect(wantedLevel(turn, always, 0.3)).toBeLessThan(0.1);
    expect(wantedLevel(world, always, 0.1)).toBeLessThan(0.4);
  });

  test("my open microphone does not hear it from my loudspeakers", () => {
    const open = { ...world, own: anOwnView({ micOpen: true }) };
    expect(wantedLevel(open, { ...wish, headphones: false }, 0)).toBeLessThan(0.2);
    expect(wantedLevel(open, wish, 0)).toBe(0.5);
  });

  test("not at the door, not in the safe place, not when it is switched off", () => {
    expect(wantedLevel({ ...world, circle: null }, wish, 0)).toBe(0);
    expect(wantedLevel({ ...world, own: anOwnView({ steppedOut: true }) }, wish, 0)).toBe(0);
    expect(wantedLevel({ ...world, link: { kind: "left" } }, wish, 0)).toBe(0);
    expect(wantedLevel(world, { ...wish, sounds: "off" }, 0)).toBe(0);
  });
});

describe("the bell of the circle", () => {
  const at = (phase: "lobby" | "meeting" | "afterglow", kind: "none" | "silence" | "paused") => {
    const plain = aCircleView();
    return { ...plain, phase, overlay: { ...plain.overlay, kind } };
  };

  test("rings as a meeting begins and closes, and at both ends of a silence", () => {
    expect(rings(at("lobby", "none"), at("meeting", "none"))).toBe(true);
    expect(rings(at("meeting", "none"), at("afterglow", "none"))).toBe(true);
    expect(rings(at("meeting", "none"), at("meeting", "silence"))).toBe(true);
    expect(rings(at("meeting", "silence"), at("meeting", "none"))).toBe(true);
  });

  test("not for whoever comes in meanwhile, and for nothing else", () => {
    expect(rings(null, at("meeting", "silence"))).toBe(false);
    expect(rings(at("meeting", "none"), at("meeting", "none"))).toBe(false);
    expect(rings(at("meeting", "none"), at("meeting", "paused"))).toBe(false);
  });

  test("is one soft stroke that fades to nothing", () => {
    const stroke = bellStroke(8000);
    const loudest = (part: Float32Array) =>
      part.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(loudest(stroke)).toBeLessThanOrEqual(1);
    expect(loudest(stroke.slice(0, 4000))).toBeGreaterThan(0.2);
    expect(loudest(stroke.slice(-800))).toBeLessThan(0.02);
    expect(Math.abs(stroke[0] ?? 1)).toBeLessThan(0.01);
  });
});
