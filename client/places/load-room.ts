import {
  Group,
  Mesh,
  RepeatWrapping,
  SRGBColorSpace,
  TextureLoader,
  type Material,
  type Texture,
} from "three";
import { MeshoptDecoder } from "three/examples/jsm/libs/meshopt_decoder.module.js";
import { GLTFLoader } from "three/examples/jsm/loaders/GLTFLoader.js";

import type { Firelight } from "./firelight.ts";
import { flamesOf, makeFlames } from "./flames.ts";
import { halosOf, makeHalos } from "./halos.ts";
import type { RoomScene } from "./place-data.ts";
import { DETAILS, roomMaterials, type Detail, type RoomTextures } from "./room-materials.ts";

/** Detail coordinates are stored divided by this, so that they fit 16 bits. */
const DETAIL_REPEAT = 16;

async function image(url: string, channel: number, anisotropy: number): Promise<Texture> {
  const texture = await new TextureLoader().loadAsync(url);
  texture.colorSpace = SRGBColorSpace;
  texture.flipY = false;
  texture.channel = channel;
  texture.anisotropy = anisotropy;
  return texture;
}

async function detail(url: string): Promise<Texture> {
  const texture = await image(url, 0, 4);
  texture.wrapS = RepeatWrapping;
  texture.wrapT = RepeatWrapping;
  texture.repeat.set(DETAIL_REPEAT, DETAIL_REPEAT);
  return texture;
}

async function loadTextures(folder: string, scene: RoomScene): Promise<RoomTextures> {
  const [light, fire, ...details] = await Promise.all([
    image(`${folder}/${scene.lightmap}`, 1, 2),
    image(`${folder}/${scene.firemap}`, 1, 1),
    ...DETAILS.map((name) => detail(`${folder}/detail/${name}.webp`)),
  ]);
  const named = Object.fromEntries(DETAILS.map((name, i) => [name, details[i]]));
  return { light, fire, details: named as Record<Detail, Texture> };
}

function dress(model: Group, materials: ReadonlyMap<string, Material>): void {
  model.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    const given = object.material as Material;
    const own = materials.get(given.name);
    if (own) {
      object.material = own;
      given.dispose();
    }
    object.matrixAutoUpdate = false;
    object.updateMatrix();
    // Nobody clicks on walls: only what is made to be clicked is tested against the pointer.
    object.raycast = () => undefined;
  });
}

export interface LoadedRoom {
  readonly group: Group;
  readonly dispose: () => void;
}

/** Loads the room's model and light. Throws when any file is missing or broken; the caller keeps the plain room. */
export async function loadRoom(
  folder: string,
  scene: RoomScene,
  firelight: Firelight,
): Promise<LoadedRoom> {
  const loader = new GLTFLoader();
  loader.setMeshoptDecoder(MeshoptDecoder);
  const [model, textures] = await Promise.all([
    loader.loadAsync(`${folder}/${scene.model}`),
    loadTextures(folder, scene),
  ]);
  const materials = roomMaterials(scene, textures, firelight);
  dress(model.scene, materials);
  const group = new Group();
  const flames = makeFlames(flamesOf(scene), firelight);
  const halos = makeHalos(halosOf(scene), firelight);
  group.add(model.scene, flames, halos);
  return {
    group,
    dispose() {
      group.traverse((object) => {
        if (!(object instanceof Mesh)) return;
        object.geometry.dispose();
        (object.material as Material).dispose();
      });
      for (const texture of [textures.light, textures.fire, ...Object.values(textures.details)])
        texture.dispose();
    },
  };
}
