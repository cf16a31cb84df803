import { createXRStore } from "@react-three/xr";

import { SESSION_INIT } from "./enter.ts";

/** A held trigger or pinch is still a click: slow hands are not punished. */
const CLICK_MS = 5000;
const pointer = { clickThresholdMs: CLICK_MS } as const;

const makeStore = () =>
  createXRStore({
    emulate: false,
    offerSession: "immersive-vr",
    customSessionInit: SESSION_INIT,
    foveation: 1,
    frameRate: "high",
    // Our own description of "any controller": nothing is fetched from elsewhere, and we draw the hands ourselves.
    baseAssetPath: new URL("/xr/", location.href).href,
    controller: {
      model: false,
      grabPointer: false,
      rayPointer: { ...pointer, rayModel: { maxLength: 1.2 } },
    },
    hand: { model: false, grabPointer: false, touchPointer: pointer, rayPointer: pointer },
    transientPointer: pointer,
    gaze: pointer,
    screenInput: pointer,
  });

export type HeadsetStore = ReturnType<typeof makeStore>;

let store: HeadsetStore | null = null;

/** One store for the page: made with the first 3D view. */
export function headsetStore(): HeadsetStore {
  store ??= makeStore();
  return store;
}
