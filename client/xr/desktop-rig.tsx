import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useMemo } from "react";
import { Euler, Quaternion, Vector3 } from "three";

import { comfort } from "./comfort.ts";
import { handsSeen } from "./hands-seen.ts";
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
  const down = (event: PointerEvent) => {
    if (pointer !== null || event.button !== 0) return;
    pointer = event.pointerId;
    [x, y] = [event.clientX, event.clientY];
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== pointer) return;
    dragLook(look, event.clientX - x, event.clientY - y);
    [x, y] = [event.clientX, event.clientY];
  };
  const up = (event: PointerEvent) => {
    if (event.pointerId === pointer) pointer = null;
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (pressLookKey(look, event.key, comfort.snapDegrees, comfort.still)) event.preventDefault();
  };
  const keyUp = (event: KeyboardEvent) => releaseLookKey(look, event.key);
  const blur = () => {
    look.turnBy = 0;
    look.tiltBy = 0;
  };
  canvas.addEventListener("pointerdown", down);
  canvas.addEventListener("keydown", keyDown);
  canvas.addEventListener("keyup", keyUp);
  canvas.addEventListener("blur", blur);
  // A drag may leave the canvas; it ends wherever the button is let go.
  addEventListener("pointermove", move);
  addEventListener("pointerup", up);
  addEventListener("pointercancel", up);
  return () => {
    canvas.removeEventListener("pointerdown", down);
    canvas.removeEventListener("keydown", keyDown);
    canvas.removeEventListener("keyup", keyUp);
    canvas.removeEventListener("blur", blur);
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", up);
    removeEventListener("pointercancel", up);
  };
}

/** The view of somebody on a screen: seated in their chair, free to look around. */
export function DesktopRig({ view }: { readonly view: View }) {
  const canvas = useThree((state) => state.gl.domElement);
  const camera = useThree((state) => state.camera);
  const rig = useMemo(
    () => ({
      look: makeLook(),
      placed: -1,
      euler: new Euler(0, 0, 0, "YXZ"),
      turn: new Quaternion(),
      at: new Vector3(),
    }),
    [],
  );

  useEffect(() => {
    handsSeen.left = false;
    handsSeen.right = false;
    const stop = listenTo(canvas, rig.look);
    return () => {
      stop();
      forgetOwnHead();
    };
  }, [canvas, rig]);

  useFrame((_, delta) => {
    const { look, euler, turn, at } = rig;
    if (rig.placed !== view.placed) {
      rig.placed = view.placed;
      look.yaw = 0;
    }
    advanceLook(look, delta);
    const { eyes, yaw } = view.shown;
    turn.setFromEuler(euler.set(look.pitch, yaw + look.yaw, 0, "YXZ"));
    at.set(eyes[0], eyes[1] + comfort.heightM, eyes[2]);
    camera.position.copy(at);
    camera.quaternion.copy(turn);
    camera.updateMatrixWorld();
    writeOwnHead(at, turn);
  }, -20);

  return null;
}
