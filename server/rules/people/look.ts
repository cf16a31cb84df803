/** How an avatar looks: indexes into fixed palettes and shapes, so that nothing personal can be uploaded. */
export interface Look {
  readonly skin: number;
  readonly cloth: number;
  readonly crown: number;
  readonly accessory: number;
  readonly pattern: number;
}

/** How many choices each part of a look has. */
export const LOOK_CHOICES: Readonly<Record<keyof Look, number>> = {
  skin: 12,
  cloth: 10,
  crown: 10,
  accessory: 5,
  pattern: 5,
};

/** A look from any whole number: the same seed gives the same look. */
export function lookFromSeed(seed: number): Look {
  let rest = Math.abs(Math.trunc(seed)) || 1;
  const draw = (choices: number): number => {
    // A step of the minimal-standard generator (Park & Miller 1988), exact in 53 bits.
    rest = (rest * 48271) % 2147483647;
    return rest % choices;
  };
  draw(1);
  return {
    skin: draw(LOOK_CHOICES.skin),
    cloth: draw(LOOK_CHOICES.cloth),
    crown: draw(LOOK_CHOICES.crown),
    accessory: draw(LOOK_CHOICES.accessory),
    pattern: draw(LOOK_CHOICES.pattern),
  };
}
