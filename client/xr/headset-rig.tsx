import { useFrame } from "@react-three/fiber";
import { useXR, XROrigin } from "@react-three/xr";
import { useEffect, useMemo, useRef } from "react";
import type { Group } from "three";

import { listener } from "../world/listener.ts";
import { ownHands } from "../world/own-pose.ts";
import { forgetOwnHead } from "./own-head.ts";
import { SeatedTracker } from "./seated-tracker.ts";
import { placeAnew, type View } from "./viewpoint.ts";

interface Props {
  readonly view: View;
  /** The panel is called: by the upper button of either controller, or by turning a palm up. */
  readonly onCallPanel: () => void;
}

/** Seated in a headset: head and hands as they are, turned and placed into my chair. */
export function HeadsetRig({ view, onCallPanel }: Props) {
  const origin = useRef<Group>(null);
  const tracker = useMemo(() => new SeatedTracker(view, onCallPanel), [view, onCallPanel]);

  useEffect(() => {
    // A headset's loudspeakers sit at the ears: voices may come from where heads are drawn.
    const before = listener.headphones;
    listener.headphones = true;
    return () => {
      listener.headphones = before;
      ownHands.left = false;
      ownHands.right = false;
      forgetOwnHead();
    };
  }, []);

  const space = useXR((state) => state.originReferenceSpace);
  useEffect(() => {
    // The headset's own "recentre": sit straight again.
    const again = () => placeAnew(view);
    space?.addEventListener("reset", again);
    return () => space?.removeEventListener("reset", again);
  }, [space, view]);

  useFrame(({ gl }, _, frame: XRFrame | undefined) => {
    const session = gl.xr.getSession();
    const now = gl.xr.getReferenceSpace();
    if (origin.current && session && frame && now)
      tracker.update(origin.current, session, frame, now);
  }, -20);

  return <XROrigin ref={origin} />;
}
