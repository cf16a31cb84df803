import { useFrame } from "@react-three/fiber";
import { useMemo } from "react";

import type { Place } from "#protocol/place-shape.ts";
import type { CircleView, SeatView } from "#rules/circle/view.ts";

import type { WorldStore } from "../world/circle-store.ts";
import { ownHands, ownPose, ownPoseState } from "../world/own-pose.ts";
import { seedOf } from "./living.ts";
import { AT, toward } from "./pose-blend.ts";
import { atEase, seatedPose, seatFrame, type Gesture } from "./seated.ts";

/** My hands where no headset sees them: resting, holding the piece, or raised. */
class RestingHands {
  readonly #pose = new Float32Array(ownPose.length);
  readonly #gesture: Gesture = { ...atEase(), reach: 1 };
  readonly #place: Place;
  #chair = -1;
  #frame;

  constructor(place: Place) {
    this.#place = place;
    this.#frame = seatFrame(place, 0);
  }

  write(circle: CircleView, seat: SeatView, seconds: number, delta: number): void {
    if (seat.chair !== this.#chair) {
      this.#chair = seat.chair;
      this.#frame = seatFrame(this.#place, seat.chair);
    }
    const holds = circle.floor.kind === "held" && circle.floor.by === seat.id;
    const gesture = this.#gesture;
    gesture.raise = toward(gesture.raise, seat.handRaised ? 1 : 0, 5, delta);
    gesture.hold = toward(gesture.hold, holds ? 1 : 0, 3, delta);
    seatedPose(this.#pose, this.#frame, gesture, seedOf(seat.id), seconds);
    if (!ownHands.left) this.#copy(AT.left);
    if (!ownHands.right) this.#copy(AT.right);
  }

  #copy(from: number): void {
    for (let i = from; i < from + 7; i++) ownPose[i] = this.#pose[i] ?? 0;
  }
}

/** Gives me hands where no headset sees mine, so that others see them too. */
export function OwnBody({ store, place }: { readonly store: WorldStore; readonly place: Place }) {
  const hands = useMemo(() => new RestingHands(place), [place]);

  useFrame(({ clock }, delta) => {
    if (!ownPoseState.present || (ownHands.left && ownHands.right)) return;
    const { circle, own } = store.getState();
    const seat = circle?.seats.find((one) => one.id === own?.seat);
    if (circle && seat) hands.write(circle, seat, clock.elapsedTime, delta);
  }, -15);

  return null;
}
