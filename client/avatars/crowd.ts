import {
  BatchedMesh,
  Color,
  DataTexture,
  FloatType,
  Matrix4,
  RGBAFormat,
  ShaderMaterial,
  Vector4,
  type BufferGeometry,
} from "three";

import type { Outfit } from "../world/outfit.ts";
import { accessoryShapes, bodyShapes } from "./body-parts.ts";
import { crowdFragment, crowdVertex, DATA_ROWS } from "./crowd-shader.ts";
import { crownShapes } from "./crowns.ts";

/** The light of a place as people's surfaces see it: linear colours, metres. */
export interface PeopleLight {
  readonly ambientTop: readonly number[];
  readonly ambientBottom: readonly number[];
  readonly rim: readonly number[];
  /** Up to three; the first one flickers with the fire. */
  readonly keys: readonly {
    readonly at: readonly number[];
    readonly color: readonly number[];
    readonly falloff: number;
  }[];
}

type PartName =
  | "head"
  | "body"
  | "leftArm"
  | "rightArm"
  | "leftHand"
  | "rightHand"
  | "crown"
  | "accessory"
  | "lantern";

export interface Dressed {
  readonly outfit: Outfit;
  readonly parts: ReadonlyMap<PartName, number>;
}

const SHAPES = { ...bodyShapes, ...crownShapes, ...accessoryShapes };
type ShapeName = keyof typeof SHAPES;

const DATA_WIDTH = 16 * DATA_ROWS;
const PARTS_EACH = 9;

/** What a person is made of: part → shape, main colour, second colour. */
function partsOf(
  outfit: Outfit,
): readonly (readonly [PartName, ShapeName, string, string, number])[] {
  const { skin, cloth, trim, crown, accessory } = outfit;
  return [
    ["body", "body", cloth, trim, outfit.pattern],
    ["head", "head", skin, outfit.eye, 0],
    ["leftArm", "arm", cloth, trim, 0],
    ["rightArm", "arm", cloth, trim, 0],
    ["leftHand", "leftHand", skin, skin, 0],
    ["rightHand", "rightHand", skin, skin, 0],
    ["lantern", "lantern", "#b98a45", "#b98a45", 0],
    ...(crown === "none"
      ? []
      : ([["crown", crown, outfit.crownColour, outfit.crownTrim, 0]] as const)),
    ...(accessory === "none"
      ? []
      : ([["accessory", accessory, outfit.accessoryColour, outfit.accessoryTrim, 0]] as const)),
  ];
}

const makeMaterial = (
  data: DataTexture,
  light: ReturnType<typeof makeLightUniforms>,
): ShaderMaterial =>
  new ShaderMaterial({
    vertexShader: crowdVertex,
    fragmentShader: crowdFragment,
    // Presence below 1 thins a person out over the samples of a pixel: no sorting, no second pass.
    alphaToCoverage: true,
    uniforms: { data: { value: data }, dataWidth: { value: DATA_WIDTH }, ...light },
  });

/** Everybody in one mesh with one material: one draw call however many people there are. */
export interface Crowd {
  readonly mesh: BatchedMesh;
  /** Shapes in use; back to 0 when everybody has gone. */
  instances(): number;
  add(outfit: Outfit): Dressed;
  remove(person: Dressed): void;
  place(person: Dressed, part: PartName, matrix: Matrix4): void;
  show(person: Dressed, part: PartName, visible: boolean): void;
  /** Row 0 is colour; 1 … 3 are the face or the arm; 4 is glow, presence, colour. */
  write(
    person: Dressed,
    part: PartName,
    row: number,
    a: number,
    b: number,
    c: number,
    d: number,
  ): void;
  /** Sends what was written since the last call. */
  commit(firelight: number): void;
  light(light: PeopleLight): void;
  dispose(): void;
}

