import fc from "fast-check";
import { Texture } from "three";
import { describe, expect, test } from "vitest";

import type { LightName, TimeOfPlace } from "#protocol/place-scene-shape.ts";

import { candleAt, type CandleFlame } from "../../client/places/candle-in-step.ts";
import { FLICKER, flickerAt } from "../../client/places/firelight.ts";
import { FADE_S, HourFade } from "../../client/places/hour-fade.ts";
import { Hours } from "../../client/places/hours.ts";
import { Mood } from "../../client/places/mood.ts";
import { FRONTS, frontAt, SEA_PERIOD_S, seaSeconds, washOf } from "../../client/sound/surf.ts";
import { readPlaceFile } from "../kit/place-on-disk.ts";

const MOST_HZ = 3;

describe("flames", () => {
  test("no part of the fire's flicker beats three times a second, and its light never goes out", () => {
    for (const [, rate] of FLICKER) expect(rate / (2 * Math.PI)).toBeLessThan(MOST_HZ);
    for (let seconds = 0; seconds < 120; seconds += 0.01) {
      expect(flickerAt(seconds)).toBeGreaterThan(0.75);
      expect(flickerAt(seconds)).toBeLessThan(1.25);
    }
  });

  test("in no second does the fire rise above its mean more than three times", () => {
    for (let from = 0; from < 60; from++) {
      let rises = 0;
      for (let i = 1; i <= 200; i++) {
        const at = from + i / 200;
        if (flickerAt(at) >= 1 && flickerAt(at - 1 / 200) < 1) rises += 1;
      }
      expect(rises).toBeLessThanOrEqual(MOST_HZ);
    }
  });
});

describe("the candle of the circle", () => {
  const flame = (): CandleFlame => ({ height: 0, lean: 0, light: 0 });

  test("burns in step for two people whose clocks started at different times", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }),
        fc.integer({ min: 0, max: 1e7 }),
        fc.integer({ min: 0, max: 1e7 }),
        (serverMs, hereStarted, thereStarted) => {
          // Each page counts from its own start, and knows what that is on the server's clock.
          const here = serverMs - hereStarted + hereStarted;
          const there = serverMs - thereStarted + thereStarted;
          expect(candleAt(here, flame())).toEqual(candleAt(there, flame()));
        },
      ),
    );
  });

  test("a clock that is off by a quarter of a second shows nearly the same flame", () => {
    let most = 0;
    for (let ms = 0; ms < 600_000; ms += 130) {
      const [a, b] = [candleAt(ms, flame()), candleAt(ms + 250, flame())];
      most = Math.max(most, Math.abs(a.height - b.height), Math.abs(a.light - b.light));
    }
    expect(most).toBeLessThan(0.2);
  });

  test("a clock's usual error of 30 ms cannot be seen, and nothing jumps when the period ends", () => {
    for (const at of [0, 599_985, 1_763_910_000_000]) {
      const [a, b] = [candleAt(at, flame()), candleAt(at + 30, flame())];
      expect(Math.abs(a.height - b.height)).toBeLessThan(0.03);
      expect(Math.abs(a.lean - b.lean)).toBeLessThan(0.03);
    }
  });
});

describe("the sea", () => {
  test("is the same for everybody, and goes round without a jump", () => {
    expect(seaSeconds(SEA_PERIOD_S * 1000 * 7 + 1234)).toBeCloseTo(1.234, 6);
    for (const front of FRONTS) {
      expect(frontAt(front, 0, 3)).toBeCloseTo(frontAt(front, SEA_PERIOD_S, 3), 6);
    }
  });

  test("a wave is loudest while it runs up, and softer than half while it draws back", () => {
    for (const front of FRONTS) {
      for (let seconds = 0; seconds < 60; seconds += 0.1) {
        const moved = frontAt(front, seconds + 0.01, 0) - frontAt(front, seconds, 0);
        const loud = washOf(front, seconds, 0);
        expect(loud).toBeGreaterThanOrEqual(0);
        expect(loud).toBeLessThanOrEqual(1);
        expect(moved > 0.0001 && loud > 0.3).toBe(false);
      }
    }
  });
});

const LIGHTS = ["day", "dusk", "night"] as const;
const light = fc.constantFrom(...LIGHTS);

