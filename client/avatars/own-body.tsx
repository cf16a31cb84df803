import { useFrame } from "@react-three/fiber";
import { useMemo } from "react";

import type { Place } from "#protocol/place-shape.ts";

import type { WorldStore } from "../world/circle-store.ts";
import { ownPose, ownPoseState } from "../world/own-pose.ts";
import { handsSeen } from "../xr/hands-seen.ts";
import { seedOf } from "./living.ts";
import { AT, toward } from "./pose-blend.ts";
import { seatedPose, seatFrame, type Gesture } from "./seated.ts";

/** Gives me resting, holding or raised hands wherever no headset sees mine, so that others see them too. */
export function OwnBody({ store, place }: { readonly store: WorldStore; readonly place: Place }) {
  const own = useMemo(
    () => ({
      pose: new Float32Array(ownPose.length),
      gesture: { lookYaw: 0, lookPitch: 0, raise: 0, hold: 0, away: 0 } satisfies Gesture,
      chair: -1,
      frame: seatFrame(place, 0),
      seed: 0,
    }),
    [place],
  );

  useFrame(({ clock }, delta) => {
    const { circle, own: me } = store.getState();
    if (!ownPoseState.present || !circle || !me || (handsSeen.left && handsSeen.right)) return;
    const seat = circle.seats.find((one) => one.id === me.seat);
    if (!seat) return;
    if (seat.chair !== own.chair) {
      own.chair = seat.chair;
      own.frame = seatFrame(place, seat.chair);
      own.seed = seedOf(seat.id);
    }
    const holds = circle.floor.kind === "held" && circle.floor.by === seat.id;
    own.gesture.raise = toward(own.gesture.raise, seat.handRaised ? 1 : 0, 5, delta);
    own.gesture.hold = toward(own.gesture.hold, holds ? 1 : 0, 3, delta);
    seatedPose(own.pose, own.frame, own.gesture, own.seed, clock.elapsedTime);
    if (!handsSeen.left) copyHand(own.pose, AT.left);
    if (!handsSeen.right) copyHand(own.pose, AT.right);
  }, -15);

  return null;
}

function copyHand(from: Float32Array, at: number): void {
  for (let i = at; i < at + 7; i++) ownPose[i] = from[i] ?? 0;
}
