import { metaQuest3, XRDevice } from "iwer";

type Call = (this: object, ...given: unknown[]) => unknown;
type Point = readonly [number, number, number];

const device = new XRDevice(metaQuest3);
device.installRuntime({ forceInstall: true });
device.position.set(0, 1.2, 0);
// Hands in the lap, as one sits.
device.controllers.left?.position.set(-0.18, 0.82, -0.28);
device.controllers.right?.position.set(0.18, 0.82, -0.28);

/**
 * The emulator asks the graphics for its clear values in every frame, and each question waits until all is drawn: a page
 * without a graphics card would do nothing else. They are remembered instead.
 */
function rememberClearValues(): void {
  const gl = WebGL2RenderingContext.prototype;
  const kept = new WeakMap<object, Map<number, unknown>>();
  const wrap = (name: string, make: (plain: Call) => Call): void => {
    Reflect.set(gl, name, make(Reflect.get(gl, name) as Call));
  };
  const keep = (name: string, key: number, valueOf: (given: readonly unknown[]) => unknown) =>
    wrap(
      name,
      (plain) =>
        function keeping(this: object, ...given) {
          const book = kept.get(this) ?? new Map<number, unknown>();
          kept.set(this, book.set(key, valueOf(given)));
          return plain.apply(this, given);
        },
    );
  keep("clearColor", gl.COLOR_CLEAR_VALUE, (given) => Float32Array.from(given as number[]));
  keep("clearDepth", gl.DEPTH_CLEAR_VALUE, ([value]) => value);
  keep("clearStencil", gl.STENCIL_CLEAR_VALUE, ([value]) => value);
  wrap(
    "getParameter",
    (plain) =>
      function remembering(this: object, ...given) {
        return kept.get(this)?.get(Number(given[0])) ?? plain.apply(this, given);
      },
  );
}
rememberClearValues();

const frames = async (count: number): Promise<void> => {
  for (let done = 0; done < count; done += 1)
    await new Promise((resolve) => requestAnimationFrame(resolve));
};

/** A rotation that turns "straight ahead" (0, 0, -1) towards `d`. */
function turnTowards(d: Point): [number, number, number, number] {
  // The half-way quaternion: axis (0,0,-1) × d, real part 1 + dot.
  const [x, y, z] = d;
  const q = [y, -x, 0, 1 - z] as const;
  const length = Math.hypot(...q);
  return length < 1e-6
    ? [0, 1, 0, 0]
    : [q[0] / length, q[1] / length, q[2] / length, q[3] / length];
}

const headset = {
  inside: () => device.activeSession !== undefined,
  look: (yaw: number, pitch: number) => {
    const [cy, sy, cp, sp] = [
      Math.cos(yaw / 2),
      Math.sin(yaw / 2),
      Math.cos(pitch / 2),
      Math.sin(pitch / 2),
    ];
    device.quaternion.set(cy * sp, sy * cp, -sy * sp, cy * cp);
  },
  /** Lays the right controller's ray on a place of the room (as the headset measures it) and pulls the trigger. */
  async shoot(at: Point): Promise<void> {
    const hand = device.controllers.right;
    if (!hand) throw new Error("no right controller");
    const from: Point = [0.2, 1.05, -0.1];
    const way: Point = [at[0] - from[0], at[1] - from[1], at[2] - from[2]];
    const far = Math.hypot(...way);
    hand.position.set(...from);
    hand.quaternion.set(...turnTowards([way[0] / far, way[1] / far, way[2] / far]));
    // Each step is seen by at least one picture; a held trigger ends as a click only within five seconds.
    await frames(3);
    hand.updateButtonValue("trigger", 1);
    await frames(2);
    hand.updateButtonValue("trigger", 0);
    await frames(2);
  },
  /** Takes the headset off. */
  end: () => device.activeSession?.end(),
};

declare global {
  interface Window {
    hearthHeadset: typeof headset;
  }
}
window.hearthHeadset = headset;
