import { Component, lazy, Suspense, useEffect, useState, type ReactNode } from "react";

import { useMeeting } from "./bridge/parts.tsx";
import { Hud } from "./circle/hud.tsx";
import { say } from "./ui/say.ts";
import { poseTracks } from "./world/pose-tracks.ts";
import type { RoomView } from "./world/room-view.ts";
import { headsetSupported } from "./xr/enter.ts";

/** The 3D code, a chunk of its own. */
export const loadScene = () => import("./scene.tsx");
const Scene = lazy(async () => ({ default: (await loadScene()).Scene }));

interface Props {
  readonly view: RoomView;
  readonly headset: Promise<XRSession> | null;
  readonly note: string | null;
  readonly onView: (view: RoomView, note?: string) => void;
}

/** Asked only by whoever wants the room: the simple view never makes a drawing context. */
function canDraw(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  // Given back at once: a browser has only a few.
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

/** The room in 3D with the controls over it. Where it cannot be drawn, the simple view takes its place. */
export function RoomPage({ view, headset, note, onView }: Props) {
  const { store, intents } = useMeeting();
  const [drawable] = useState(canDraw);
  useEffect(() => {
    if (!drawable) onView("simple", say("view.failed"));
  }, [drawable, onView]);
  if (!drawable) return null;
  return (
    <>
      <Drawn onTrouble={() => onView("simple", say("view.failed"))}>
        <Suspense fallback={<p className="scene scene-loading">{say("view.loading")}</p>}>
          <Scene
            intents={intents}
            store={store}
            poses={poseTracks}
            session={headset}
            onNoHeadset={() => onView("screen", say("view.no-headset"))}
          />
        </Suspense>
      </Drawn>
      <Hud
        view={view}
        onView={(next) => onView(next)}
        headsetSupported={headsetSupported}
        note={note}
      />
    </>
  );
}

interface DrawnProps {
  readonly onTrouble: () => void;
  readonly children: ReactNode;
}

/** A room that fails takes nobody out of the circle. */
class Drawn extends Component<DrawnProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(): void {
    this.props.onTrouble();
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children;
  }
}
