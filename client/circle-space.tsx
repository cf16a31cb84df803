import { useMemo, useState } from "react";

import type { LightName, TimeOfPlace } from "#protocol/place-scene-shape.ts";

import { OwnBody } from "./avatars/own-body.tsx";
import { People } from "./avatars/people.tsx";
import type { PoseSource } from "./avatars/troupe.ts";
import type { Missing } from "./places/fetched.ts";
import { makeFirelight } from "./places/firelight.ts";
import { FreeSeats } from "./places/free-seats.tsx";
import { plainLight, type PlaceData } from "./places/place-data.ts";
import { Room, type RoomState } from "./places/room.tsx";
import { moves, type Variant } from "./places/variant.ts";
import type { WorldStore } from "./world/circle-store.ts";

interface Props {
  readonly data: PlaceData;
  readonly light: LightName;
  readonly variant: Variant;
  readonly store: WorldStore;
  readonly poses: PoseSource;
  /** Chairs in which nobody sits, as bits. */
  readonly free: number;
  readonly onRoom: (state: RoomState, missing: ReadonlySet<Missing>) => void;
  readonly onChair: (chair: number) => void;
}

/** The place and everybody in it: all that is drawn but the view itself. */
export function CircleSpace({ data, light, variant, store, poses, free, onRoom, onChair }: Props) {
  const [people, setPeople] = useState<TimeOfPlace["people"]>(plainLight);
  const still = !moves(variant);
  const firelight = useMemo(() => makeFirelight(still), [still]);
  const serverNow = useMemo(
    () => () => performance.now() + store.getState().clockOffsetMs,
    [store],
  );
  const { place } = data;
  return (
    <>
      <Room
        data={data}
        light={light}
        variant={variant}
        firelight={firelight}
        serverNow={serverNow}
        onState={onRoom}
        onPeopleLight={setPeople}
      />
      <OwnBody store={store} place={place} />
      <People
        store={store}
        place={place}
        poses={poses}
        light={people}
        firelight={firelight.strength}
        still={variant.still}
      />
      <FreeSeats place={place} free={free} onChoose={onChair} />
    </>
  );
}
