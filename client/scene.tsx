import { Canvas, type RootState } from "@react-three/fiber";
import { useCallback, useMemo, useRef, useState, useSyncExternalStore } from "react";

import type { LightName } from "#protocol/place-scene-shape.ts";
import type { Place } from "#protocol/place-shape.ts";

import { seatFrame } from "./avatars/seated.ts";
import type { PoseSource } from "./avatars/troupe.ts";
import { useRoomChoice } from "./bridge/room-choice.ts";
import { CircleSpace } from "./circle-space.tsx";
import { HeadsetPanel } from "./circle/headset-panel.tsx";
import type { PlacedInRoom } from "./circle/panel-3d.tsx";
import type { Missing } from "./places/fetched.ts";
import type { PlaceData } from "./places/place-data.ts";
import type { RoomState } from "./places/room.tsx";
import { usePlace } from "./places/use-place.ts";
import type { Variant } from "./places/variant.ts";
import { SceneMeter } from "./scene-stats.tsx";
import { say } from "./ui/say.ts";
import { useAmbience } from "./use-ambience.ts";
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

const placeShown = ({ circle }: World): string => circle?.place || "lounge";
const lightShown = ({ circle }: World): LightName => circle?.light ?? "dusk";

/** A device that saves data, or has little memory, says so where it can. */
function isWeakDevice(): boolean {
  const device = navigator as { connection?: { saveData?: boolean }; deviceMemory?: number };
  return device.connection?.saveData === true || (device.deviceMemory ?? 8) <= 2;
}

/** How much of the place this person wants to see, on this device. */
function useVariant(): Variant {
  const { calm, thrifty } = useRoomChoice();
  const [{ still }] = useState(loadComfort);
  const [weak] = useState(isWeakDevice);
  return useMemo(() => ({ still, calm, thrifty: thrifty || weak }), [still, calm, thrifty, weak]);
}

/** Chairs in which nobody sits, as bits. */
const freeChairs = ({ circle }: World): number =>
  circle
    ? circle.seats.reduce((free, seat) => free & ~(1 << seat.chair), (1 << circle.chairs) - 1)
    : 0;

function useWorldValue<T>(store: WorldStore, select: (world: World) => T): T {
  return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}

/** The canvas takes part in the page as one stop of the Tab key, with a name and keys of its own. */
function prepareCanvas({ gl }: RootState): void {
  const canvas = gl.domElement;
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", say("scene.label"));
  canvas.style.touchAction = "none";
}

type InsideProps = Required<SceneProps> & {
  readonly data: PlaceData;
  readonly onRoom: (state: RoomState, missing: ReadonlySet<Missing>) => void;
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
  const panel = usePanel({ onHeadset });
  const chair = useWorldValue(store, myChair);
  const free = useWorldValue(store, freeChairs);
  const light = useWorldValue(store, lightShown);
  const variant = useVariant();
  useAmbience(store, data.scene?.sound, data.place.bell, light);
  const viewpoint = useViewpoint(data.place, chair);
  return (
    <Stage
      viewpoint={viewpoint}
      // Seats and people are there from the first frame; the scenery comes out of its mist by itself.
      ready
      session={session}
      onHeadset={panel.entered}
      onNoHeadset={props.onNoHeadset}
      onCallPanel={panel.call}
      recentred={panel.recentred}
    >
      {stats ? <SceneMeter into={stats} /> : null}
      <CircleSpace
        data={data}
        light={light}
        variant={variant}
        store={store}
        poses={poses}
        free={free}
        onRoom={onRoom}
        onChair={(to) => intents.wish({ type: "move-chair", chair: to })}
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

const NOTES: Readonly<Record<Missing, Parameters<typeof say>[0]>> = {
  scenery: "scene.missing",
  light: "scene.missing-light",
  seats: "scene.missing-seats",
  surfaces: "scene.missing-surfaces",
};

/** What could not be had, said once and quietly. */
function MissingNote({ missing }: { readonly missing: ReadonlySet<Missing> }) {
  const first = (Object.keys(NOTES) as Missing[]).find((part) => missing.has(part));
  return first ? (
    <p role="status" className="scene-note">
      {say(NOTES[first])}
    </p>
  ) : null;
}

interface Shown {
  readonly state: RoomState;
  readonly missing: ReadonlySet<Missing>;
}

/** The 3D page: the room, the people in it and the view from my chair. Loaded only when somebody enters in 3D. */
export function Scene(given: SceneProps) {
  const store = given.store ?? worldStore;
  const named = useWorldValue(store, placeShown);
  const props: Required<SceneProps> = {
    place: named,
    session: null,
    onHeadset: nothing,
    onNoHeadset: nothing,
    store,
    poses: poseTracks,
    ...given,
  };
  const [room, setRoom] = useState<Shown>({ state: "loading", missing: new Set() });
  const onRoom = useCallback(
    (state: RoomState, missing: ReadonlySet<Missing>) =>
      setRoom({ state, missing: new Set(missing) }),
    [],
  );
  const statsPanel = useRef<HTMLPreElement>(null);
  const findPanel = useCallback(() => statsPanel.current, []);
  const chairs = useWorldValue(props.store, ({ circle }) => circle?.chairs ?? 8);
  const data = usePlace(props.place, chairs);
  const measured = new URLSearchParams(location.search).has("stats");
  if (!data) return <div data-scene="loading" className="scene" />;
  return (
    <div data-scene={room.state} className="scene">
      <Canvas
        camera={{ near: 0.05, far: 700 }}
        gl={{ antialias: true, powerPreference: "high-performance" }}
        onCreated={prepareCanvas}
      >
        <Inside {...props} data={data} onRoom={onRoom} stats={measured ? findPanel : null} />
      </Canvas>
      {measured ? <pre ref={statsPanel} className="scene-stats" /> : null}
      <MissingNote missing={room.missing} />
    </div>
  );
}
