import { Canvas, type RootState } from "@react-three/fiber";
import { useCallback, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { AgXToneMapping } from "three";

import type { Place } from "#protocol/place-shape.ts";

import { OwnBody } from "./avatars/own-body.tsx";
import { People } from "./avatars/people.tsx";
import { seatFrame } from "./avatars/seated.ts";
import type { PoseSource } from "./avatars/troupe.ts";
import { HeadsetPanel } from "./circle/headset-panel.tsx";
import type { PlacedInRoom } from "./circle/panel-3d.tsx";
import { makeFirelight } from "./places/firelight.ts";
import { FreeSeats } from "./places/free-seats.tsx";
import { plainLight, type PlaceData } from "./places/place-data.ts";
import { Room, type RoomState } from "./places/room.tsx";
import { usePlace } from "./places/use-place.ts";
import { SceneMeter } from "./scene-stats.tsx";
import { say } from "./ui/say.ts";
import { worldStore, type World, type WorldStore } from "./world/circle-store.ts";
import type { Intents } from "./world/intents.ts";
import { poseTracks } from "./world/pose-tracks.ts";
import { loadComfort } from "./xr/comfort.ts";
import { headsetStore } from "./xr/headset-store.ts";
import { Stage } from "./xr/stage.tsx";
import type { Viewpoint } from "./xr/viewpoint.ts";

export interface SceneProps {
  readonly intents: Intents;
  /** Which place of assets/places. */
  readonly place?: string;
  /** A headset session asked for in the user's click (see xr/enter.ts). */
  readonly session?: Promise<XRSession> | null;
  /** Told when the headset view begins or ends. */
  readonly onHeadset?: (inside: boolean) => void;
  /** The headset refused: stay on the screen. */
  readonly onNoHeadset?: () => void;
  readonly store?: WorldStore;
  readonly poses?: PoseSource;
}

const nothing = () => undefined;
const leaveHeadset = () => void headsetStore().getState().session?.end();

/** Where each button of the headset's panel is in the room, for tests that point at it. */
const showLayout = (buttons: readonly PlacedInRoom[]): void => {
  const panel = document.querySelector<HTMLElement>("[data-scene]");
  if (panel) panel.dataset["panel"] = JSON.stringify(buttons);
};

const myChair = ({ circle, own }: World): number =>
  circle?.seats.find((seat) => seat.id === own?.seat)?.chair ?? 0;

/** Chairs in which nobody sits, as bits. */
const freeChairs = ({ circle }: World): number =>
  circle
    ? circle.seats.reduce((free, seat) => free & ~(1 << seat.chair), (1 << circle.chairs) - 1)
    : 0;

function useWorldValue<T>(store: WorldStore, select: (world: World) => T): T {
  return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}

/** The canvas takes part in the page as one stop of the Tab key, with a name and keys of its own. */
function prepareCanvas({ gl }: RootState, exposure: number): void {
  const canvas = gl.domElement;
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", say("scene.label"));
  canvas.style.touchAction = "none";
  gl.toneMapping = AgXToneMapping;
  gl.toneMappingExposure = exposure;
}

type InsideProps = Required<SceneProps> & {
  readonly data: PlaceData;
  readonly onRoom: (state: RoomState) => void;
  readonly stats: (() => HTMLElement | null) | null;
};

/** The panel and its calls; there is none on a screen, where the page has its own buttons. */
function usePanel({ onHeadset }: Pick<SceneProps, "onHeadset">) {
  const [inside, setInside] = useState(false);
  const [called, setCalled] = useState(0);
  const [recentred, setRecentred] = useState(0);
  const entered = useCallback(
    (now: boolean) => {
      setInside(now);
      onHeadset?.(now);
    },
    [onHeadset],
  );
  const recentre = useCallback(() => setRecentred((count) => count + 1), []);
  const call = useCallback(() => setCalled((count) => count + 1), []);
  return { inside, called, recentred, entered, recentre, call };
}

function useViewpoint(place: Place, chair: number): Viewpoint {
  return useMemo(() => {
    const frame = seatFrame(place, chair);
    return { chair, eyes: frame.eyes.toArray(), yaw: frame.yaw };
  }, [place, chair]);
}

function Inside(props: InsideProps) {
  const { intents, session, store, poses, data, onRoom, onHeadset, stats } = props;
  const [ready, setReady] = useState(false);
  const panel = usePanel({ onHeadset });
  const chair = useWorldValue(store, myChair);
  const free = useWorldValue(store, freeChairs);
  const { place, room } = data;
  const viewpoint = useViewpoint(place, chair);
  const firelight = useMemo(() => makeFirelight(loadComfort().still), []);
  const roomChanged = useCallback(
    (state: RoomState) => {
      setReady(state !== "loading");
      onRoom(state);
    },
    [onRoom],
  );
  return (
    <Stage
      viewpoint={viewpoint}
      ready={ready}
      session={session}
      onHeadset={panel.entered}
      onNoHeadset={props.onNoHeadset}
      onCallPanel={panel.call}
      recentred={panel.recentred}
    >
      {stats ? <SceneMeter into={stats} /> : null}
      <color attach="background" args={[room?.sky ?? "#1a2340"]} />
      <Room data={data} firelight={firelight} onState={roomChanged} />
      <OwnBody store={store} place={place} />
      <People
        store={store}
        place={place}
        poses={poses}
        light={room?.people ?? plainLight}
        firelight={firelight.strength}
        still={firelight.still}
      />
      <FreeSeats
        place={place}
        free={free}
        onChoose={(to) => intents.wish({ type: "move-chair", chair: to })}
      />
      {panel.inside ? (
        <HeadsetPanel
          store={store}
          intents={intents}
          called={panel.called}
          onRecentre={panel.recentre}
          onLeaveHeadset={leaveHeadset}
          onLayout={showLayout}
        />
      ) : null}
    </Stage>
  );
}

/** The 3D page: the room, the people in it and the view from my chair. Loaded only when somebody enters in 3D. */
export function Scene(given: SceneProps) {
  const props: Required<SceneProps> = {
    place: "lounge",
    session: null,
    onHeadset: nothing,
    onNoHeadset: nothing,
    store: worldStore,
    poses: poseTracks,
    ...given,
  };
  const [room, setRoom] = useState<RoomState>("loading");
  const statsPanel = useRef<HTMLPreElement>(null);
  const findPanel = useCallback(() => statsPanel.current, []);
  const chairs = useWorldValue(props.store, ({ circle }) => circle?.chairs ?? 8);
  const data = usePlace(props.place, chairs);
  const measured = new URLSearchParams(location.search).has("stats");
  if (!data) return <div data-scene="loading" className="scene" />;
  return (
    <div data-scene={room} className="scene">
      <Canvas
        camera={{ near: 0.05, far: 60 }}
        gl={{ antialias: true, powerPreference: "high-performance" }}
        onCreated={(state) => prepareCanvas(state, data.room?.exposure ?? 1)}
      >
        <Inside {...props} data={data} onRoom={setRoom} stats={measured ? findPanel : null} />
      </Canvas>
      {measured ? <pre ref={statsPanel} className="scene-stats" /> : null}
      {room === "missing" ? (
        <p role="status" className="scene-note">
          {say("scene.missing")}
        </p>
      ) : null}
    </div>
  );
}
