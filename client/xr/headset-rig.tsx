import { useFrame } from "@react-three/fiber";
import { XROrigin } from "@react-three/xr";
import { useEffect, useMemo, useRef } from "react";
import { Quaternion, Vector3, type Group } from "three";

import { listener } from "../world/listener.ts";
import { ownPose } from "../world/own-pose.ts";
import { comfort } from "./comfort.ts";
import { gripToWrist, palmUp } from "./hand-frame.ts";
import { handsSeen } from "./hands-seen.ts";
import { forgetOwnHead, writeOwnHead } from "./own-head.ts";
import { seatOrigin, turnOrigin } from "./seat-origin.ts";
import { pushOf, type Stick } from "./thumbstick.ts";
import type { View } from "./viewpoint.ts";

const HAND_AT = { left: 7, right: 14 } as const;
/** Buttons of the xr-standard mapping: upper face button. */
const PANEL_BUTTON = 5;
const RECENTRE_BUTTON = 3;

interface Rig {
  readonly at: Vector3;
  readonly turn: Quaternion;
  readonly worldTurn: Quaternion;
  readonly hand: Vector3;
  readonly handTurn: Quaternion;
  readonly sticks: { readonly left: Stick; readonly right: Stick };
  readonly pressed: Map<string, boolean>;
  height: number;
  placed: number;
  palm: boolean;
}

const makeRig = (): Rig => ({
  at: new Vector3(),
  turn: new Quaternion(),
  worldTurn: new Quaternion(),
  hand: new Vector3(),
  handTurn: new Quaternion(),
  sticks: { left: { armed: true }, right: { armed: true } },
  pressed: new Map(),
  height: 0,
  placed: -1,
  palm: false,
});

function readTransform(
  at: Vector3,
  turn: Quaternion,
  { position, orientation }: XRRigidTransform,
): void {
  at.set(position.x, position.y, position.z);
  turn.set(orientation.x, orientation.y, orientation.z, orientation.w);
}

function readHand(
  rig: Rig,
  source: XRInputSource,
  side: "left" | "right",
  frame: XRFrame,
  space: XRReferenceSpace,
): boolean {
  const wrist = source.hand?.get("wrist");
  const pose = wrist
    ? frame.getJointPose?.(wrist, space)
    : source.gripSpace && frame.getPose(source.gripSpace, space);
  if (!pose) return false;
  readTransform(rig.hand, rig.handTurn, pose.transform);
  if (!wrist) gripToWrist(side, rig.hand, rig.handTurn);
  return true;
}

function writeHand(rig: Rig, side: "left" | "right", origin: Group): void {
  rig.hand.applyMatrix4(origin.matrixWorld).toArray(ownPose, HAND_AT[side]);
  rig.worldTurn.copy(origin.quaternion).multiply(rig.handTurn);
  rig.worldTurn.toArray(ownPose, HAND_AT[side] + 3);
}

/** True in the frame in which a button goes down. */
function pressedNow(rig: Rig, key: string, down: boolean): boolean {
  const before = rig.pressed.get(key) ?? false;
  rig.pressed.set(key, down);
  return down && !before;
}

interface Props {
  readonly view: View;
  /** The panel is called: by the upper button of either controller, or by turning a palm up. */
  readonly onCallPanel: () => void;
}

/** Seated in a headset: head and hands as they are, turned and placed into my chair. */
export function HeadsetRig({ view, onCallPanel }: Props) {
  const origin = useRef<Group>(null);
  const rig = useMemo(makeRig, []);

  useEffect(() => {
    const before = listener.headphones;
    listener.headphones = true;
    return () => {
      listener.headphones = before;
      handsSeen.left = false;
      handsSeen.right = false;
      forgetOwnHead();
    };
  }, []);

  const readInputs = (
    session: XRSession,
    frame: XRFrame,
    space: XRReferenceSpace,
    group: Group,
  ) => {
    handsSeen.left = false;
    handsSeen.right = false;
    let palm = false;
    for (const source of session.inputSources) {
      const side = source.handedness;
      if (side === "none") continue;
      if (readHand(rig, source, side, frame, space)) {
        writeHand(rig, side, group);
        handsSeen[side] = true;
        palm ||= source.hand !== undefined && palmUp(rig.worldTurn);
      }
      const pad = source.gamepad;
      if (!pad) continue;
      const push = pushOf(rig.sticks[side], pad.axes[2] ?? 0);
      if (push !== 0) turnOrigin(group, rig.at, (-push * comfort.snapDegrees * Math.PI) / 180);
      if (pressedNow(rig, `${side} panel`, pad.buttons[PANEL_BUTTON]?.pressed ?? false))
        onCallPanel();
      if (pressedNow(rig, `${side} centre`, pad.buttons[RECENTRE_BUTTON]?.pressed ?? false))
        view.placed += 1;
    }
    if (palm && !rig.palm) onCallPanel();
    rig.palm = palm;
  };

  useFrame(({ gl }, _, frame: XRFrame | undefined) => {
    const group = origin.current;
    const session = gl.xr.getSession();
    const space = gl.xr.getReferenceSpace();
    const head = space && frame?.getViewerPose(space);
    if (!group || !session || !frame || !space || !head) return;
    readTransform(rig.at, rig.turn, head.transform);
    if (rig.placed !== view.placed) {
      rig.placed = view.placed;
      rig.height = comfort.heightM;
      seatOrigin(group, view.shown, rig.at, rig.turn);
    } else if (rig.height !== comfort.heightM) {
      group.position.y += comfort.heightM - rig.height;
      rig.height = comfort.heightM;
      group.updateMatrixWorld(true);
    }
    readInputs(session, frame, space, group);
    rig.worldTurn.copy(group.quaternion).multiply(rig.turn);
    writeOwnHead(rig.at.applyMatrix4(group.matrixWorld), rig.worldTurn);
  }, -20);

  return <XROrigin ref={origin} />;
}
