import { Quaternion, Vector3, type Group } from "three";

import { ownHands, ownPose } from "../world/own-pose.ts";
import { comfort } from "./comfort.ts";
import { gripToWrist, palmUp } from "./hand-frame.ts";
import { writeOwnHead } from "./own-head.ts";
import { seatOrigin, turnOrigin } from "./seat-origin.ts";
import { pushOf, type Stick } from "./thumbstick.ts";
import { placeAnew, type View } from "./viewpoint.ts";

type Side = "left" | "right";

const HAND_AT = { left: 7, right: 14 } as const;
/** Buttons of the xr-standard mapping: 3 is the thumbstick pressed, 5 the upper face button. */
const RECENTRE_BUTTON = 3;
const PANEL_BUTTON = 5;

function readTransform(at: Vector3, turn: Quaternion, transform: XRRigidTransform): void {
  const { position, orientation } = transform;
  at.set(position.x, position.y, position.z);
  turn.set(orientation.x, orientation.y, orientation.z, orientation.w);
}

/** Follows head, hands and controllers of somebody seated in a headset. One for each time in the headset. */
export class SeatedTracker {
  readonly #view: View;
  readonly #callPanel: () => void;
  readonly #at = new Vector3();
  readonly #turn = new Quaternion();
  readonly #hand = new Vector3();
  readonly #handTurn = new Quaternion();
  readonly #sticks: Record<Side, Stick> = { left: { armed: true }, right: { armed: true } };
  readonly #pressed = new Set<string>();
  #height = 0;
  #placed = -1;
  #palm = false;

  constructor(view: View, callPanel: () => void) {
    this.#view = view;
    this.#callPanel = callPanel;
  }

  update(origin: Group, session: XRSession, frame: XRFrame, space: XRReferenceSpace): void {
    const head = frame.getViewerPose(space);
    if (!head) return;
    readTransform(this.#at, this.#turn, head.transform);
    this.#seat(origin);
    ownHands.left = false;
    ownHands.right = false;
    let palm = false;
    for (const source of session.inputSources) {
      const side = source.handedness;
      if (side === "none") continue;
      palm = this.#followHand(source, side, frame, space, origin) || palm;
      if (source.gamepad) this.#followButtons(source.gamepad, side, origin);
    }
    if (palm && !this.#palm) this.#callPanel();
    this.#palm = palm;
    this.#handTurn.copy(origin.quaternion).multiply(this.#turn);
    writeOwnHead(this.#at.applyMatrix4(origin.matrixWorld), this.#handTurn);
  }

  #seat(origin: Group): void {
    if (this.#placed !== this.#view.placed) {
      this.#placed = this.#view.placed;
      this.#height = comfort.heightM;
      seatOrigin(origin, this.#view.shown, this.#at, this.#turn);
    } else if (this.#height !== comfort.heightM) {
      origin.position.y += comfort.heightM - this.#height;
      this.#height = comfort.heightM;
      origin.updateMatrixWorld(true);
    }
  }

  /** Writes one hand into my pose. Answers whether its palm looks up (only bare hands call the panel so). */
  #followHand(
    source: XRInputSource,
    side: Side,
    frame: XRFrame,
    space: XRReferenceSpace,
    origin: Group,
  ): boolean {
    const wrist = source.hand?.get("wrist");
    const pose = wrist
      ? frame.getJointPose?.(wrist, space)
      : source.gripSpace && frame.getPose(source.gripSpace, space);
    if (!pose) return false;
    readTransform(this.#hand, this.#handTurn, pose.transform);
    if (!wrist) gripToWrist(side, this.#hand, this.#handTurn);
    this.#hand.applyMatrix4(origin.matrixWorld).toArray(ownPose, HAND_AT[side]);
    this.#handTurn.premultiply(origin.quaternion).toArray(ownPose, HAND_AT[side] + 3);
    ownHands[side] = true;
    return wrist !== undefined && palmUp(this.#handTurn);
  }

  #followButtons(pad: Gamepad, side: Side, origin: Group): void {
    const push = pushOf(this.#sticks[side], pad.axes[2] ?? 0);
    if (push !== 0) turnOrigin(origin, this.#at, (-push * comfort.snapDegrees * Math.PI) / 180);
    if (this.#justPressed(`${side} panel`, pad.buttons[PANEL_BUTTON])) this.#callPanel();
    if (this.#justPressed(`${side} centre`, pad.buttons[RECENTRE_BUTTON])) placeAnew(this.#view);
  }

  /** True in the frame in which a button goes down. */
  #justPressed(name: string, button: GamepadButton | undefined): boolean {
    const before = this.#pressed.has(name);
    if (!button?.pressed) {
      this.#pressed.delete(name);
      return false;
    }
    this.#pressed.add(name);
    return !before;
  }
}
