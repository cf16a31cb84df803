import { useFrame } from "@react-three/fiber";
import { useEffect, useMemo, useRef } from "react";

import type { Place } from "#protocol/place-shape.ts";

import type { WorldStore } from "../world/circle-store.ts";
import type { PeopleLight } from "./crowd-light.ts";
import { Ensemble } from "./ensemble.ts";
import type { PoseSource } from "./troupe.ts";

interface Props {
  readonly store: WorldStore;
  readonly place: Place;
  readonly poses: PoseSource;
  readonly light: PeopleLight;
  readonly firelight: { readonly value: number };
  /** Reduced motion: the piece does not fly, lights do not bob. */
  readonly still: boolean;
}

/** Everyone in the circle, their names, their lights and the talking piece. Drawn without React at frame rate. */
export function People({ store, place, poses, light, firelight, still }: Props) {
  const scene = useMemo(() => new Ensemble(place, poses), [place, poses]);

  useEffect(() => scene.crowd.light(light), [scene, light]);
  const shown = useRef<object>(null);
  useEffect(() => {
    shown.current = scene;
    return () => {
      shown.current = null;
      scene.troupe.clear();
      // A moment later: React may only be trying out leaving and coming back.
      queueMicrotask(() => {
        if (shown.current !== scene) scene.dispose();
      });
    };
  }, [scene]);

  useFrame(({ clock, camera }, delta) => {
    const seconds = clock.elapsedTime;
    scene.frame(store.getState(), { camera, seconds, delta, firelight: firelight.value, still });
  }, -10);

  return (
    <group>
      <primitive object={scene.crowd.mesh} />
      <primitive object={scene.tags.mesh} />
      <primitive object={scene.marks.mesh} />
      <primitive object={scene.piece.group} />
    </group>
  );
}
