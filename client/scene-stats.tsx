import { useFrame } from "@react-three/fiber";
import { useMemo } from "react";
import { FloatType, Mesh, Texture, type Material, type Object3D, type WebGLRenderer } from "three";

import { traffic } from "./world/traffic.ts";

/** What the bench and the curious read. */
interface SceneStats {
  readonly fps: number;
  readonly drawCalls: number;
  readonly triangles: number;
  readonly textureMb: number;
  readonly poseBytesInPerS: number;
  readonly poseBytesOutPerS: number;
  readonly roundTripMs: number;
}

const EVERY_S = 0.5;
/** A full chain of mipmaps is a third more. */
const MIPMAPS = 4 / 3;

/** As the graphics card keeps it. */
export function bytesOfTexture(texture: Texture): number {
  const { width = 0, height = 0 } = (texture.image ?? {}) as { width?: number; height?: number };
  const texel = texture.type === FloatType ? 16 : 4;
  return width * height * texel * (texture.generateMipmaps ? MIPMAPS : 1);
}

const valuesOf = (material: Material): readonly unknown[] => [
  ...Object.values(material),
  ...("uniforms" in material
    ? Object.values(material.uniforms as Record<string, { value: unknown }>).map(
        ({ value }) => value,
      )
    : []),
];

/** Every texture the scene draws with. */
export function texturesIn(scene: Object3D): ReadonlySet<Texture> {
  const textures = new Set<Texture>();
  scene.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    const materials = [object.material].flat() as Material[];
    for (const value of materials.flatMap(valuesOf))
      if (value instanceof Texture) textures.add(value);
  });
  return textures;
}

function textureMb(scene: Object3D): number {
  let bytes = 0;
  for (const texture of texturesIn(scene)) bytes += bytesOfTexture(texture);
  return bytes / 1048576;
}

/** What one view may cost (issue: places and people); the panel shows it beside what it does cost. */
export const LIMITS = { drawCalls: 40, triangles: 130_000, textureMb: 48 } as const;

/** A headset draws everything once for each eye; budgets are for one. */
const eyesOf = ({ xr }: WebGLRenderer): number =>
  xr.isPresenting ? Math.max(1, xr.getCamera().cameras.length) : 1;

class Meter {
  #frames = 0;
  #since = 0;
  #in = traffic.poseBytesIn;
  #out = traffic.poseBytesOut;

  /** Answers twice a second. */
  tick(gl: WebGLRenderer, scene: Object3D, delta: number): SceneStats | null {
    this.#frames += 1;
    this.#since += delta;
    if (this.#since < EVERY_S) return null;
    const stats = {
      fps: Math.round((this.#frames / this.#since) * 10) / 10,
      drawCalls: Math.round(gl.info.render.calls / eyesOf(gl)),
      triangles: Math.round(gl.info.render.triangles / eyesOf(gl)),
      textureMb: Math.round(textureMb(scene) * 10) / 10,
      poseBytesInPerS: Math.round((traffic.poseBytesIn - this.#in) / this.#since),
      poseBytesOutPerS: Math.round((traffic.poseBytesOut - this.#out) / this.#since),
      roundTripMs: Math.round(traffic.roundTripMs * 10) / 10,
    };
    this.#frames = 0;
    this.#since = 0;
    this.#in = traffic.poseBytesIn;
    this.#out = traffic.poseBytesOut;
    return stats;
  }
}

const asText = (stats: SceneStats): string =>
  `${stats.fps} fps
${stats.drawCalls} draw calls of ${LIMITS.drawCalls}
${stats.triangles.toLocaleString("en")} triangles of ${LIMITS.triangles.toLocaleString("en")}
${stats.textureMb} MB textures of ${LIMITS.textureMb}
${stats.poseBytesInPerS} B/s poses in
${stats.poseBytesOutPerS} B/s poses out
${stats.roundTripMs < 0 ? "?" : stats.roundTripMs} ms round trip`;

/** Measures from inside the canvas and writes into a plain element beside it, twice a second. */
export function SceneMeter({ into }: { readonly into: () => HTMLElement | null }) {
  const meter = useMemo(() => new Meter(), []);
  useFrame(({ gl, scene }, delta) => {
    const stats = meter.tick(gl, scene, delta);
    const panel = stats && into();
    if (!panel) return;
    panel.textContent = asText(stats);
    panel.dataset["stats"] = JSON.stringify(stats);
  }, -40);
  return null;
}
