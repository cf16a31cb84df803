import { useFrame, useThree, type RootState } from "@react-three/fiber";
import { useEffect, useMemo, useRef } from "react";
import { AgXToneMapping, NeutralToneMapping, type Object3D } from "three";

import type { LightName, TimeOfPlace } from "#protocol/place-scene-shape.ts";

import type { Missing } from "./fetched.ts";
import type { Firelight } from "./firelight.ts";
import { placeFolder, plainLight, type PlaceData } from "./place-data.ts";
import { filesOf, type PlaceFiles } from "./place-files.ts";
import { Scenery } from "./scenery.ts";
import { FULL, type Variant } from "./variant.ts";

export type RoomState = "loading" | "ready" | "missing";

interface Props {
  readonly data: PlaceData;
  readonly firelight: Firelight;
  /** The hour to show; a change is a slow fade. */
  readonly light?: LightName;
  readonly variant?: Variant;
  /** The time all share, ms. */
  readonly serverNow?: () => number;
  readonly files?: PlaceFiles;
  /** Gets things ready on the graphics card before they are shown. */
  readonly prepare?: (state: RootState, things: Object3D) => Promise<void>;
  /** Told once the room is there, or will not come, and what is missing of it. */
  readonly onState: (state: RoomState, missing: ReadonlySet<Missing>) => void;
  /** How people are lit, whenever that changes. */
  readonly onPeopleLight?: (light: TimeOfPlace["people"]) => void;
}

/** While the hour changes, people's light follows in steps this long: finer than an eye can see. */
const STEP_S = 0.1;
interface Told {
  light: TimeOfPlace["people"] | null;
  sinceS: number;
}
const localNow = () => performance.now();

const READY_MS = 4000;

/** Shaders are made beside the frames, not in one of them; whoever cannot is not waited for. */
async function readied({ gl, camera, scene }: RootState, things: Object3D): Promise<void> {
  if (!gl.extensions.has("KHR_parallel_shader_compile")) return;
  const waited = new Promise<void>((done) => setTimeout(done, READY_MS));
  await Promise.race([gl.compileAsync(things, camera, scene), waited]);
}

function useScenery(props: Props): Scenery {
  const get = useThree((state) => state.get);
  const { data, firelight, variant = FULL, files, light = "dusk", onState } = props;
  const { prepare = readied } = props;
  const scenery = useMemo(
    () =>
      new Scenery({
        data,
        variant,
        firelight,
        files: files ?? filesOf(placeFolder(data.place.name)),
        prepare: (things) => prepare(get(), things),
        onState,
      }),
    [data, variant, firelight, files, prepare, onState, get],
  );
  const shown = useRef<Scenery>(null);
  // Before it is loaded: the first hour is not faded to.
  useEffect(() => scenery.want(light), [scenery, light]);
  useEffect(() => {
    shown.current = scenery;
    void scenery.load();
    return () => {
      shown.current = null;
      // A moment later: React may only be trying out leaving and coming back.
      queueMicrotask(() => {
        if (shown.current !== scenery) scenery.dispose();
      });
    };
  }, [scenery]);
  return scenery;
}

/** The place around the circle. Seats and people never wait for it and never fall with it. */
export function Room(props: Props) {
  const { data, serverNow = localNow, onPeopleLight } = props;
  const scenery = useScenery(props);
  const told = useRef<Told>({ light: null, sinceS: STEP_S });

  const toneMapping = data.scene?.toneMapping === "neutral" ? NeutralToneMapping : AgXToneMapping;

  useFrame((state, delta) => {
    scenery.update(state.clock.elapsedTime, serverNow(), delta);
    state.gl.toneMapping = toneMapping;
    state.gl.toneMappingExposure = scenery.mood.exposure;
    told.current.sinceS += delta;
    if (told.current.sinceS < STEP_S) return;
    told.current.sinceS = 0;
    // For whoever looks from outside: which hour is there, once it is.
    const { dataset } = state.gl.domElement;
    const hour = scenery.hours?.settled ?? "";
    if (dataset["hour"] !== hour) dataset["hour"] = hour;
    const light = scenery.hours?.people ?? plainLight;
    if (light === told.current.light) return;
    told.current.light = light;
    onPeopleLight?.(light);
  }, -12);

  return <primitive object={scenery.group} />;
}
