type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null;

/** The first lounge had one ring of eight chairs and one evening: read as what place.json says now. */
export function placeBefore(json: unknown): unknown {
  if (!isObject(json) || !Array.isArray(json["chairs"]) || !isObject(json["scene"])) return json;
  const { chairs, scene: old, ...rest } = json as { chairs: readonly unknown[]; scene: Json };
  const sizes = [4, 5, 6, 7, 8, 9, 10, 11, 12];
  const seats = sizes.map((size) => [size, ringOf(chairs, size)] as const);
  const { lightmap, firemap, lightmapScale, fireColor, exposure, sky, people, ...same } = old;
  const dusk = {
    light: lightmap,
    lightScale: lightmapScale,
    exposure,
    fireColor,
    sky: { stops: [sky, sky], sun: null, stars: 0, clouds: 0 },
    fog: null,
    people,
    lamps: 1,
  };
  const details = ["floor", "wood", "fabric", "matte", "leaf"];
  const scene = {
    ...same,
    times: { dusk },
    fireMap: firemap,
    // Its armchairs are part of the model.
    seat: null,
    details: Object.fromEntries(details.map((name) => [name, `detail/${name}.webp`])),
    polish: { material: "floor", at: [0, 0.42, -3.75], halfSizeM: [0.55, 0.34] },
  };
  return { ...rest, seats: Object.fromEntries(seats), scene };
}

/** A circle of another size than eight sits in its own ring of the same width. */
function ringOf(chairs: readonly unknown[], size: number): readonly unknown[] {
  if (size <= chairs.length) return chairs.slice(0, size);
  return Array.from({ length: size }, (_, i) => {
    const angle = ((i + 0.5) / size) * 2 * Math.PI;
    return {
      at: [2.12 * Math.sin(angle), 0.46, -2.12 * Math.cos(angle)],
      yaw: Math.PI - angle,
    };
  });
}
