import { useFrame, useThree } from "@react-three/fiber";
import { useXR, XR } from "@react-three/xr";
import { useEffect, useMemo, type ReactNode } from "react";

import { comfort } from "./comfort.ts";
import { DesktopRig } from "./desktop-rig.tsx";
import { HeadsetRig } from "./headset-rig.tsx";
import { headsetStore } from "./headset-store.ts";
import { Lens } from "./lens.tsx";
import { Veil } from "./veil.tsx";
import { advanceView, makeView, placeAnew, type View, type Viewpoint } from "./viewpoint.ts";

interface Props {
  readonly viewpoint: Viewpoint;
  /** The veil stays until there is something to see. */
  readonly ready: boolean;
  /** A session that was granted in the user's click. */
  readonly session: Promise<XRSession> | null;
  readonly onHeadset: (inside: boolean) => void;
  readonly onNoHeadset: () => void;
  readonly onCallPanel: () => void;
  readonly children: ReactNode;
}

/** Takes over a session that the user's click has brought. */
function Entrance({ session, onNoHeadset }: Pick<Props, "session" | "onNoHeadset">) {
  const gl = useThree((state) => state.gl);
  useEffect(() => {
    if (!session) return;
    // The store binds itself to whatever session the renderer gets.
    session.then((granted) => gl.xr.setSession(granted)).catch(onNoHeadset);
  }, [gl, session, onNoHeadset]);
  return null;
}

function Rigs({
  view,
  onHeadset,
  onCallPanel,
}: Pick<Props, "onHeadset" | "onCallPanel"> & { view: View }) {
  const inside = useXR((state) => state.session !== undefined);
  useEffect(() => {
    placeAnew(view);
    onHeadset(inside);
  }, [inside, view, onHeadset]);
  return inside ? <HeadsetRig view={view} onCallPanel={onCallPanel} /> : <DesktopRig view={view} />;
}

/** Where the eyes are: in a headset or on a screen, always seated in one's own chair. */
export function Stage(props: Props) {
  const { viewpoint, ready, session, onHeadset, onNoHeadset, onCallPanel, children } = props;
  const store = useMemo(() => headsetStore(), []);
  // The first viewpoint only: later ones are faded to.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const view = useMemo(() => makeView(viewpoint), []);

  useFrame(
    (_, delta) => advanceView(view, viewpoint, ready || comfort.still, Math.min(delta, 0.1)),
    -30,
  );

  return (
    <XR store={store}>
      <Entrance session={session} onNoHeadset={onNoHeadset} />
      <Rigs view={view} onHeadset={onHeadset} onCallPanel={onCallPanel} />
      <Lens />
      <Veil view={view} />
      {children}
    </XR>
  );
}
