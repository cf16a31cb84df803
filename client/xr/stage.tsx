import { useFrame, useThree } from "@react-three/fiber";
import { useXR, XR } from "@react-three/xr";
import { useEffect, useMemo, useRef, type ReactNode } from "react";

import { comfort } from "./comfort.ts";
import { DesktopRig } from "./desktop-rig.tsx";
import { HeadsetRig } from "./headset-rig.tsx";
import { headsetStore } from "./headset-store.ts";
import { Lens } from "./lens.tsx";
import { Thrift } from "./thrift.tsx";
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
  /** Counts up to sit straight again. */
  readonly recentred: number;
  readonly children: ReactNode;
}

/** A session is taken over once, however often React mounts. */
const taken = new WeakSet<Promise<XRSession>>();

/** Takes over a session that the user's click has brought. */
function Entrance({ session, onNoHeadset }: Pick<Props, "session" | "onNoHeadset">) {
  const gl = useThree((state) => state.gl);
  useEffect(() => {
    if (!session || taken.has(session)) return;
    taken.add(session);
    // The store binds itself to whatever session the renderer gets.
    session.then((granted) => gl.xr.setSession(granted)).catch(onNoHeadset);
  }, [gl, session, onNoHeadset]);
  return null;
}

type RigsProps = Pick<Props, "onHeadset" | "onCallPanel" | "recentred"> & { readonly view: View };

function Rigs({ view, onHeadset, onCallPanel, recentred }: RigsProps) {
  const inside = useXR((state) => state.session !== undefined);
  const told = useRef(false);
  useEffect(() => placeAnew(view), [inside, recentred, view]);
  useEffect(() => {
    if (told.current === inside) return;
    told.current = inside;
    onHeadset(inside);
  }, [inside, onHeadset]);
  return inside ? <HeadsetRig view={view} onCallPanel={onCallPanel} /> : <DesktopRig view={view} />;
}

/** Where the eyes are: in a headset or on a screen, always seated in one's own chair. */
export function Stage(props: Props) {
  const { viewpoint, ready, session, recentred, children } = props;
  const { onHeadset, onNoHeadset, onCallPanel } = props;
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
      <Rigs view={view} onHeadset={onHeadset} onCallPanel={onCallPanel} recentred={recentred} />
      <Lens />
      <Thrift most={1.75} />
      <Veil view={view} />
      {children}
    </XR>
  );
}
