import {
  BatchedMesh,
  Color,
  DataTexture,
  FloatType,
  Matrix4,
  RGBAFormat,
  ShaderMaterial,
  type BufferGeometry,
} from "three";

import { FORMS, type Outfit } from "../world/outfit.ts";
import { lightFrom, makeLightUniforms, type PeopleLight } from "./crowd-light.ts";
import { crowdFragment, crowdVertex, DATA_ROWS } from "./crowd-shader.ts";
import {
  NOTHING,
  PART,
  PARTS_EACH,
  partsOf,
  SHAPES,
  type Dressed,
  type Made,
  type PartName,
} from "./dress.ts";
import { cutAt } from "./solid.ts";

/** From afar shapes are cut at this part of their fineness: about a quarter of the triangles. */
const FAR_CUT = 0.46;
const DATA_WIDTH = 16 * DATA_ROWS;

const colour = new Color();
const nowhere = new Matrix4();
const idOf = (person: Dressed, part: PartName): number => person.ids[PART[part]] ?? NOTHING;

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
  /** Draws somebody coarser or finer. */
  detail(person: Dressed, far: boolean): void;
  /** Triangles drawn now. */
  triangles(): number;
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
  /** Row 4 of every part. */
  state(person: Dressed, glow: number, presence: number, colour: number): void;
  /** Sends what was written since the last call. */
  commit(firelight: number): void;
  light(light: PeopleLight): void;
  dispose(): void;
}

function makeMesh(capacity: number, material: ShaderMaterial) {
  const built = Object.entries(SHAPES).flatMap(([name, make]) => [
    [name, make()] as const,
    [`${name}@far`, cutAt(FAR_CUT, make)] as const,
  ]);
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

/** One batched mesh, one texture of what each part shows. */
class BatchedCrowd implements Crowd {
  readonly mesh: BatchedMesh;
  readonly #values: Float32Array;
  readonly #data: DataTexture;
  readonly #uniforms = makeLightUniforms();
  readonly #material: ShaderMaterial;
  readonly #ids: ReadonlyMap<string, number>;
  /** Of each instance in use: its finer and its coarser shape. */
  readonly #shapes = new Map<number, readonly [near: number, far: number]>();

  constructor(capacity: number) {
    const rows = Math.ceil((capacity * PARTS_EACH * DATA_ROWS) / DATA_WIDTH);
    this.#values = new Float32Array(DATA_WIDTH * rows * 4);
    this.#data = new DataTexture(this.#values, DATA_WIDTH, rows, RGBAFormat, FloatType);
    this.#material = makeMaterial(this.#data, this.#uniforms);
    const { mesh, ids } = makeMesh(capacity, this.#material);
    this.mesh = mesh;
    this.#ids = ids;
  }

  instances(): number {
    return this.mesh.instanceCount;
  }

  add(outfit: Outfit): Dressed {
    const ids = new Int32Array(PARTS_EACH).fill(NOTHING);
    for (const [part, made] of partsOf(outfit)) ids[PART[part]] = this.#addPart(part, made, outfit);
    return { outfit, ids, far: false };
  }

  remove(person: Dressed): void {
    for (const id of person.ids) {
      if (id === NOTHING) continue;
      this.mesh.deleteInstance(id);
      this.#shapes.delete(id);
    }
  }

  place(person: Dressed, part: PartName, matrix: Matrix4): void {
    const id = idOf(person, part);
    if (id !== NOTHING) this.mesh.setMatrixAt(id, matrix);
  }

  show(person: Dressed, part: PartName, visible: boolean): void {
    const id = idOf(person, part);
    if (id !== NOTHING && this.mesh.getVisibleAt(id) !== visible)
      this.mesh.setVisibleAt(id, visible);
  }

  detail(person: Dressed, far: boolean): void {
    if (person.far === far) return;
    person.far = far;
    for (const id of person.ids) {
      const pair = this.#shapes.get(id);
      if (pair) this.mesh.setGeometryIdAt(id, pair[far ? 1 : 0]);
    }
  }

  triangles(): number {
    let corners = 0;
    for (const id of this.#shapes.keys())
      if (this.mesh.getVisibleAt(id))
        corners += this.mesh.getGeometryRangeAt(this.mesh.getGeometryIdAt(id))?.count ?? 0;
    return corners / 3;
  }

  write(
    person: Dressed,
    part: PartName,
    row: number,
    a: number,
    b: number,
    c: number,
    d: number,
  ): void {
    const id = idOf(person, part);
    if (id !== NOTHING) this.#put(id, row, a, b, c, d);
  }

  state(person: Dressed, glow: number, presence: number, colour: number): void {
    for (let part = 0; part < PARTS_EACH; part++) {
      const id = person.ids[part] ?? NOTHING;
      if (id !== NOTHING) this.#put(id, 4, glow, presence, colour, 0);
    }
  }

  commit(firelight: number): void {
    this.#data.needsUpdate = true;
    this.#uniforms.firelight.value = firelight;
  }

  light(light: PeopleLight): void {
    lightFrom(this.#uniforms, light);
  }

  dispose(): void {
    this.mesh.dispose();
    this.#material.dispose();
    this.#data.dispose();
  }

  #addPart(part: PartName, { shape, first, second, pattern }: Made, { form }: Outfit): number {
    const near = this.#ids.get(shape) ?? 0;
    const id = this.mesh.addInstance(near);
    this.#shapes.set(id, [near, this.#ids.get(`${shape}@far`) ?? near]);
    this.mesh.setColorAt(id, colour.set(first));
    this.mesh.setMatrixAt(id, nowhere);
    colour.set(second);
    this.#put(id, 0, colour.r, colour.g, colour.b, pattern);
    // A body's cloth depends on its form: a paper one is lit from within, a stone has grain.
    this.#put(id, 1, part === "body" ? FORMS.indexOf(form) : 0, 0, 0, 0);
    this.#put(id, 4, 0, 1, 1, 0);
    if (part === "lantern") this.mesh.setVisibleAt(id, false);
    return id;
  }

  #put(part: number, row: number, a: number, b: number, c: number, d: number): void {
    const offset = (part * DATA_ROWS + row) * 4;
    const values = this.#values;
    values[offset] = a;
    values[offset + 1] = b;
    values[offset + 2] = c;
    values[offset + 3] = d;
  }
}

export const makeCrowd = (capacity: number): Crowd => new BatchedCrowd(capacity);
