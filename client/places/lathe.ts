import { BufferAttribute, Color, LatheGeometry, Vector2, type BufferGeometry } from "three";

/** One turned part: its outline from the axis outward (metres, radius and height), and its colour at each point. */
export interface Turned {
  readonly outline: readonly (readonly [radius: number, height: number])[];
  readonly colour: string;
  /** Darker at the foot, where light does not reach. */
  readonly footShade?: number;
  readonly sides?: number;
}

/** A solid of revolution with colours at its points. */
export function turned({ outline, colour, footShade = 1, sides = 24 }: Turned): BufferGeometry {
  const geometry = new LatheGeometry(
    outline.map(([radius, height]) => new Vector2(radius, height)),
    sides,
  );
  const at = geometry.getAttribute("position");
  const [low, high] = [outline[0]?.[1] ?? 0, outline.at(-1)?.[1] ?? 1];
  const own = new Color(colour);
  const colours = new Float32Array(at.count * 3);
  for (let i = 0; i < at.count; i++) {
    const up = Math.min(1, Math.max(0, (at.getY(i) - low) / Math.max(0.001, high - low)));
    const shade = footShade + (1 - footShade) * Math.sqrt(up);
    colours.set([own.r * shade, own.g * shade, own.b * shade], i * 3);
  }
  geometry.setAttribute("color", new BufferAttribute(colours, 3));
  return geometry;
}
