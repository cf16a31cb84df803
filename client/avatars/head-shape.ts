import { onSuperellipsoid, type Triple } from "./solid.ts";

/** Half extents of a head, metres. */
export const HEAD = { width: 0.128, height: 0.132, depth: 0.122, exponent: 2.35 } as const;

/** A point on the unit superellipsoid as a point on the head: slightly fuller cheeks, a softened chin. */
export function headPoint(x: number, y: number, z: number): Triple {
  const cheek = 1 + 0.07 * -y * (1 - Math.abs(y));
  return [
    x * HEAD.width * cheek,
    y * HEAD.height - (y < -0.3 ? 0.004 : 0),
    z * HEAD.depth * (1 - 0.04 * y),
  ];
}

/** A point on the head by direction (radians), `scale` times as far from its middle. */
export function headAt(azimuth: number, elevation: number, scale = 1): Triple {
  const point = headPoint(
    ...onSuperellipsoid(
      Math.sin(azimuth) * Math.cos(elevation),
      Math.sin(elevation),
      Math.cos(azimuth) * Math.cos(elevation),
      HEAD.exponent,
    ),
  );
  return [point[0] * scale, point[1] * scale, point[2] * scale];
}
