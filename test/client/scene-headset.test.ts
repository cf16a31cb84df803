import { Euler, Group, Quaternion, Vector3 } from "three";
import { beforeEach, describe, expect, test } from "vitest";

import { comfort } from "../../client/xr/comfort.ts";
import { gripToWrist, palmUp } from "../../client/xr/hand-frame.ts";
import { uprightView } from "../../client/xr/lens.tsx";
import {
  advanceLook,
  dragLook,
  makeLook,
  pressLookKey,
  releaseLookKey,
} from "../../client/xr/look-keys.ts";
import { headingOf, seatOrigin, turnOrigin } from "../../client/xr/seat-origin.ts";
import { nextSharpness } from "../../client/xr/thrift.tsx";
import { pushOf } from "../../client/xr/thumbstick.ts";
import { advanceView, makeView, placeAnew } from "../../client/xr/viewpoint.ts";

const turned = (yaw: number, pitch = 0) =>
  new Quaternion().setFromEuler(new Euler(pitch, yaw, 0, "YXZ"));
const seat = { chair: 2, eyes: [1.8, 1.18, 0.7], yaw: 1.18 } as const;

beforeEach(() => Object.assign(comfort, { snapDegrees: 45, heightM: 0, still: false }));

describe("seated in a headset", () => {
  test("whoever puts it on sits in their chair at eye height, tall or small, whichever way they face", () => {
    for (const [x, y, z, yaw] of [
      [0, 1.7, 0, 0],
      [0.6, 0.9, -1, 2.5],
      [-2, 1.2, 0.3, -1.4],
    ] as const) {
      const origin = new Group();
      const [at, turn] = [new Vector3(x, y, z), turned(yaw, -0.3)];
      seatOrigin(origin, seat, at, turn);
      expect(at.clone().applyMatrix4(origin.matrixWorld).toArray()).toEqual(
        seat.eyes.map((value) => expect.closeTo(value, 5)),
      );
      expect(headingOf(origin.quaternion.clone().multiply(turn))).toBeCloseTo(seat.yaw, 5);
    }
  });

  test("a snap turn turns the view and leaves the head where it is", () => {
    const origin = new Group();
    const at = new Vector3(0.4, 1.5, -0.2);
    seatOrigin(origin, seat, at, turned(0.5));
    turnOrigin(origin, at, Math.PI / 4);
    const head = at.clone().applyMatrix4(origin.matrixWorld);
    expect(head.distanceTo(new Vector3(...seat.eyes))).toBeLessThan(1e-6);
    expect(headingOf(origin.quaternion.clone().multiply(turned(0.5)))).toBeCloseTo(
      seat.yaw + Math.PI / 4,
      5,
    );
  });

  test("a thumbstick held to the side turns once", () => {
    const stick = { armed: true };
    expect([0.1, 0.8, 0.9, 0.5, 0.8, 0.1, -0.9].map((axis) => pushOf(stick, axis))).toEqual([
      0, 1, 0, 0, 0, 0, -1,
    ]);
  });

  test("a controller held upright is a hand with its palm inward, and turned outward it calls for the panel", () => {
    for (const side of ["left", "right"] as const) {
      const [at, turn] = [new Vector3(), new Quaternion()];
      gripToWrist(side, at, turn);
      expect(at.z).toBeGreaterThan(0.05);
      const back = new Vector3(0, 1, 0).applyQuaternion(turn);
      expect(back.x).toBeCloseTo(side === "right" ? 1 : -1, 5);
    }
    expect(palmUp(new Quaternion().setFromAxisAngle(new Vector3(0, 0, 1), Math.PI))).toBe(true);
    expect(palmUp(new Quaternion())).toBe(false);
  });
});

describe("moving to another chair", () => {
  const there = { ...seat, chair: 5 };

  test("darkens, moves unseen, clears", () => {
    const view = makeView(seat);
    for (let i = 0; i < 60; i++) advanceView(view, seat, true, 1 / 60);
    expect(view.veil).toBe(0);
    const seen: number[] = [];
    for (let i = 0; i < 120; i++) {
      const before = view.shown;
      advanceView(view, there, true, 1 / 60);
      if (view.shown !== before) seen.push(view.veil);
    }
    expect(seen).toEqual([1]);
    expect(view.veil).toBe(0);
    expect(view.placed).toBe(1);
  });

  test("the same chair of another place is another spot: the view is placed anew, in the dark", () => {
    const view = makeView(seat);
    for (let i = 0; i < 60; i++) advanceView(view, seat, true, 1 / 60);
    const elsewhere = { ...seat, eyes: [2.1, 1.15, 0.9] } as const;
    advanceView(view, elsewhere, true, 1 / 60);
    expect(view.shown).toBe(seat);
    for (let i = 0; i < 60; i++) advanceView(view, elsewhere, true, 1 / 60);
    expect(view.shown).toBe(elsewhere);
    expect(view.placed).toBe(1);
  });

  test("with reduced motion it is a cut", () => {
    comfort.still = true;
    const view = makeView(seat);
    advanceView(view, there, true, 1 / 60);
    expect(view.shown).toBe(there);
  });

  test("the veil stays until there is something to see, and recentring is asked for by number", () => {
    const view = makeView(seat);
    for (let i = 0; i < 60; i++) advanceView(view, seat, false, 1 / 60);
    expect(view.veil).toBe(1);
    placeAnew(view);
    expect(view.placed).toBe(1);
  });
});

describe("weak machines", () => {
  test("lose sharpness step by step, never all of it, and get it back", () => {
    let dpr = 1.75;
    for (let i = 0; i < 20; i++) dpr = nextSharpness(dpr, 5, 1.75);
    expect(dpr).toBe(0.5);
    expect(nextSharpness(1, 40, 1.75)).toBe(1);
    for (let i = 0; i < 20; i++) dpr = nextSharpness(dpr, 60, 1.75);
    expect(dpr).toBe(1.75);
  });
});

describe("looking around on a screen", () => {
  test("dragging turns, but never over the top", () => {
    const look = makeLook();
    dragLook(look, 100, 10_000);
    expect(look.yaw).toBeGreaterThan(0.2);
    expect(look.pitch).toBeLessThan(Math.PI / 2);
  });

  test("Q and E snap, arrows turn while they are held, other keys are left alone", () => {
    const look = makeLook();
    expect(pressLookKey(look, "q", 45, false)).toBe(true);
    expect(look.yaw).toBeCloseTo(Math.PI / 4);
    expect(pressLookKey(look, "E", 45, false)).toBe(true);
    expect(look.yaw).toBeCloseTo(0);
    pressLookKey(look, "ArrowRight", 45, false);
    advanceLook(look, 0.5);
    releaseLookKey(look, "ArrowRight");
    advanceLook(look, 0.5);
    expect(look.yaw).toBeCloseTo(-0.65);
    expect(pressLookKey(look, "m", 45, false)).toBe(false);
  });

  test("the same width of the circle is seen on a wide window and on a narrow one, within reason", () => {
    const wide = (aspect: number) =>
      2 * Math.atan(Math.tan((uprightView(aspect) * Math.PI) / 360) * aspect);
    expect(wide(16 / 9)).toBeCloseTo(wide(4 / 3), 3);
    expect(uprightView(0.46)).toBeLessThanOrEqual(84);
    expect(uprightView(5)).toBeGreaterThanOrEqual(40);
  });
});
