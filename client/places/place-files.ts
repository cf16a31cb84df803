import {
  LinearMipmapLinearFilter,
  RepeatWrapping,
  SRGBColorSpace,
  Texture,
  type Group,
} from "three";
import { MeshoptDecoder } from "three/examples/jsm/libs/meshopt_decoder.module.js";
import { GLTFLoader } from "three/examples/jsm/loaders/GLTFLoader.js";

export interface PictureUse {
  readonly repeats: boolean;
  readonly anisotropy: number;
  /** No wider than this on the graphics card; larger ones are made smaller while they are decoded. */
  readonly mostPixels: number;
}

/** Where a place's files come from: the network, or a test's disk. Each call fails by itself. */
export interface PlaceFiles {
  model(file: string): Promise<Group>;
  picture(file: string, use: PictureUse): Promise<Texture>;
}

async function bytesOf(url: string): Promise<Response> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer;
}

/** Decoded away from the page's own thread, at the size it will have. */
async function decode(picture: Blob, mostPixels: number): Promise<ImageBitmap> {
  const plain = { premultiplyAlpha: "none", colorSpaceConversion: "none" } as const;
  const whole = await createImageBitmap(picture, plain);
  if (whole.width <= mostPixels) return whole;
  const small = { resizeWidth: mostPixels, resizeQuality: "high" } as const;
  const resized = await createImageBitmap(whole, { ...plain, ...small }).catch(() => whole);
  if (resized !== whole) whole.close();
  return resized;
}

const isBitmap = (image: unknown): image is ImageBitmap =>
  typeof ImageBitmap !== "undefined" && image instanceof ImageBitmap;

/** A picture of the scenery: colours as on a screen, with smaller copies of itself for the distance. */
export function asPicture<T>(image: T, { repeats, anisotropy }: PictureUse): Texture {
  const texture = new Texture(image as ImageBitmap);
  texture.colorSpace = SRGBColorSpace;
  texture.flipY = false;
  texture.generateMipmaps = true;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.anisotropy = anisotropy;
  if (repeats) {
    texture.wrapS = RepeatWrapping;
    texture.wrapT = RepeatWrapping;
  }
  texture.needsUpdate = true;
  // What was decoded is as large as what is drawn with: it goes at once, not when somebody tidies up.
  if (isBitmap(image)) texture.addEventListener("dispose", () => image.close());
  return texture;
}

export async function readModel(bytes: ArrayBuffer): Promise<Group> {
  const loader = new GLTFLoader();
  loader.setMeshoptDecoder(MeshoptDecoder);
  return (await loader.parseAsync(bytes, "")).scene;
}

/** The place's folder on our own server. */
export const filesOf = (folder: string): PlaceFiles => ({
  model: async (file) => readModel(await (await bytesOf(`${folder}/${file}`)).arrayBuffer()),
  picture: async (file, use) => {
    const picture = await (await bytesOf(`${folder}/${file}`)).blob();
    return asPicture(await decode(picture, use.mostPixels), use);
  },
});
