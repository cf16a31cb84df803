import { useFrame } from "@react-three/fiber";
import { useMemo } from "react";
import { BackSide, Mesh, MeshBasicMaterial, SphereGeometry, type Camera } from "three";

import type { View } from "./viewpoint.ts";

function follow(mesh: Mesh<SphereGeometry, MeshBasicMaterial>, veil: number, camera: Camera): void {
  mesh.visible = veil > 0.001;
  mesh.material.opacity = veil * veil * (3 - 2 * veil);
  camera.getWorldPosition(mesh.position);
}

/** A dark veil all around the eyes, for fades. Not drawn at all while it is clear. */
export function Veil({ view }: { readonly view: View }) {
  const mesh = useMemo(() => {
    const material = new MeshBasicMaterial({
      color: "#120c0a",
      side: BackSide,
      transparent: true,
      depthTest: false,
      depthWrite: false,
      toneMapped: false,
    });
    const veil = new Mesh(new SphereGeometry(0.6, 16, 10), material);
    veil.renderOrder = 1000;
    veil.frustumCulled = false;
    veil.raycast = () => undefined;
    return veil;
  }, []);

  useFrame(({ camera }) => follow(mesh, view.veil, camera), -5);

  return <primitive object={mesh} />;
}
