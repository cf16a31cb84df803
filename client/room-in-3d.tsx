import { Component, lazy, Suspense, useEffect, useRef, useState, type ReactNode } from "react";

import { useMeeting } from "./bridge/parts.tsx";
import { say } from "./ui/say.ts";
import { poseTracks } from "./world/pose-tracks.ts";
import type { RoomView } from "./world/room-view.ts";

/** The 3D code, a chunk of its own. */
export const loadScene = () => import("./scene.tsx");
const Scene = lazy(async () => ({ default: (await loadScene()).Scene }));

interface Props {
  readonly headset: Promise<XRSession> | null;
  readonly onView: (view: RoomView, why?: string) => void;
}

/** Asked only by whoever wants the room: the simple view never makes a drawing context. */
function canDraw(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  // Given back at once: a browser has only a few.
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

/**
 * The room in 3D. Where it cannot be drawn, the simple view takes its place. In a headset it stays from the door to the
 * circle and through the safe place, since taking it away would end the session; before somebody is let in, it is empty.
 */
export function RoomIn3d({ headset, onView }: Props) {
  const { store, intents } = useMeeting();
  const [drawable] = useState(canDraw);
  const wasInside = useRef(false);
  useEffect(() => {
    if (!drawable) onView("simple", say("view.failed"));
  }, [drawable, onView]);
  if (!drawable) return null;
  return (
    <Drawn onTrouble={() => onView("simple", say("view.failed"))}>
      <Suspense fallback={<p className="scene scene-loading">{say("view.loading")}</p>}>
        <Scene
          intents={intents}
          store={store}
          poses={poseTracks}
          session={headset}
          onHeadset={(inside) => {
            // The headset was taken off, or left by its own button.
            if (wasInside.current && !inside) onView("screen");
            wasInside.current = inside;
          }}
          onNoHeadset={() => onView("screen", say("view.no-headset"))}
        />
      </Suspense>
    </Drawn>
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
