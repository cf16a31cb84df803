import { useFrame } from "@react-three/fiber";
import { useEffect, useState } from "react";

import { breathe, type Firelight } from "./firelight.ts";
import { loadRoom, type LoadedRoom } from "./load-room.ts";
import { placeFolder, type PlaceData } from "./place-data.ts";
import { PlainRoom } from "./plain-room.tsx";

export type RoomState = "loading" | "ready" | "missing";

interface Props {
  readonly data: PlaceData;
  readonly firelight: Firelight;
  /** Told once the room is there, or will not come. */
  readonly onState: (state: RoomState) => void;
}

/** The room around the circle. Seats and people never wait for it and never fall with it. */
export function Room({ data, firelight, onState }: Props) {
  const [room, setRoom] = useState<LoadedRoom | null>(null);

  useEffect(() => {
    if (!data.room) {
      onState("missing");
      return undefined;
    }
    let gone = false;
    let mine: LoadedRoom | null = null;
    loadRoom(placeFolder(data.place.name), data.room, firelight).then(
      (loaded) => {
        if (gone) {
          loaded.dispose();
          return;
        }
        mine = loaded;
        setRoom(loaded);
        onState("ready");
      },
      () => {
        if (!gone) onState("missing");
      },
    );
    return () => {
      gone = true;
      mine?.dispose();
    };
  }, [data, firelight, onState]);

  useFrame(({ clock }) => breathe(firelight, clock.elapsedTime));

  return room ? <primitive object={room.group} /> : <PlainRoom place={data.place} />;
}