function makeMesh(capacity: number, material: ShaderMaterial) {
  const built = Object.entries(SHAPES).map(([name, make]) => [name, make()] as const);
  const total = (count: (geometry: BufferGeometry) => number) =>
    built.reduce((sum, [, geometry]) => sum + count(geometry), 0);
  const mesh = new BatchedMesh(
    capacity * PARTS_EACH,
    total((geometry) => geometry.getAttribute("position").count),
    total((geometry) => geometry.index?.count ?? 0),
    material,
  );
  mesh.perObjectFrustumCulled = false;
  mesh.sortObjects = false;
  mesh.frustumCulled = false;
  // People are looked at, not clicked; without this every pointer move would test 30 000 triangles.
  mesh.raycast = () => undefined;
  const ids = new Map(built.map(([name, geometry]) => [name, mesh.addGeometry(geometry)]));
  for (const [, geometry] of built) geometry.dispose();
  return { mesh, ids };
}

/** What the place says about its light, as the shader reads it. */
function makeLightUniforms() {
  return {
    ambientTop: { value: new Color() },
    ambientBottom: { value: new Color() },
    rimColour: { value: new Color() },
    keyAt: { value: [new Vector4(), new Vector4(), new Vector4()] },
    keyColour: { value: [new Color(), new Color(), new Color()] },
    firelight: { value: 1 },
  };
}

function lightFrom(uniforms: ReturnType<typeof makeLightUniforms>, light: PeopleLight): void {
  uniforms.ambientTop.value.fromArray([...light.ambientTop]);
  uniforms.ambientBottom.value.fromArray([...light.ambientBottom]);
  uniforms.rimColour.value.fromArray([...light.rim]);
  uniforms.keyColour.value.forEach((colour, i) => {
    const key = light.keys[i];
    if (!key) {
      colour.setRGB(0, 0, 0);
      return;
    }
    colour.fromArray([...key.color]);
    const [x = 0, y = 0, z = 0] = key.at;
    uniforms.keyAt.value[i]?.set(x, y, z, key.falloff);
  });
}

export function makeCrowd(capacity: number): Crowd {
  const rows = Math.ceil((capacity * PARTS_EACH * DATA_ROWS) / DATA_WIDTH);
  const values = new Float32Array(DATA_WIDTH * rows * 4);
  const data = new DataTexture(values, DATA_WIDTH, rows, RGBAFormat, FloatType);
  const uniforms = makeLightUniforms();
  const material = makeMaterial(data, uniforms);
  const { mesh, ids } = makeMesh(capacity, material);
  const colour = new Color();
  const nowhere = new Matrix4();

  const put = (part: number, row: number, a: number, b: number, c: number, d: number): void => {
    const offset = (part * DATA_ROWS + row) * 4;
    values[offset] = a;
    values[offset + 1] = b;
    values[offset + 2] = c;
    values[offset + 3] = d;
  };

  return {
    mesh,
    instances: () => mesh.instanceCount,
    add(outfit) {
      const parts = new Map<PartName, number>();
      for (const [part, shape, first, second, pattern] of partsOf(outfit)) {
        const id = mesh.addInstance(ids.get(shape) ?? 0);
        mesh.setColorAt(id, colour.set(first));
        mesh.setMatrixAt(id, nowhere);
        colour.set(second);
        put(id, 0, colour.r, colour.g, colour.b, pattern);
        put(id, 4, 0, 1, 1, 0);
        parts.set(part, id);
        if (part === "lantern") mesh.setVisibleAt(id, false);
      }
      return { outfit, parts };
    },
    remove(person) {
      for (const id of person.parts.values()) mesh.deleteInstance(id);
    },
    place(person, part, matrix) {
      const id = person.parts.get(part);
      if (id !== undefined) mesh.setMatrixAt(id, matrix);
    },
    show(person, part, visible) {
      const id = person.parts.get(part);
      if (id !== undefined && mesh.getVisibleAt(id) !== visible) mesh.setVisibleAt(id, visible);
    },
    write(person, part, row, a, b, c, d) {
      const id = person.parts.get(part);
      if (id !== undefined) put(id, row, a, b, c, d);
    },
    commit(firelight) {
      data.needsUpdate = true;
      uniforms.firelight.value = firelight;
    },
    light: (light) => lightFrom(uniforms, light),
    dispose() {
      mesh.dispose();
      material.dispose();
      data.dispose();
    },
  };
}