describe("a change of the hour", () => {
  test("takes eight seconds or more, only ever goes on, and ends at the newest wish", () => {
    expect(FADE_S).toBeGreaterThanOrEqual(8);
    const step = fc.record({
      wish: fc.option(light),
      seconds: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
    });
    fc.assert(
      fc.property(light, fc.array(step, { maxLength: 120 }), (first, steps) => {
        const fade = new HourFade<LightName>(first);
        let last: LightName = first;
        for (const { wish, seconds } of steps) {
          if (wish) fade.want((last = wish));
          if (fade.missing) fade.begin(fade.missing);
          const [next, before] = [fade.next, fade.part];
          fade.advance(seconds);
          const goesOn = fade.next === next;
          // The steepest the light can change: half of it in no less than two seconds.
          const change = goesOn ? fade.part - before : 0;
          expect(change).toBeGreaterThanOrEqual(0);
          expect(change).toBeLessThan(seconds * 0.25);
        }
        for (let i = 0; i < 10; i++) {
          if (fade.missing) fade.begin(fade.missing);
          fade.advance(FADE_S);
        }
        expect(fade.now).toBe(last);
        expect(fade.next).toBeNull();
      }),
    );
  });
});

const scene = readPlaceFile("lounge").scene;
const [time] = Object.values(scene.times) as TimeOfPlace[];
if (!time) throw new Error("the lounge has an hour");
const of = (exposure: number, file: string): TimeOfPlace => ({ ...time, exposure, light: file });
const threeHours = {
  ...scene,
  times: { day: of(1, "day"), dusk: of(2, "dusk"), night: of(3, "night") },
};

/** Hours over pictures that count how many are kept. */
function counted(failing = "") {
  const kept = new Set<string>();
  const missing: number[] = [];
  const mood = new Mood();
  const hours = new Hours({
    scene: threeHours,
    mood,
    none: new Texture(),
    picture: async (file) => {
      await Promise.resolve();
      if (file === failing) throw new Error("not there");
      const texture = new Texture();
      kept.add(file);
      texture.addEventListener("dispose", () => kept.delete(file));
      return texture;
    },
    onMissing: () => missing.push(1),
  });
  return { kept, missing, mood, hours };
}
const settled = () => new Promise((done) => setTimeout(done, 0));

describe("the light of the hours", () => {
  test("holds one light at rest, two while it fades, and never more", async () => {
    const { kept, mood, hours } = counted();
    hours.want("day");
    await hours.loadFirst();
    expect([...kept]).toEqual(["day"]);
    expect(mood.exposure).toBe(1);
    let most = 0;
    for (const wish of ["night", "dusk", "night", "day"] as const) {
      hours.want(wish);
      await settled();
      for (let i = 0; i < 45; i++) {
        hours.update(0.25);
        most = Math.max(most, kept.size);
        await settled();
      }
    }
    for (let i = 0; i < 60; i++) {
      hours.update(0.5);
      await settled();
    }
    expect(most).toBe(2);
    expect([...kept]).toEqual(["day"]);
    expect(mood.exposure).toBe(1);
    expect(mood.numbers.lightPart.value).toBe(0);
    hours.dispose();
    expect(kept.size).toBe(0);
  });

  test("an hour whose light is missing is said, and the present one stays", async () => {
    const { kept, missing, mood, hours } = counted("night");
    hours.want("dusk");
    await hours.loadFirst();
    hours.want("night");
    await settled();
    hours.update(FADE_S);
    expect(missing).toHaveLength(1);
    expect(mood.exposure).toBe(2);
    expect([...kept]).toEqual(["dusk"]);
    hours.want("day");
    await settled();
    hours.update(FADE_S);
    expect(mood.exposure).toBe(1);
  });

  test("the sun does not race over the sky: it dims where it is and comes up where it will be", async () => {
    const { mood, hours } = counted();
    hours.want("day");
    await hours.loadFirst();
    const places = new Set<string>();
    hours.want("night");
    await settled();
    for (let i = 0; i < 50; i++) {
      hours.update(0.2);
      places.add(mood.sunAt.value.toArray().join(" "));
    }
    expect(places.size).toBeLessThanOrEqual(2);
  });
});
