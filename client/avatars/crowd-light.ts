import { Color, Vector4 } from "three";

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

/** What the place says about its light, as the shader reads it. */
export function makeLightUniforms() {
  return {
    ambientTop: { value: new Color() },
    ambientBottom: { value: new Color() },
    rimColour: { value: new Color() },
    keyAt: { value: [new Vector4(), new Vector4(), new Vector4()] },
    keyColour: { value: [new Color(), new Color(), new Color()] },
    firelight: { value: 1 },
  };
}

export function lightFrom(
  uniforms: ReturnType<typeof makeLightUniforms>,
  light: PeopleLight,
): void {
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
