import { useMemo } from "react";
import { BackSide, Color, Matrix4, type InstancedMesh } from "three";

import type { Place } from "#protocol/place-shape.ts";

const chairColours = ["#bb6f52", "#cfa65a", "#8fa687", "#7491a3"];

/** A quiet stand-in: dusk, a rug and chairs. Seen while the room loads, and for good when it cannot be loaded. */
export function PlainRoom({ place }: { readonly place: Place }) {
  const dress = useMemo(
    () => (mesh: InstancedMesh | null) => {
      if (!mesh) return;
      const matrix = new Matrix4();
      const colour = new Color();
      place.chairs.forEach((chair, i) => {
        matrix.makeRotationY(chair.yaw).setPosition(chair.at[0], chair.at[1] - 0.21, chair.at[2]);
        mesh.setMatrixAt(i, matrix);
        mesh.setColorAt(i, colour.set(chairColours[i % chairColours.length] ?? "#8fa687"));
      });
      mesh.instanceMatrix.needsUpdate = true;
    },
    [place],
  );
  return (
    <group>
      <mesh raycast={() => null} scale={30}>
        <sphereGeometry args={[1, 24, 16]} />
        <meshBasicMaterial color="#2b2a3a" side={BackSide} />
      </mesh>
      <mesh raycast={() => null} rotation-x={-Math.PI / 2}>
        <circleGeometry args={[5, 48]} />
        <meshBasicMaterial color="#4d3a2c" />
      </mesh>
      <mesh raycast={() => null} rotation-x={-Math.PI / 2} position-y={0.005}>
        <circleGeometry args={[2.9, 48]} />
        <meshBasicMaterial color="#6d4a3e" />
      </mesh>
      <instancedMesh
        key={place.chairs.length}
        ref={dress}
        args={[undefined, undefined, place.chairs.length]}
        raycast={() => null}
        frustumCulled={false}
      >
        <cylinderGeometry args={[0.38, 0.34, 0.42, 24]} />
        <meshBasicMaterial color="#8a8a8a" />
      </instancedMesh>
    </group>
  );
}
