/** How an avatar looks: indexes into fixed palettes and shapes, so that nothing personal can be uploaded. */
export interface Look {
  readonly skin: number;
  readonly cloth: number;
  readonly crown: number;
  readonly accessory: number;
  readonly pattern: number;
  /** Person, lantern, stone, bird, cloud. Looks chosen before there were forms have none: they are persons. */
  readonly form?: number | undefined;
}

/** How many choices each part of a look has. */
export const LOOK_CHOICES: Readonly<Record<keyof Look, number>> = {
  skin: 12,
  cloth: 10,
  crown: 10,
  accessory: 5,
  pattern: 5,
  form: 5,
};

/** Half of all proposed looks are persons, the others one of the rest. */
const FORM_DRAWS = 8;

/** A look from any whole number: the same seed gives the same look. Seeds are drawn anew for each group. */
export function lookFromSeed(seed: number): Look {
  let rest = Math.abs(Math.trunc(seed)) || 1;
  const draw = (choices: number): number => {
    // A step of the minimal-standard generator (Park & Miller 1988), exact in 53 bits.
    rest = (rest * 48271) % 2147483647;
    return rest % choices;
  };
  draw(1);
  const look = {
    skin: draw(LOOK_CHOICES.skin),
    cloth: draw(LOOK_CHOICES.cloth),
    crown: draw(LOOK_CHOICES.crown),
    accessory: draw(LOOK_CHOICES.accessory),
    pattern: draw(LOOK_CHOICES.pattern),
  };
  const form = draw(FORM_DRAWS);
  return form > 0 && form < LOOK_CHOICES.form ? { ...look, form } : look;
}
