import {
  BatchedMesh,
  InstancedBufferGeometry,
  InstancedMesh,
  Mesh,
  type BufferGeometry,
  type Material,
  type Object3D,
  type Texture,
} from "three";

import { bytesOfTexture, texturesIn } from "../../client/scene-stats.tsx";

interface Drawn {
  readonly drawCalls: number;
  readonly triangles: number;
  readonly textureMb: number;
  readonly widestTexture: number;
}

const trianglesOf = (geometry: BufferGeometry): number =>
  (geometry.index?.count ?? geometry.getAttribute("position").count) / 3;

function trianglesOfMesh(mesh: Mesh): number {
  if (mesh instanceof BatchedMesh) {
    let sum = 0;
    for (let id = 0; id < mesh.instanceCount; id++) {
      if (mesh.getVisibleAt(id))
        sum += (mesh.getGeometryRangeAt(mesh.getGeometryIdAt(id))?.count ?? 0) / 3;
    }
    return sum;
  }
  const once = trianglesOf(mesh.geometry);
  if (mesh instanceof InstancedMesh) return once * mesh.count;
  const { geometry } = mesh;
  return geometry instanceof InstancedBufferGeometry ? once * geometry.instanceCount : once;
}

/** What one view of this would cost, without a graphics card: everything in it counts as seen. */
export function countDrawn(scene: Object3D): Drawn {
  let [drawCalls, triangles] = [0, 0];
  scene.traverseVisible((object) => {
    if (!(object instanceof Mesh)) return;
    const shown = ([object.material].flat() as Material[]).filter(({ visible }) => visible);
    drawCalls += shown.length;
    if (shown.length > 0) triangles += trianglesOfMesh(object);
  });
  const textures = [...texturesIn(scene)];
  const widths = textures.map(({ image }: Texture) => (image as { width?: number }).width ?? 0);
  const bytes = textures.reduce((sum, texture) => sum + bytesOfTexture(texture), 0);
  return {
    drawCalls,
    triangles,
    textureMb: bytes / 1048576,
    widestTexture: Math.max(0, ...widths),
  };
}
