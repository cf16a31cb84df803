import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useMemo } from "react";

import { comfort } from "./comfort.ts";

const LOOK_EVERY_S = 1.5;
const LEAST_DPR = 0.5;
const SLOW_FPS = 24;
const EASY_FPS = 55;

/** Sharpness for the next seconds: less where the machine cannot follow, more again when it can. */
export function nextSharpness(dpr: number, fps: number, most: number): number {
  if (fps < SLOW_FPS / 2) return Math.max(LEAST_DPR, dpr * 0.6);
  if (fps < SLOW_FPS) return Math.max(LEAST_DPR, dpr * 0.8);
  return fps > EASY_FPS ? Math.min(most, dpr * 1.15) : dpr;
}

class Watch {
  #frames = 0;
  #since = 0;

  /** Frames a second, every now and then; 0 in between. */
  tick(delta: number): number {
    this.#frames += 1;
    this.#since += delta;
    if (this.#since < LOOK_EVERY_S || this.#frames < 3) return 0;
    const fps = this.#frames / this.#since;
    this.#frames = 0;
    this.#since = 0;
    return fps;
  }
}

/** Saves pixels on weak machines, without a word. A headset has its own way (foveation). */
export function Thrift({ most }: { readonly most: number }) {
  const setDpr = useThree((state) => state.setDpr);
  const watch = useMemo(() => new Watch(), []);
  useEffect(() => setDpr(Math.min(most, devicePixelRatio)), [most, setDpr]);

  useFrame(({ gl, viewport }, delta) => {
    const fps = watch.tick(delta);
    if (fps === 0 || comfort.sharp || gl.xr.isPresenting || document.hidden) return;
    const next = nextSharpness(viewport.dpr, fps, Math.min(most, devicePixelRatio));
    if (Math.abs(next - viewport.dpr) > 0.04) setDpr(next);
  });

  return null;
}
