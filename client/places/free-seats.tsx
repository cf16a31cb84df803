import type { ThreeEvent } from "@react-three/fiber";
import { useState } from "react";

import type { Place } from "#protocol/place-shape.ts";

interface Props {
  readonly place: Place;
  /** Chairs in which nobody sits, as bits. */
  readonly free: number;
  readonly onChoose: (chair: number) => void;
}

/** A drag that began on a chair is looking around, not choosing. */
const CLICK_MOVE_PX = 8;

/** Armchairs one may move to: point at one to see it glow, click to sit down. */
export function FreeSeats({ place, free, onChoose }: Props) {
  const [over, setOver] = useState(-1);
  const shown = place.chairs[over];
  return (
    <group>
      {place.chairs.map((chair, i) =>
        free & (1 << i) ? (
          <mesh
            key={`${chair.at[0]} ${chair.at[2]}`}
            position={[chair.at[0], 0.5, chair.at[2]]}
            onPointerOver={(event: ThreeEvent<PointerEvent>) => {
              event.stopPropagation();
              setOver(i);
            }}
            onPointerOut={() => setOver((now) => (now === i ? -1 : now))}
            onClick={(event: ThreeEvent<MouseEvent>) => {
              if ((event.delta ?? 0) > CLICK_MOVE_PX) return;
              event.stopPropagation();
              setOver(-1);
              onChoose(i);
            }}
          >
            <cylinderGeometry args={[0.44, 0.44, 1, 12]} />
            {/* Not drawn, yet found by pointers. */}
            <meshBasicMaterial visible={false} />
          </mesh>
        ) : null,
      )}
      {shown && free & (1 << over) ? (
        <mesh
          position={[shown.at[0], 0.03, shown.at[2]]}
          rotation-x={-Math.PI / 2}
          raycast={() => null}
          renderOrder={3}
        >
          <ringGeometry args={[0.46, 0.52, 48]} />
          <meshBasicMaterial
            color="#ffcf8a"
            transparent
            opacity={0.85}
            depthWrite={false}
            polygonOffset
            polygonOffsetFactor={-4}
          />
        </mesh>
      ) : null}
    </group>
  );
}
