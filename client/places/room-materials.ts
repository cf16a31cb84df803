import {
  Color,
  DoubleSide,
  FrontSide,
  MeshBasicMaterial,
  type Material,
  type Texture,
  type WebGLProgramParametersWithUniforms,
} from "three";

import type { Firelight } from "./firelight.ts";
import type { RoomScene } from "./place-data.ts";

/** Surfaces that carry a tiling detail texture and the baked light. */
export const DETAILS = ["floor", "wood", "fabric", "matte", "leaf"] as const;
export type Detail = (typeof DETAILS)[number];

export interface RoomTextures {
  readonly light: Texture;
  readonly fire: Texture;
  readonly details: Readonly<Record<Detail, Texture>>;
}

type Shader = WebGLProgramParametersWithUniforms;

const WORLD_VERTEX = ["#include <common>", "#include <common>\nvarying vec3 vWorldAt;"] as const;
const WORLD_PROJECT = [
  "#include <project_vertex>",
  "#include <project_vertex>\nvWorldAt = (modelMatrix * vec4(transformed, 1.)).xyz;",
] as const;

/** Polished boards mirror the hearth: an analytic glow, no second view of the room. */
const FLOOR_GLOW = /* glsl */ `{
  vec3 V = normalize(cameraPosition - vWorldAt);
  vec3 R = reflect(-V, vec3(0., 1., 0.));
  float fresnel = .035 + .5 * pow(1. - max(V.y, 0.), 5.);
  float polish = .4 + 1.6 * diffuseColor.g;
  float away = (-3.75 - vWorldAt.z) / R.z;
  vec3 hit = vWorldAt + R * away;
  float glow = exp(-(pow(hit.x / .55, 2.) + pow((hit.y - .42) / .34, 2.))) * step(0., away);
  reflectedLight.indirectDiffuse += fresnel * polish * glow * vec3(6., 2., .45) * firelight;
}`;

function lit(
  detail: Detail,
  scene: RoomScene,
  textures: RoomTextures,
  firelight: Firelight,
): Material {
  const material = new MeshBasicMaterial({
    vertexColors: true,
    map: textures.details[detail],
    lightMap: textures.light,
    // MeshBasicMaterial divides the lightmap by π.
    lightMapIntensity: scene.lightmapScale * Math.PI,
    side: detail === "leaf" || detail === "fabric" ? DoubleSide : FrontSide,
  });
  // Found by whoever counts textures; three itself does not know this one.
  material.userData["textures"] = [textures.fire];
  const fireColour = new Color().setRGB(...scene.fireColor);
  material.onBeforeCompile = (shader: Shader) => {
    Object.assign(shader.uniforms, {
      fireMap: { value: textures.fire },
      fireColour: { value: fireColour },
      firelight: firelight.strength,
    });
    shader.vertexShader = shader.vertexShader.replace(...WORLD_VERTEX).replace(...WORLD_PROJECT);
    shader.fragmentShader = shader.fragmentShader
      .replace(
        "#include <common>",
        `#include <common>
        uniform sampler2D fireMap; uniform vec3 fireColour; uniform float firelight; varying vec3 vWorldAt;`,
      )
      .replace(
        "reflectedLight.indirectDiffuse *= diffuseColor.rgb;",
        `reflectedLight.indirectDiffuse +=
          fireColour * (texture2D(fireMap, vLightMapUv).r * ${scene.lightmapScale.toFixed(3)} * firelight);
        reflectedLight.indirectDiffuse *= diffuseColor.rgb;
        ${detail === "floor" ? FLOOR_GLOW : ""}`,
      );
  };
  // Two materials that differ only in what onBeforeCompile writes must not share a program.
  material.customProgramCacheKey = () => `room-${detail}`;
  return material;
}

/** Lamps, flames' bulbs: brighter where they face the eye, so that a flat colour reads as a glowing body. */
function glowing(): Material {
  const material = new MeshBasicMaterial({ vertexColors: true, side: DoubleSide });
  material.color.setScalar(1.7);
  material.onBeforeCompile = (shader: Shader) => {
    shader.vertexShader = shader.vertexShader
      .replace("#include <common>", "#include <common>\nvarying float vFacing;")
      .replace(
        "#include <project_vertex>",
        `#include <project_vertex>
        vFacing = abs(dot(normalize(normalMatrix * normal), normalize(-mvPosition.xyz)));`,
      );
    shader.fragmentShader = shader.fragmentShader
      .replace("#include <common>", "#include <common>\nvarying float vFacing;")
      .replace(
        "#include <opaque_fragment>",
        `outgoingLight *= mix(vec3(.62, .40, .24), vec3(1.40, 1.12, .82), smoothstep(0., 1., vFacing));
        #include <opaque_fragment>`,
      );
  };
  material.customProgramCacheKey = () => "room-glow";
  return material;
}

/** Material by the name it has in the model. */
export function roomMaterials(
  scene: RoomScene,
  textures: RoomTextures,
  firelight: Firelight,
): ReadonlyMap<string, Material> {
  return new Map<string, Material>([
    ...DETAILS.map((detail) => [detail, lit(detail, scene, textures, firelight)] as const),
    ["glow", glowing()],
    ["view", new MeshBasicMaterial({ vertexColors: true, side: DoubleSide })],
  ]);
}
