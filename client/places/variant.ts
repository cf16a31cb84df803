/** How much of a place somebody wants to see, on this device. */
export interface Variant {
  /** Nothing moves but people: no living flames, no water, no leaves, no birds. */
  readonly still: boolean;
  /** Few things, soft light, and still. */
  readonly calm: boolean;
  /** For weak devices: the small model, small pictures, plain shaders. */
  readonly thrifty: boolean;
}

export const FULL: Variant = { still: false, calm: false, thrifty: false };

export const moves = ({ still, calm }: Variant): boolean => !still && !calm;
