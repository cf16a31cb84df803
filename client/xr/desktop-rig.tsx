import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useMemo } from "react";
import { Euler, Quaternion, Vector3, type Camera } from "three";

import { ownHands } from "../world/own-pose.ts";
import { comfort } from "./comfort.ts";
import {
  advanceLook,
  dragLook,
  makeLook,
  pressLookKey,
  releaseLookKey,
  type Look,
} from "./look-keys.ts";
import { forgetOwnHead, writeOwnHead } from "./own-head.ts";
import type { View } from "./viewpoint.ts";

/** Looking by dragging, with mouse or finger. Never pointer lock: the mouse stays free for buttons. */
function listenTo(canvas: HTMLCanvasElement, look: Look): () => void {
  let pointer: number | null = null;
  let [x, y] = [0, 0];
  const end = new AbortController();
  const { signal } = end;
  const up = (event: PointerEvent) => {
    if (event.pointerId === pointer) pointer = null;
  };
  canvas.addEventListener(
    "pointerdown",
    (event) => {
      if (pointer !== null || event.button !== 0) return;
      pointer = event.pointerId;
      [x, y] = [event.clientX, event.clientY];
    },
    { signal },
  );
  // A drag may leave the canvas; it ends wherever the button is let go.
  addEventListener(
    "pointermove",
    (event) => {
      if (event.pointerId !== pointer) return;
      dragLook(look, event.clientX - x, event.clientY - y);
      [x, y] = [event.clientX, event.clientY];
    },
    { signal },
  );
  addEventListener("pointerup", up, { signal });
  addEventListener("pointercancel", up, { signal });
  listenToKeys(canvas, look, signal);
  return () => end.abort();
}

/** Keys act only while the room has the focus. */
function listenToKeys(canvas: HTMLCanvasElement, look: Look, signal: AbortSignal): void {
  canvas.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (pressLookKey(look, event.key, comfort.snapDegrees, comfort.still)) event.preventDefault();
    },
    { signal },
  );
  canvas.addEventListener("keyup", (event) => releaseLookKey(look, event.key), { signal });
  canvas.addEventListener("blur", () => Object.assign(look, { turnBy: 0, tiltBy: 0 }), { signal });
}

/** A seated head on a screen. */
class SeatedHead {
  readonly look = makeLook();
  readonly #euler = new Euler(0, 0, 0, "YXZ");
  readonly #turn = new Quaternion();
  readonly #at = new Vector3();
  #placed = -1;

  update(view: View, camera: Camera, delta: number): void {
    if (this.#placed !== view.placed) {
      this.#placed = view.placed;
      this.look.yaw = 0;
    }
    advanceLook(this.look, delta);
    const { eyes, yaw } = view.shown;
    this.#turn.setFromEuler(this.#euler.set(this.look.pitch, yaw + this.look.yaw, 0, "YXZ"));
    this.#at.set(eyes[0], eyes[1] + comfort.heightM, eyes[2]);
    camera.position.copy(this.#at);
    camera.quaternion.copy(this.#turn);
    camera.updateMatrixWorld();
    writeOwnHead(this.#at, this.#turn);
  }
}

/** The view of somebody on a screen: seated in their chair, free to look around. */
export function DesktopRig({ view }: { readonly view: View }) {
  const canvas = useThree((state) => state.gl.domElement);
  const head = useMemo(() => new SeatedHead(), []);

  useEffect(() => {
    ownHands.left = false;
    ownHands.right = false;
    const stop = listenTo(canvas, head.look);
    return () => {
      stop();
      forgetOwnHead();
    };
  }, [canvas, head]);

  useFrame(({ camera }, delta) => head.update(view, camera, delta), -20);

  return null;
}
