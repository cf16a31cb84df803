import { useFrame } from "@react-three/fiber";
import { useEffect, useMemo, useRef } from "react";
import { Vector3 } from "three";

import type { Place } from "#protocol/place-shape.ts";

import type { WorldStore } from "../world/circle-store.ts";
import { makeCrowd, type PeopleLight } from "./crowd.ts";
import { makeMarks } from "./marks.ts";
import { NameTags } from "./name-tags.ts";
import { TalkingPiece } from "./talking-piece.ts";
import { Troupe, type PoseSource } from "./troupe.ts";

/** More than chairs exist: somebody who leaves fades while another sits down. */
const CAPACITY = 20;

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
  const scene = useMemo(() => {
    const crowd = makeCrowd(CAPACITY);
    const rest = new Vector3().fromArray([...place.pieceStand]);
    return {
      crowd,
      tags: new NameTags(),
      marks: makeMarks(),
      piece: new TalkingPiece(rest),
      troupe: new Troupe(crowd, place, poses, rest),
    };
  }, [place, poses]);

  useEffect(() => scene.crowd.light(light), [scene, light]);
  const shown = useRef<object>(null);
  useEffect(() => {
    shown.current = scene;
    return () => {
      shown.current = null;
      scene.troupe.clear();
      // A moment later: React may only be trying out leaving and coming back.
      queueMicrotask(() => {
        if (shown.current === scene) return;
        for (const part of [scene.crowd, scene.tags, scene.marks, scene.piece]) part.dispose();
      });
    };
  }, [scene]);

  useFrame(({ clock }, delta) => {
    const { circle, own, clockOffsetMs } = store.getState();
    if (!circle) return;
    const nowMs = performance.now();
    const moment = {
      circle,
      me: own?.seat ?? ("" as const),
      nowMs,
      seconds: clock.elapsedTime,
      delta: Math.min(delta, 0.1),
      firelight: firelight.value,
    };
    scene.troupe.update(moment);
    scene.piece.update(moment, scene.troupe.people, nowMs + clockOffsetMs, still);
    scene.tags.update(moment, scene.troupe.people);
    scene.marks.update(scene.troupe.people);
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
